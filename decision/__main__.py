"""``python -m decision``: ask, check, build, list paths, compare versions."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from decision import cases, document, history, labels, paths, sources, terminal, versions
from decision.languages import LANGUAGES, by_folder
from decision.model import TreeError
from decision.reading import load
from decision.tree import Tree


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0 when all is well, 1 for a fault or an unfinished walk, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except TreeError as error:
        print(error, file=sys.stderr)
    except terminal.Stopped as stopped:
        print(f"\n{stopped}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m decision", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    folders = [language.folder for language in LANGUAGES]

    ask = commands.add_parser("ask", help="answer the questions here, and get the recommendation")
    ask.add_argument("--language", choices=folders, default=folders[0], help="of the questions (default: %(default)s)")
    ask.add_argument("answers", nargs="?", default="", help="answers already known: 'objetivo=treinar&…'")
    ask.set_defaults(run=_ask)

    check = commands.add_parser("check", help="refuse a broken tree, or one that breaks with a published version")
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help="write tree.json, cases.json, their schemas and every version kept")
    build.add_argument("folder", type=Path, help="where to write; created when it does not exist")
    build.set_defaults(run=_build)

    listing = commands.add_parser("paths", help="print every path of answers and the outcome it leads to")
    listing.set_defaults(run=_paths)

    diff = commands.add_parser("diff", help="say which combinations of answers changed outcome, and why")
    diff.add_argument("old", help="a version in history/, or a tree.json")
    diff.add_argument("new", help="a later one, or 'current'")
    diff.add_argument("--language", choices=folders, default=folders[0], help="of the reasons (default: %(default)s)")
    diff.set_defaults(run=_diff)

    keep = commands.add_parser("keep", help="keep the current version in history/; `make tree` does it")
    keep.set_defaults(run=_keep)
    return parser


def _ask(options: argparse.Namespace) -> None:
    tree = load()
    language = by_folder(options.language)
    words = {key: text for section in labels.load(language).values() for key, text in section.items()}
    given = dict(pair.split("=", 1) for pair in options.answers.split("&") if "=" in pair)
    walk = paths.replay(tree, given)
    gone = versions.gone(history.load().values(), tree)
    for pair in given.items():
        if paths.Step(*pair) in walk.steps:
            continue
        if pair in gone:
            said = " ".join(text[language.tag] for text in gone[pair])
            print(words["gone"].format(answer=said), file=sys.stderr)
        else:
            print(words["left_out"].format(answer="=".join(pair)), file=sys.stderr)
    _print(terminal.ask(tree, language.tag, words, given, input, cases.load(tree).values()))


def _check(options: argparse.Namespace) -> None:
    tree = load()
    people = cases.load(tree)
    sources.check(tree, people.values())
    history.check(tree)
    walks = sum(1 for _ in paths.all_walks(tree))
    print(f"{tree.version}: {len(tree.questions)} questions, {len(tree.outcomes)} outcomes, {walks} paths")
    print(f"{len(people)} cases, {cases.mean_questions(people.values()):.1f} questions on average")


def _keep(options: argparse.Namespace) -> None:
    tree = load()
    sources.check(tree)
    print(history.keep(tree))


def _build(options: argparse.Namespace) -> None:
    tree = load()
    history.check(tree)
    people = cases.load(tree).values()
    document.write(tree, options.folder)
    cases.write(people, sources.described(people), options.folder)
    history.write(options.folder)


def _paths(options: argparse.Namespace) -> None:
    _print(f"{walk.fragment.replace('&', '/')} -> {walk.outcome}" for walk in paths.all_walks(load()))


def _diff(options: argparse.Namespace) -> None:
    trees = history.load()
    old, new = _version(options.old, trees), _version(options.new, trees)
    found = list(versions.changes(old, new))
    for change in found:
        now = change.after or f"asks {change.asks}"
        print(f"{change.answers.replace('&', '/')}: {change.before} -> {now}")
    known = {**trees, old.version: old, new.version: new}
    for version, text in versions.reasons(known, old.version, new.version).items():
        print(f"{version}: {text[by_folder(options.language).tag]}")
    total = sum(1 for _ in paths.all_walks(old))
    print(f"{len(found)} of {total} combinations of answers changed from {old.version} to {new.version}.")


def _version(name: str, trees: dict[str, Tree]) -> Tree:
    if name == "current":
        return load()
    if name in trees:
        return trees[name]
    if Path(name).is_file():
        try:
            return document.from_document(json.loads(Path(name).read_text(encoding="utf-8")))
        except (json.JSONDecodeError, KeyError, TypeError, UnicodeDecodeError) as error:
            raise TreeError([f"{name}: is not a tree.json ({error!r}); name one that the site published"]) from None
    raise TreeError([f"{name!r} is neither a version in history/ ({', '.join(trees)}), a file nor 'current'"])


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # `python -m decision paths | head`
        sys.stderr.close()
        sys.exit(141)
