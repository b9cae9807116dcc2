"""Puts one launch file on stage: runs it, unmodified, under the cloud, and tells the reader what happened."""

import contextlib
import io
import runpy
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from rehearsal.aws.cloud import Cloud, Settings
from rehearsal.command import jupyter, notebook, shadows, sheet
from rehearsal.command.advice import Place, of_a_launch
from rehearsal.command.progress import Heard, Progress, importing
from rehearsal.command.report import Run
from rehearsal.command.summary import of_a_rule, summary
from rehearsal.machine.contract import NotRehearsedError
from rehearsal.machine.dockerfile import DockerfileError
from rehearsal.wire.rules import rule_of
from rehearsal.words import say

REPOSITORY = Path(__file__).resolve().parents[2]
INTERRUPTED = 130


class Tee(Heard):
    """Writes through to a stream, and keeps what the main thread wrote: the snippet, not the job's lines."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream, lambda _: None)
        self.kept = io.StringIO()

    def write(self, text: str) -> int:
        """Write, and keep what the main thread writes, but for the job's log that the SDK repeats."""
        writer = sys._getframe(1).f_globals.get("__name__", "")
        if threading.current_thread() is threading.main_thread() and not writer.startswith("sagemaker."):
            self.kept.write(text)
        return super().write(text)


def show(source: str, lines: Sequence[str]) -> None:
    """Print lines of a job at once, with the time and the host they come from.

    Their ends too: what the launch file prints meanwhile, in its own thread, would otherwise stand in the last line.
    """
    begin = f"{time.strftime('%H:%M:%S')} {source} | "
    print("".join([f"{begin}{line}\n" for line in lines]), end="", flush=True)


@dataclass(frozen=True)
class Launch:
    """What is put on stage: a launch file, its arguments, and the folder that it runs in, which is the reader's.

    `cells` are those of a notebook; `script`: the folder of the reader's script that the launch file, which is then the
    rehearsal's own, is for.
    """

    name: str
    file: Path
    argv: Sequence[str]
    folder: Path
    cells: Sequence[notebook.Cell] | None = None
    script: Path | None = None

    @property
    def ours(self) -> bool:
        """Tell whether the launch file is the rehearsal's own."""
        return self.script is not None

    def has(self, place: str) -> bool:
        """Tell whether a place in a traceback is in the launch file."""
        if self.cells is None:
            return place == str(self.file)
        return place in {notebook.place(self.file, cell.number) for cell in self.cells}


def doing(run: Run, launch: Launch) -> str:
    """Return in words what a rehearsal does at this moment."""
    if module := importing():
        return say("progress.importing", module=module)
    if jobs := [job for job in run.cloud.jobs if job.status == "InProgress"]:
        return say("progress.job", name=jobs[-1].name, state=jobs[-1].secondary)
    return say("progress.running", name=launch.name if launch.ours else launch.file.name)


def rehearse(launch: Launch, work: Path, settings: Settings, report: Path | None, progress: Progress) -> int:
    """Run a launch file, print the log and the summary, and return the exit code; what is kept goes into `work`."""
    how = "launch.enclosed" if settings.enclosed else "launch.rewritten"
    print(say(how, name=launch.name, folder=work), flush=True)
    paths = [work, launch.folder, launch.file.parent, REPOSITORY]
    run = Run(launch.name, Cloud(launch.file.parent, work, settings, show), paths=paths, script=launch.script)
    progress.doing = lambda: doing(run, launch)
    tee = Tee(sys.stdout)
    with contextlib.redirect_stdout(tee), contextlib.chdir(launch.folder):
        code = _run_file(run, launch)
        run.exit_code = run.cloud.ending.exit_code or code  # whatever the launch file made of it
    if run.cloud.ending.signal:
        print(say("launch.interrupted"), file=sys.stderr)
    run.output = tee.kept.getvalue()
    jobs = run.cloud.jobs
    for message in {str(job.error) for job in jobs if job.error}:
        print(say("launch.job_not_run", why=message), file=sys.stderr)
    if run.exit_code == 0 and jobs and all(job.status != "Completed" for job in jobs):
        run.exit_code = 1
    if run.exit_code == 0 and any(accepted.refused for accepted in run.cloud.accepted):
        run.exit_code = 1  # the launch file did not wait for it; AWS would have failed it
    print(summary(run), flush=True)
    if report:
        sheet.write(run, report)
    return run.exit_code


def _run_file(run: Run, launch: Launch) -> int:
    """Run a launch file as `python file` would, with the cloud on, and return its exit code."""
    sys.argv = [str(launch.file), *launch.argv]
    try:
        with run.cloud.on(), shadows.first(str(launch.file.parent)):
            if launch.cells is None:
                with (
                    jupyter.around()
                    if "get_ipython" in launch.file.read_text(errors="replace")
                    else contextlib.nullcontext()
                ):
                    runpy.run_path(str(launch.file), {"get_ipython": jupyter.Shell}, "__main__")
            else:
                notebook.run(launch.file, launch.cells)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (NotRehearsedError, DockerfileError) as limit:
        print(say("launch.not_rehearsed", what=limit), file=sys.stderr)
        return 1
    except Exception as error:
        sys.stdout.flush()
        run.error = error
        _print_error(error, run, launch)
        return 1
    return 0


def _print_error(error: Exception, run: Run, launch: Launch) -> None:
    """Print the traceback from the launch file's own first line on, as `python file` would, and what to do.

    A launch file of ours has no line that the reader could mend. And what to do about a job that failed, or a
    container that was not run, the summary says.
    """
    failed = any(job.status == "Failed" for job in run.cloud.jobs)
    if launch.ours and not failed:
        print(f"{type(error).__name__}: {str(error).partition(chr(10))[0]}", file=sys.stderr)
    elif not launch.ours:
        frame = error.__traceback__
        while frame and not launch.has(frame.tb_frame.f_code.co_filename):
            frame = frame.tb_next
        ours = None if isinstance(error, SyntaxError) else error.__traceback__  # which says where, by itself
        traceback.print_exception(error.with_traceback(frame or ours))
    if failed or any(ran.refused for ran in run.cloud.docker.runs):
        return
    if missed := notebook.missed(launch.cells or (), error):
        print(say("launch.to_do", what=missed), file=sys.stderr)
        return
    frames = [] if launch.ours else traceback.extract_tb(error.__traceback__)
    where = (frames[-1].filename, frames[-1].lineno or 0) if frames and launch.has(frames[-1].filename) else None
    where = (Path(where[0]).name, where[1]) if where else None
    rule = rule_of(error)
    shown = f"{type(error).__name__}: {error}"
    if isinstance(error, KeyError):  # of the environment, or of the program: its last frame says
        shown = f"{traceback.format_tb(error.__traceback__)[-1]}{shown}"
    for what in [of_a_rule(rule)] if rule else of_a_launch(shown, Place(folder=launch.file.parent), where)[:1]:
        print(say("launch.to_do", what=what), file=sys.stderr)
