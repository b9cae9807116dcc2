"""Rehearse a snippet, your own training script, launch file or notebook, on this computer: `ensaio --help`.

Exit codes: 0 it ran to its end (and a job completed, if there was any); 1 the program or its job failed; 2 wrong
arguments, or nothing that can be rehearsed; 3 the environment lacks something; 130 interrupted.
"""

import contextlib
import importlib.util
import json
import os
import re
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import snippets
from rehearsal import words
from rehearsal.command import along, arguments, notebook, own, start, target, workplace
from rehearsal.command.kinds import SCRIPT
from rehearsal.command.progress import Progress
from rehearsal.command.target import MisusedError, Target
from rehearsal.words import say
from snippets import voices

OWN_SCRIPT = Path(__file__).parent / "command" / "own_script.py"
PROFILE = re.compile(r"""["']([A-Za-z][\w-]{0,63})["']""")
NEEDED = ("sagemaker", "moto", "flask", "flask_cors", "boto3", "nbformat")


def published(found: Target) -> dict[str, Any]:
    """Return the policies that the guide publishes for a snippet of its own; none for any other launch file."""
    kept = snippets.RESULTS / f"{found.name}.json"
    if found.kind != target.SNIPPET or not kept.is_file():
        return {}
    told: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")).get("permissions", {})
    return told


def profiles(file: Path, cells: Sequence[notebook.Cell] | None) -> list[str]:
    """Return what may be the names of profiles in a program: any short text in it, for none has credentials here."""
    text = "\n".join(cell.source for cell in cells) if cells else file.read_text(encoding="utf-8", errors="replace")
    return PROFILE.findall(text) if "profile" in text else []


def in_the_readers_language(found: Target, work: Path) -> Path:
    """Return the file to launch: a snippet of the guide's own in the reader's language, written below ``work``."""
    if found.kind != target.SNIPPET or words.chosen() == voices.SOURCE:
        return found.file
    voices.write(snippets.files(found.name), words.chosen(), work / "trecho")
    return work / "trecho" / found.file.relative_to(snippets.FOLDER)


def complain(message: str) -> None:
    """Tell the reader what is wrong and what to do."""
    print(message, file=sys.stderr)


def main(argv: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    options = arguments.read(argv)
    if not options.language and (others := words.others(os.environ)):
        print(others, file=sys.stderr, flush=True)
    if sys.platform == "win32":
        complain(say("command.windows"))
        return 3
    if lacking := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        complain(say("command.lacking", names=", ".join(lacking)))
        return 3
    if options.update:
        from rehearsal.command import results

        return results.update(options.what or snippets.names())
    try:
        found = target.find(options.what[0], options.told)
        check(found, options)
        cells = notebook.read(found.file) if found.kind == target.NOTEBOOK else None
        plan = own.plan(found.file, options) if found.kind == SCRIPT else None
    except MisusedError as misuse:
        complain(str(misuse))
        return 2
    for line in (found.reason, *(plan.told if plan else ()), *notebook.told(cells or ())):
        if line:
            print(line, flush=True)
    if plan and plan.lacking:
        complain("\n".join(plan.lacking))
        return 1
    return run(found, options, plan, cells)


def check(found: Target, options: Namespace) -> None:
    """Raise MisusedError for an option that would do nothing."""
    if found.kind != SCRIPT:
        given = [name for name in arguments.OF_A_SCRIPT if getattr(options, name)]
        if given:
            option = f"--{given[0].replace('_', '-')}"
            raise MisusedError(say("command.only_script", option=option, file=found.file.name))
    elif options.passed_on:
        raise MisusedError(say("command.only_launcher", file=found.file.name))


def run(found: Target, options: Namespace, plan: own.Plan | None, cells: Sequence[notebook.Cell] | None) -> int:
    """Rehearse what was found; only from here on is anything written, and anything big imported."""
    try:
        work = options.work.resolve() if options.work else workplace.own(found.name)
        workplace.prepare(work)
    except OSError as error:
        folder = options.work or Path(workplace.FOLDER) / found.name
        complain(say("command.unusable_folder", folder=folder.resolve(), why=error.strerror))
        return 3
    from rehearsal.machine.inside import enclosure

    enclosed = options.isolation != "rewrite" and enclosure.seal()
    if options.isolation == "namespace" and not enclosed:
        complain(say("command.no_namespaces"))
        return 3

    # Only now: threads and big libraries come after the seal.
    with Progress(sys.stderr, lambda: say("progress.beginning")).shown() as progress:
        return run_shown(found, options, plan, cells, work, enclosed, progress)


def run_shown(
    found: Target,
    options: Namespace,
    plan: own.Plan | None,
    cells: Sequence[notebook.Cell] | None,
    work: Path,
    enclosed: bool,
    progress: Progress,
) -> int:
    """Rehearse in a prepared folder, and show the progress."""
    from rehearsal.aws.cloud import Settings
    from rehearsal.command.launch import Launch, rehearse
    from rehearsal.machine.scratch import scratch

    report = options.report and options.report.resolve()
    may = published(found) if options.permissions is None else options.permissions
    settings = Settings(
        enclosed,
        options.stop_grace,
        options.region,
        options.search_jobs,
        options.interrupt_spot_at,
        may,
        options.s3,
        profiles(found.file, cells),
        options.unguarded,
    )
    if not plan:
        # A snippet of the guide writes its data where it runs.
        folder, why = (work, "") if found.file.is_relative_to(snippets.FOLDER) else start.folder(found)
        if why:
            print(why, flush=True)
        launch = Launch(found.name, in_the_readers_language(found, work), options.passed_on, folder, cells)
        return rehearse(launch, work, settings, report, progress)
    with scratch() as folder:
        code = folder / "code"
        code.mkdir()
        along.copy(plan.goes, plan.folder, code)
        launch = Launch(found.name, OWN_SCRIPT, plan.argv(code), work, script=plan.folder)
        return rehearse(launch, work, settings, report, progress)


def command() -> None:
    """Be the command `ensaio`."""
    with contextlib.suppress(BrokenPipeError):  # `| head` has seen enough
        sys.exit(main(sys.argv[1:]))
    sys.exit(1)


if __name__ == "__main__":
    command()
