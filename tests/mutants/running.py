"""Running one mutant: a copy of the repository, the change, the site if its tests read one, and the tests.

A mutant is killed when a test fails, or when the build of the site refuses it. That the tests which killed pass without
any change is tried afterwards, all together: tests that fail anyway kill nothing.
"""

import compileall
import multiprocessing
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.pool import Pool
from pathlib import Path

from publish.languages import LANGUAGES
from tests import building
from tests.mutants import forked
from tests.mutants.listing import ListError, Mutant

LEFT_OUT = {".git", ".venv", "site", "build", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
BUILDS = {"assets": ("--pages",), "pages": ("--pages",), "book": ()}  # arguments of publish, by what the tests read
ASSETS = "docs/theme/"  # what lies below it is copied into the site of each language as it is
FAILED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)
BUILD = "the build"
NO_TEST_FAILED, SOME_FAILED, COULD_NOT_COLLECT = 0, 1, 2  # exit codes of pytest that are a verdict
COMPILED = ("decision", "symptoms", "rehearsal", "publish", "tests")  # a snippet is read as a text, and copied
LONGEST = 600  # seconds for the tests of one mutant
# What no verdict needs and each run takes time for: plugins, assertions that explain themselves, a search for what
# could be freed.
WITHOUT = ("no:cacheprovider", "no:hypothesispytest", "no:anyio", "no:unraisableexception")
OPTIONS = ("-q", "-rfE", "--tb=no", "--assert=plain", *(part for name in WITHOUT for part in ("-p", name)))
FAST = ("-m", "not starts_a_build and not audit")  # a run of all mutants has a few seconds for each
SETTINGS = {
    "PYTHONDONTWRITEBYTECODE": "1",  # it is trusted by time and size, which a change may leave as they were
    "NO_MKDOCS_2_WARNING": "1",
}


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: ``by`` is the test that killed it, as pytest names it, or nothing when it survived.

    ``seconds`` is how long that took, from the copy to the last test.
    """

    mutant: Mutant
    by: str
    seconds: float


@dataclass(frozen=True)
class Base:
    """The repository without a change: a copy, in which the site is built once if any test reads one.

    ``pool`` runs the tests, here and in the copies of it.
    """

    folder: Path
    pool: Pool

    @property
    def site(self) -> Path:
        """The built site."""
        return self.folder / "site"


@contextmanager
def prepared(root: Path, mutants: Sequence[Mutant], workers: int) -> Iterator[Base]:
    """Copy the repository at ``root`` and build its site if need be. Raises ``ListError`` when it cannot be built.

    Its modules are compiled once for all mutants. A compiled one is taken only when its hash is that of the source, so
    that a changed file is never taken for the unchanged one.
    """
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch, forked.pool(workers) as pool:
        base = Base(Path(scratch) / "base", pool)
        _copy(root, base.folder)
        if sites := {mutant.site for mutant in mutants} - {""}:
            done = _build(base.folder, "book" if "book" in sites else "pages")
            if done.returncode:
                raise ListError([f"the site cannot be built without any change; mend that first\n{_end(done)}"])
        for room in COMPILED:
            compileall.compile_dir(
                base.folder / room, quiet=2, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH
            )
        with ThreadPoolExecutor(workers) as threads:
            if faults := [fault for fault in threads.map(partial(_uncollected, base), _collections(mutants)) if fault]:
                raise ListError(faults)
        yield base


def _collections(mutants: Sequence[Mutant]) -> list[dict[tuple[str, ...], str]]:
    """Return the tests to be found, with the mutants that name them: whole files all at once, each choice by itself."""
    named: dict[tuple[str, ...], str] = {}
    for mutant in mutants:
        named[mutant.tests] = f"{named[mutant.tests]}, {mutant.name}" if mutant.tests in named else mutant.name
    choices = [{tests: names} for tests, names in named.items() if "-k" in tests]
    whole = {tests: names for tests, names in named.items() if "-k" not in tests}
    return [*choices, whole] if whole else choices


def _uncollected(base: Base, named: Mapping[tuple[str, ...], str]) -> str:
    """Return a sentence when these tests cannot be found, and nothing when they can."""
    tests = list(dict.fromkeys(part for each in named for part in each))
    done = _pytest(base, base.folder, "--collect-only", *tests)
    if not done.returncode:
        return ""
    those = f"{', '.join(named.values())}: {' '.join(tests)}" if len(named) == 1 else "what the mutants name"
    return f"{those} cannot be run; mend it\n{_end(done)}"


def _copy(root: Path, folder: Path) -> None:
    """Copy a repository without what is made of it."""

    def left_out(place: str, names: list[str]) -> set[str]:
        return (LEFT_OUT if Path(place) == root else {"__pycache__"}) & set(names)

    shutil.copytree(root, folder, ignore=left_out)


def _copy_of_links(base: Path, folder: Path) -> None:
    """Make a copy whose files are those of the base, compiled ones too; who changes one puts a new one in its place."""

    def left_out(place: str, names: list[str]) -> set[str]:
        return (LEFT_OUT if Path(place) == base else set()) & set(names)

    shutil.copytree(base, folder, ignore=left_out, copy_function=os.link)


def verdicts(base: Base, mutants: Sequence[Mutant], workers: int) -> Iterator[Verdict]:
    """Yield the verdict on each mutant as soon as it is known.

    Raises:
        ListError: for tests that could not be run, and at the end for those that killed but fail without any change.
    """
    killers: dict[str, list[str]] = {}
    with ThreadPoolExecutor(workers) as pool:
        waiting = [pool.submit(_verdict, base, mutant) for mutant in _longest_first(mutants)]
        try:
            for done in as_completed(waiting):
                verdict = done.result()
                if verdict.by not in ("", BUILD):
                    killers.setdefault(verdict.by, []).append(verdict.mutant.name)
                yield verdict
        finally:
            pool.shutdown(cancel_futures=True)
    _try_without_change(base, killers, workers)


def _longest_first(mutants: Sequence[Mutant]) -> list[Mutant]:
    return sorted(mutants, key=lambda mutant: ("book", "pages", "assets", "").index(mutant.site))


def _verdict(base: Base, mutant: Mutant) -> Verdict:
    began = time.monotonic()
    by = _seen_by(base, mutant)
    return Verdict(mutant, by, time.monotonic() - began)


def _seen_by(base: Base, mutant: Mutant) -> str:
    """Return what kills a mutant, the build or a test, or nothing."""
    with tempfile.TemporaryDirectory(prefix="mutant-", dir=base.folder.parent) as scratch:
        folder = Path(scratch) / "repository"
        _copy_of_links(base.folder, folder)
        path = folder / mutant.file
        changed = mutant.applied(path.read_text(encoding="utf-8"))
        path.unlink()
        path.write_text(changed, encoding="utf-8")
        if mutant.site and not PUT[mutant.site](base, mutant, folder):
            return BUILD
        return _killer(base, mutant, folder)


def _put_into_the_site(base: Base, mutant: Mutant, folder: Path) -> bool:
    """Give a copy the site of the base, in which the changed file stands wherever the unchanged one does."""
    name = mutant.file.removeprefix(ASSETS)
    places = [path.relative_to(base.site) for path in base.site.glob(f"**/{name}")]
    if name == mutant.file or not places:
        raise ListError([f"{mutant.where}: mutant {mutant.id!r}: {mutant.file} is in no site as it is; use 'pages'"])
    shutil.copytree(base.site, folder / "site", copy_function=os.link)
    for place in places:
        (folder / "site" / place).unlink()
        shutil.copy(folder / mutant.file, folder / "site" / place)
    return True


def _put_its_language_into_the_site(base: Base, mutant: Mutant, folder: Path) -> bool:
    """Give a copy the site of the base with one language anew: the mutant's, the changed file's, or else the first.

    Return whether it could be built.
    """
    written_in = {mutant.language} if mutant.language else {*Path(mutant.file).parts, Path(mutant.file).stem}
    language = next((each for each in LANGUAGES[1:] if each.folder in written_in), LANGUAGES[0])
    if building.build_language(folder, language.folder).returncode:
        return False
    new = (folder / "site").rename(folder / "new") / language.folder
    shutil.copytree(base.site, folder / "site", copy_function=os.link)
    for path in [path for path in new.rglob("*") if path.is_file()]:
        place = folder / "site" / language.prefix / path.relative_to(new)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)  # it is a link to the file of the base, which must stay as it is
        path.rename(place)
    return True


def _build_it(base: Base, mutant: Mutant, folder: Path) -> bool:
    """Build the whole site of a copy, with the book. Return whether it could be built."""
    return not _build(folder, mutant.site).returncode


# How a copy gets its site, by what its tests read; what does so returns whether it could.
PUT = {"assets": _put_into_the_site, "pages": _put_its_language_into_the_site, "book": _build_it}


def _killer(base: Base, mutant: Mutant, folder: Path) -> str:
    """Run a mutant's tests in its folder and return the first that fails, or nothing."""
    try:
        done = _pytest(base, folder, "-n0", "-x", *mutant.tests)
    except multiprocessing.TimeoutError:
        raise ListError(
            [f"{mutant.where}: mutant {mutant.id!r}: its tests took over {LONGEST} s; name fewer"]
        ) from None
    if done.returncode == NO_TEST_FAILED:
        return ""
    failed = FAILED.search(done.stdout)
    if done.returncode not in (SOME_FAILED, COULD_NOT_COLLECT) or not failed:
        what = f"{' '.join(mutant.tests)} could not be run (exit code {done.returncode})"
        raise ListError([f"{mutant.where}: mutant {mutant.id!r}: {what}; mend it\n{_end(done)}"])
    name = failed[1].strip()
    return name if name.endswith("]") else name.partition("[")[0]


def _try_without_change(base: Base, killers: Mapping[str, Sequence[str]], workers: int) -> None:
    if not killers:
        return
    done = _pytest(base, base.folder, f"-n{workers if len(killers) > 1 else 0}", *killers)
    if done.returncode != NO_TEST_FAILED:
        failing = [killer for killer in killers if f" {killer}" in done.stdout] or list(killers)
        raise ListError(
            [
                f"{killer}: fails without any change, so it killed none of {', '.join(killers[killer])}; mend it first"
                for killer in failing
            ]
        )


def _pytest(base: Base, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return base.pool.apply_async(forked.run, (folder, (*OPTIONS, *FAST, *arguments), _environment())).get(LONGEST)


def _build(folder: Path, site: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "publish", *BUILDS[site]]
    return subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, text=True, check=False)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("SITE_DIR", "PYTEST_ADDOPTS")}
    return {**kept, **SETTINGS}


def _end(done: "subprocess.CompletedProcess[str]") -> str:
    return "\n".join((done.stdout + done.stderr).splitlines()[-15:])
