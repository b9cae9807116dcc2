"""What a snippet's rehearsal left behind: how far it ran, what it printed, what AWS receives, what stood in for AWS."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import snippets as copied  # what readers copy
from publish.languages import Language
from publish.pages import downloads, markdown, permissions
from snippets import curves, voices

ON_SCREEN = "example on-screen"  # long, and of no use where it cannot be copied: the book leaves it out
POLICIES = ("caller", "role", "trust")


class CapturedError(ValueError):
    """A snippet without files or without a captured result; the message says what to do."""


@dataclass(frozen=True)
class Snippet:
    """A snippet: its files (paths below ``snippets/``, the one to start first) and the result of its last run."""

    name: str
    files: tuple[str, ...]
    result: Mapping[str, Any]


def load(name: str, folder: Path = copied.FOLDER) -> Snippet:
    """Read a snippet and its captured result. Raises ``CapturedError``."""
    path = folder / copied.RESULTS.name / f"{name}.json"
    files = copied.files(name, folder)
    if not files:
        raise CapturedError(
            f"tree.toml: the snippet {name!r} is neither snippets/{name}.py nor a folder; mend its name"
        )
    if not path.exists():
        raise CapturedError(f"snippets/results/{name}.json is missing; run `make update`")
    result = json.loads(path.read_text(encoding="utf-8"))
    return Snippet(name, files, result)


def changed_lines(snippets: Sequence[str], adjustment: str, language: Language) -> str:
    """Return the lines that an adjustment changes in the first snippet, as a diff, or nothing if none is kept."""
    return "".join(voices.diff(name, adjustment, language.folder) for name in snippets[:1])


def section(snippet: Snippet, words: Mapping[str, Any], language: Language) -> str:
    """Return the Markdown that shows a snippet: its files, how far it ran, what it printed."""
    labels, result = words["snippets"], snippet.result
    listing = markdown.listing(snippet.files[0]) if len(snippet.files) == 1 else _tabs(snippet)
    return "\n".join(
        [
            f'<div class="snippet" data-snippet="{snippet.name}" data-degree="{result["degree"]}" markdown>',
            "",
            listing,
            "",
            f"[{labels['download'].format(file=downloads.name(snippet.files))}]"
            f'({downloads.address(snippet.files)}){{ .download download="" }}',
            "",
            f"!!! {'success' if result['degree'] == 'treinou-aqui' else 'info'} "
            f'"{labels["how_far"]}: {_called("degrees", result["degree"], words)}"',
            "",
            markdown.indented(_how_far(snippet, words, language)),
            "",
            *(_curve(name, values, labels, language) for name, values in result.get("curves", {}).items()),
            _output(marked(voices.output(snippet.name, result["output"], language.folder), words), labels),
            "</div>",
            "",
        ]
    )


def whole(snippet: Snippet, words: Mapping[str, Any], language: Language) -> str:
    """Return the Markdown of all that there is of a snippet."""
    return f"{section(snippet, words, language)}\n{behind(snippet, words)}"


def behind(snippet: Snippet, words: Mapping[str, Any]) -> str:
    """Return the Markdown of what stands behind a snippet: what AWS receives of it, and who may run it."""
    result = snippet.result
    return "\n".join(
        [
            f'<div class="behind" data-behind="{snippet.name}" markdown>',
            "",
            _received(result["requests"], words),
            _permissions(snippet.name, result.get("permissions", {}), words),
            "</div>",
            "",
        ]
    )


def marked(kept: str, words: Mapping[str, Any]) -> str:
    """Return what was kept of a run, with the marks of what differs from run to run in letters of the language."""
    for mark, read in words["marks"].items():
        kept = kept.replace(mark, read)
    return kept


def _how_far(snippet: Snippet, words: Mapping[str, Any], language: Language) -> str:
    labels, result = words["snippets"], snippet.result
    day = markdown.day(date.fromisoformat(result["date"]), language)
    run = labels["run"].format(date=day, versions=", ".join(_versions(result)))
    real = labels["real"].format(library="SDK" if "sdk" in result else "boto3")
    facts = [real if result["degree"] == "treinou-aqui" else labels["checked"], run]
    if score := result.get("score"):
        facts.append(labels["score"].format(name=score["name"], value=_as_written(score["value"], language)))
    stand_ins = ";\n".join(f"- {_called('stand_ins', id_, words)}" for id_ in result["stand_ins"])
    repeat = f"{labels['rehearse']} `ensaio {snippet.name}`"
    told = (" ".join(facts), f"{labels['stand_ins']}\n\n{stand_ins}." if stand_ins else "", repeat)
    return "\n\n".join(filter(None, told))


def _as_written(value: float, language: Language) -> str:
    """Return a number with the decimals that the run printed, as this language writes it."""
    return language.number(value, len(str(value).partition(".")[2]))


def _curve(name: str, values: Sequence[float], labels: Mapping[str, str], language: Language) -> str:
    """Return how a metric of the run went as HTML, in which its name is no Markdown; a picture is for the screen."""
    first, last = (language.number(value, 3) for value in (values[0], values[-1]))
    told = labels["curve"].format(name=name, count=len(values), first=first, last=last)
    drawn = f"{curves.curve(name, values, told)}<figcaption>{escape(told)}</figcaption>"
    return f'<figure class="measured on-screen" data-metric="{escape(name)}">{drawn}</figure>\n'


def _versions(result: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a run was made with: the SDK if it was imported, what talks to AWS, what stood in for it, Python."""
    if "sdk" in result:
        yield f"sagemaker {result['sdk']}"
    versions = result["versions"]
    yield from (f"{name} {versions[name]}" for name in ("boto3", "botocore", "moto"))
    yield f"Python {versions['python']}"


