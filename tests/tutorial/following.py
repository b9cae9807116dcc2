"""Follows the tutorial as a reader does who has only its pages: writes each file, types each command, in one shell.

What installs the rehearsal is typed too, but finds the wheel in the built site and its dependencies in the environment
of the tests, so that nothing is downloaded.
"""

import os
import re
import shlex
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path

from publish.languages import Language
from publish.site.configuration import site_url
from tests.tutorial.reading import Block

TYPED = ("run", "fails")
Ended = dict[str, tuple[int, str]]  # by the block's place among all: exit code, what appeared


def follow(blocks: Sequence[Block], language: Language, site: Path, folder: Path) -> Ended:
    """Do what the pages say in a new folder, and stop at the first command that fails and should not."""
    for name in ("home", "out", "files", "reader"):
        (folder / name).mkdir(parents=True)
    for number, block in enumerate(blocks):
        (folder / "files" / str(number)).write_text(block.text, encoding="utf-8")
    script = "\n".join(["set -e", *_steps(blocks, site, folder)])
    tools = [str(Path(sys.executable).parent), *os.environ["PATH"].split(os.pathsep)]
    kept = {name: value for name, value in os.environ.items() if name in ("TMPDIR", "USER")}
    environment = kept | {
        "HOME": str(folder / "home"),
        "PATH": os.pathsep.join(tools),
        "LANG": f"{language.tag.replace('-', '_')}.UTF-8",
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    subprocess.run(["bash", "-c", script], cwd=folder / "reader", env=environment, check=False)
    return {path.stem: _ended(path) for path in (folder / "out").glob("*.code")}


def _ended(code: Path) -> tuple[int, str]:
    return int(code.read_text()), code.with_suffix(".txt").read_text(encoding="utf-8")


def _steps(blocks: Sequence[Block], site: Path, folder: Path) -> Iterator[str]:
    """Yield the shell's lines for each block: a failure of the shell itself ends all."""
    for number, block in enumerate(blocks):
        out = shlex.quote(str(folder / "out" / str(number)))
        if block.kind == "file":
            target = shlex.quote(block.name)
            yield f"mkdir -p $(dirname {target}) && cp {shlex.quote(str(folder / 'files' / str(number)))} {target}"
        elif block.kind in TYPED:
            told = block.text.rstrip("\n").replace(site_url(), f"{site}/")
            ending = f"echo $? >{out}.code"
            typed = f"{{\n{told}\n}} >{out}.txt 2>&1"
            yield f"{typed} && {ending} || {{ {ending}; exit 1; }}" if block.kind == "run" else f"{typed} || {ending}"
            if "permissoes.py" in told:
                yield f"cp caller.json {out}.caller"
            if "-m venv" in told:
                yield (
                    "for packages in ~/ensaio/lib/python*/site-packages; do "
                    f"echo {shlex.quote(sysconfig.get_path('purelib'))} >$packages/of-the-tests.pth; done"
                )


def appears(shown: str, output: str) -> bool:
    """Tell whether what a page shows is what appeared: `…` is anything within a line, and alone any lines."""
    lines = []
    for line in shown.strip().splitlines():
        pattern = r"[^\n]*".join(re.escape(part) for part in line.rstrip().split("…"))
        lines.append(r"(?:[^\n]*\n)*?" if line.strip() == "…" else rf"{pattern}[ \t]*\n")
    return re.fullmatch("".join(lines), f"{output.rstrip()}\n") is not None
