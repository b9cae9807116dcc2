"""Rehearse public programs that nobody here wrote, from mirrors of their repositories, and say how each came out.

    python -m tests.audit.programs FOLDER_OF_MIRRORS [ID …]

Which programs, at which commit, what each should do on AWS and why, is in programs.toml; none of them is in this
repository. The folder holds one git repository for each, named owner+name (`git clone --bare` makes one). A program is
taken out into a temporary folder, with data that are made up where its own are not to be had, and rehearsed there as
a reader would. One whose repository or commit is not in the folder is told as not fetched, never as passed.

Exit code 0 when every program did what it should, 1 when one did not, 2 when one could not be fetched.
"""

import argparse
import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rehearsal import words
from rehearsal.command.report import TRAINED
from tests.rehearsal import warm
from tests.rehearsal.rehearsing import advised, said

ROOT = Path(__file__).resolve().parents[2]
FILE = Path(__file__).with_name("programs.toml")
TRAINS, AFTERWARDS, RUNS, STOPS = "trains", "trains, then stops", "runs", "stops"
NOT_FETCHED, TOO_LONG = "not fetched", "too long"
LIMIT = 240  # seconds for one program


@dataclass(frozen=True)
class Program:
    """One program: where it is from, what is typed, and what it should do.

    What its fields mean is said at the top of the file.
    """

    id: str
    repository: str
    commit: str
    path: str
    what: str
    does: str
    why: str
    shape: str = ""
    folder: str | None = None
    start: str | None = None
    arguments: tuple[str, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict)
    says: tuple[str, ...] = ()

    @property
    def taken(self) -> str:
        """The folder of the repository that is taken out."""
        return self.path.rpartition("/")[0] if self.folder is None else self.folder


def programs() -> list[Program]:
    """Return every program of the file, in its order."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [
        Program(
            id=id_,
            commit=told["repositories"][each["repository"]],
            **{key: tuple(value) if isinstance(value, list) else value for key, value in each.items()},
        )
        for id_, each in told["program"].items()
    ]


def tables() -> dict[str, Any]:
    """Return what the made up data look like, by name: files, and the columns of each."""
    data: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))["data"]
    return data


# ---- taking a program out of its repository ----


def git_folder(mirrors: Path, repository: str) -> Path | None:
    """Return the git folder of a repository among the mirrors, or None."""
    place = mirrors / repository.replace("/", "+")
    for folder in (place / "repo" / ".git", place / "repo", place / ".git", place):
        if (folder / "HEAD").is_file():
            return folder
    return None


def take_out(program: Program, mirrors: Path, into: Path) -> Path | None:
    """Write a program's folder below `into` and return that folder, or None when its commit cannot be had."""
    git = git_folder(mirrors, program.repository)
    if not git:
        return None
    listed = _git(git, "ls-tree", "-r", "-z", program.commit, "--", *filter(None, [program.taken]))
    if not listed:
        return None
    for entry in listed.decode().rstrip("\0").split("\0"):
        about, _, name = entry.partition("\t")
        content = _git(git, "show", f"{program.commit}:{name}")
        if content is None:  # a mirror may lack the largest files
            continue
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        (into / name).write_bytes(content)
        (into / name).chmod(0o755 if about.startswith("100755") else 0o644)
    return into / program.taken if (into / program.path).is_file() else None


def _git(folder: Path, *words: str) -> bytes | None:
    done = subprocess.run(["git", "--git-dir", str(folder), *words], capture_output=True, check=False)
    return None if done.returncode else done.stdout


# ---- data that are made up ----


def make(name: str, folder: Path) -> None:
    """Write the files of a table of made up data into a folder; the same each time."""
    for file, table in tables()[name].items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(path, table, random.Random(file)))


def _bytes(path: Path, table: Mapping[str, Any], chance: random.Random) -> bytes:
    if "images" in table:  # in the format of MNIST, where the four numbers in front say the shape
        count = table["images"]
        head = b"".join(number.to_bytes(4, "big") for number in (2051, count, 28, 28))
        return gzip.compress(head + chance.randbytes(count * 28 * 28))
    if "labels" in table:
        count = table["labels"]
        head = b"".join(number.to_bytes(4, "big") for number in (2049, count))
        return gzip.compress(head + bytes(chance.randrange(10) for _ in range(count)))
    rows = [[_value(kind, chance) for kind in _kinds(table["columns"])] for _ in range(table["rows"])]
    if path.suffix == ".npy":
        return _array(rows, table)
    if path.suffix == ".libsvm":
        lines = [" ".join([row[0], *(f"{at}:{value}" for at, value in enumerate(row[1:], 1))]) for row in rows]
    else:
        lines = [*filter(None, [table.get("header")]), *(table.get("separator", ",").join(row) for row in rows)]
    return ("\n".join(lines) + "\n").encode()