def _called(kind: str, id_: str, words: Mapping[str, Any]) -> str:
    if id_ not in words[kind]:
        raise CapturedError(f"snippets/words: [{kind}] has no words for {id_!r}; write them in every language")
    name: str = words[kind][id_]
    return name


def _output(printed: str, labels: Mapping[str, str]) -> str:
    return markdown.opening("example", labels["output"], markdown.fence("text", printed)) if printed else ""


def _received(requests: Sequence[Mapping[str, Any]], words: Mapping[str, Any]) -> str:
    if not requests:
        return ""
    labels = words["snippets"]
    parts = [labels["received_checked"]]
    for request in requests:
        parameters = marked(json.dumps(request["parameters"], ensure_ascii=False, indent=2), words)
        parts.append(f"**{request['operation']}**\n\n{markdown.fence('json', parameters)}")
    operations = ", ".join(dict.fromkeys(request["operation"] for request in requests))
    return markdown.opening(ON_SCREEN, f"{labels['received']}: {operations}", "\n\n".join(parts))


def _permissions(name: str, policies: permissions.Permissions, words: Mapping[str, Any]) -> str:
    """Show the policies of a snippet: the caller's, the execution role's, whom that role trusts, and where they are."""
    if not policies:
        return ""
    labels = words["snippets"]
    parts = [labels["permissions_computed"]]
    if to_put_in := permissions.to_put_in(policies, words["permissions"]):
        parts.append(f"{words['permissions']['put_in']} {to_put_in}.\n{{: .{permissions.BESIDE} }}")
    if policies.get("role"):  # the SDK checks a role only where one is passed on
        parts.append(labels["permissions_simulate"])
    if beyond := policies.get("beyond"):
        named = ", ".join(f"`{name}`" for name in beyond)
        parts.append(f"{labels['permissions_beyond']}: {named}.\n{{: .{permissions.BESIDE} }}")
    for key in filter(policies.get, POLICIES):
        text = markdown.fence("json", permissions.text(policies[key]))
        parts.append(f"**{labels[f'permissions_{key}']}**\n\n{text}")
    parts.append(f"{words['permissions']['take']} {', '.join(permissions.links(name, policies))}.")
    return markdown.opening(ON_SCREEN, labels["permissions"], "\n\n".join(parts))


def _tabs(snippet: Snippet) -> str:
    names = {file: Path(file).relative_to(snippet.name).as_posix() for file in snippet.files}
    return "\n".join(markdown.tab(name, markdown.listing(file)) for file, name in names.items())
