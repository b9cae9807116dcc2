"""Rehearse a snippet, or your own training script, on this computer: `python -m rehearsal --help`.

Exit codes: 0 it ran to its end (and a job completed, if there was any); 1 the snippet or its job failed;
2 wrong arguments, or no such snippet; 3 the environment lacks something; 130 interrupted.
"""

import errno
import importlib.util
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import snippets
from rehearsal.command import arguments
from rehearsal.words import say

OWN_SCRIPT = Path(__file__).parent / "command" / "own_script.py"
NEEDED = ("sagemaker", "moto", "flask", "flask_cors", "boto3")


def launch_file(what: str) -> Path | None:
    """Return the file to run for a snippet's name, a folder with lancar.py, or a file; None if there is none."""
    candidates = (snippets.launch_file(what), Path(what), Path(what) / snippets.LAUNCH)
    return next((path.resolve() for path in candidates if path and path.is_file()), None)


def published(file: Path, name: str) -> dict[str, Any]:
    """Return the policies that the guide publishes for a snippet of its own; none for any other launch file."""
    kept = snippets.RESULTS / f"{name}.json"
    if file != snippets.launch_file(name) or not kept.is_file():
        return {}
    told: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")).get("permissions", {})
    return told


def prepare(work: Path) -> None:
    """Make an empty working folder. One that an earlier rehearsal left is emptied; any other is refused."""
    marker = work / ".ensaio"
    if marker.is_file():
        shutil.rmtree(work)
    elif work.is_dir() and any(work.iterdir()):
        raise FileExistsError(errno.EEXIST, say("command.foreign_folder"))
    work.mkdir(parents=True, exist_ok=True)
    marker.touch()


def complain(message: str) -> None:
    """Tell the reader what is wrong and what to do."""
    print(message, file=sys.stderr)


def main(argv: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    options = arguments.read(argv)
    if sys.platform == "win32":
        complain(say("command.windows"))
        return 3
    if lacking := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        complain(say("command.lacking", names=", ".join(lacking)))
        return 3
    if options.update:
        from rehearsal.command import results

        return results.update(options.snippet or snippets.names())

    launch_arguments: list[str] = []
    if options.script:
        file, name, launch_arguments = OWN_SCRIPT, options.script.stem, arguments.own_script(options)
    else:
        found = launch_file(options.snippet[0])
        if not found:
            complain(say("command.unknown", what=options.snippet[0], names=", ".join(snippets.names())))
            return 2
        file, name = found, found.parent.name if found.name == snippets.LAUNCH else found.stem

    report = options.report and options.report.resolve()
    work = (options.work or Path("build/rehearsal") / name).resolve()
    try:
        prepare(work)
    except OSError as error:
        complain(say("command.unusable_folder", folder=work, why=error.strerror))
        return 3
    from rehearsal.machine.inside import enclosure

    enclosed = options.isolation != "rewrite" and enclosure.seal()
    if options.isolation == "namespace" and not enclosed:
        complain(say("command.no_namespaces"))
        return 3

    from rehearsal.aws.cloud import Settings  # only now: threads and big libraries come after the seal
    from rehearsal.command.launch import rehearse

    may = published(file, name) if options.permissions is None else options.permissions
    settings = Settings(
        enclosed, options.stop_grace, options.region, options.search_jobs, options.interrupt_spot_at, may
    )
    return rehearse(name, file, launch_arguments, work, settings, report)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
