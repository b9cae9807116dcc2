"""``python -m decision``: check the tree, write its published form, list its paths."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from decision import document, history, paths
from decision.model import TreeError
from decision.reading import load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code: 0 when all is well, 1 for a broken tree, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m decision", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="refuse a broken tree, naming file, id and what to do")
    build = commands.add_parser("build", help="write tree.json, its schema and every published version")
    build.add_argument("folder", type=Path, help="where to write; created when it does not exist")
    commands.add_parser("paths", help="print every path of answers and the outcome it leads to")
    commands.add_parser("publish", help="keep the current version in history/")
    options = parser.parse_args(arguments)
    try:
        tree = load()
        if options.command == "check":
            walks = list(paths.all_walks(tree))
            print(f"{tree.version}: {len(tree.questions)} questions, {len(tree.outcomes)} outcomes, {len(walks)} paths")
        elif options.command == "build":
            history.check(tree)
            document.write(tree, options.folder)
            history.write(options.folder)
        elif options.command == "paths":
            for walk in paths.all_walks(tree):
                print(f"{walk.fragment.replace('&', '/')} -> {walk.outcome}")
        elif options.command == "publish":
            print(history.keep(tree))
    except TreeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