def _array(rows: Sequence[Sequence[str]], table: Mapping[str, Any]) -> bytes:
    import numpy

    written, values = io.BytesIO(), numpy.array(rows, dtype="float32")
    numpy.save(written, values.reshape(table["shape"]) if "shape" in table else values)
    return written.getvalue()


def _kinds(columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        kind, _, times = column.partition("*")
        yield from [kind] * int(times or 1)


def _value(kind: str, chance: random.Random) -> str:
    if kind == "float":
        return f"{chance.random():.4f}"
    if ".." in kind:
        least, most = kind.split("..")
        return str(chance.randint(int(least), int(most)))
    return chance.choice(kind.split("|"))


# ---- rehearsing ----


@dataclass(frozen=True)
class Outcome:
    """How a program came out: what it did, whether that is what it should, what it printed, and seconds."""

    program: Program
    did: str
    right: bool
    printed: str = ""
    seconds: float = 0.0
    lacks: tuple[str, ...] = ()


def rehearse(program: Program, mirrors: Path, limit: float = LIMIT) -> Outcome:
    """Rehearse one program as a reader would."""
    with tempfile.TemporaryDirectory(prefix="programs-") as place:
        folder = take_out(program, mirrors, Path(place) / "code")
        if not folder:
            return Outcome(program, NOT_FETCHED, False)
        given = list[str]()
        for channel, name in program.data.items():
            into = folder if channel == "." else Path(place) / "data" / name
            make(name, into)
            option = "--s3" if channel.startswith("s3://") else "--data"
            given += [] if channel == "." else [option, f"{channel}={into}"]
        start = folder / (program.start if program.start is not None else program.path.rpartition("/")[2])
        report = Path(place) / "report.json"
        typed = [str(start), *given, "--language", "pt", "--work", f"{place}/work", "--report", str(report)]
        began = time.monotonic()
        arguments = [word.replace("<here>", str(folder)) for word in program.arguments]
        code, printed = _run([*typed, *arguments], Path(place), limit)
        seconds = time.monotonic() - began
        told = json.loads(report.read_text(encoding="utf-8")) if report.is_file() else {}
    trained = told.get("degree") == TRAINED
    did = TOO_LONG if code is None else (AFTERWARDS if trained else STOPS) if code else TRAINS if trained else RUNS
    lacks = tuple(what for what in program.says if not _shown(what, printed))
    return Outcome(program, did, did == program.does and not lacks, printed, seconds, lacks)


def _run(typed: Sequence[str], home: Path, limit: float) -> tuple[int | None, str]:
    """Return the exit code, None for one that did not end in time, and everything printed."""
    timer = threading.Timer(limit, lambda: None)
    ended = threading.Event()

    def started(process: int) -> None:
        nonlocal timer
        timer = threading.Timer(limit, lambda: (ended.set(), os.kill(process, signal.SIGTERM)))
        timer.start()

    os.environ["HOME"] = str(home)
    done = warm.run(typed, started)
    timer.cancel()
    return None if ended.is_set() else done.returncode, f"{done.stdout}\n{done.stderr}"


def _shown(what: str, printed: str) -> bool:
    if what.startswith("symptom:"):
        return advised(what.removeprefix("symptom:")) in printed
    if what.startswith("text:"):
        return what.removeprefix("text:") in printed
    return bool(said(what).search(printed))


def main(argv: Sequence[str]) -> int:
    """Rehearse the programs that are asked for, all of them unless told, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mirrors", type=Path)
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--logs", type=Path, help="a folder for what each program printed")
    options = parser.parse_args(argv)
    words.choose("pt")
    asked = [each for each in programs() if not options.ids or each.id in options.ids]
    outcomes = []
    for program in asked:
        outcome = rehearse(program, options.mirrors)
        outcomes.append(outcome)
        sign = "ok  " if outcome.right else "    "
        lacks = f"  not said: {', '.join(outcome.lacks)}" if outcome.lacks else ""
        print(f"{sign} {program.id:42} {outcome.did:12} {outcome.seconds:5.0f} s{lacks}", flush=True)
        if options.logs:
            options.logs.mkdir(parents=True, exist_ok=True)
            (options.logs / f"{program.id}.txt").write_text(outcome.printed, encoding="utf-8")
    did = [outcome.did for outcome in outcomes]
    print(", ".join(f"{did.count(what)} {what}" for what in sorted(set(did))), f"of {len(did)}")
    if NOT_FETCHED in did:
        return 2
    return 0 if all(outcome.right for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
