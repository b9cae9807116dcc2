"""How the tests rehearse: always in a process of its own, through the `main` of the command that readers use.

That process is a fork of one that has imported the SDK already (see warm); what a test says about the command
itself, or about who runs it, goes through `python -m rehearsal`.
`rehearse` runs any snippet or launch file. `rehearsed` runs a snippet of this repository once for all tests and
all workers. `job` rehearses a container of the test's own making, asked for with boto3: the container contract
without the seconds that importing the SDK takes.
"""

import contextlib
import json
import os
import re
import signal
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rehearsal import words
from rehearsal.command import target
from symptoms.reading import load
from tests import real_aws
from tests.once import OnceForAllWorkers
from tests.rehearsal import warm

ROOT = Path(__file__).resolve().parents[2]

LAUNCH = """\
import json
import time
from pathlib import Path

import boto3

here = Path(__file__).parent
sagemaker, s3 = boto3.client("sagemaker"), boto3.client("s3")
s3.create_bucket(Bucket="balde")
for path in sorted((here / "s3").rglob("*")):
    if path.is_file():
        s3.upload_file(str(path), "balde", path.relative_to(here / "s3").as_posix())
request = json.loads((here / "request.json").read_text())
sagemaker.create_training_job(**request)
name = request["TrainingJobName"]
while True:
    job = sagemaker.describe_training_job(TrainingJobName=name)
    if job["TrainingJobStatus"] in ("Completed", "Failed", "Stopped"):
        break
    if (here / "stop-when-logged").is_file():
        found = boto3.client("logs").describe_log_groups()["logGroups"]
        if found:
            sagemaker.stop_training_job(TrainingJobName=name)
    time.sleep(0.05)
for item in s3.list_objects_v2(Bucket="balde").get("Contents", []):
    target = here / "afterwards" / item["Key"]
    target.parent.mkdir(parents=True, exist_ok=True)
    s3.download_file("balde", item["Key"], str(target))
(here / "job.json").write_text(json.dumps(job, default=str))
"""


Told = tuple[int, str, str, dict[str, Any]]  # exit code, output, errors, report


@dataclass(frozen=True)
class Rehearsal:
    """A finished rehearsal: exit code, everything printed, its report, and the folder of the launch file."""

    code: int
    stdout: str
    stderr: str
    report: dict[str, Any]
    folder: Path

    @property
    def job(self) -> dict[str, Any]:
        """The only job of the rehearsal, as the report tells it."""
        jobs = self.report.get("jobs", [])
        assert len(jobs) == 1, self.stdout + self.stderr
        return jobs[0]

    @property
    def described(self) -> dict[str, Any]:
        """What DescribeTrainingJob said about the job of a `job` rehearsal."""
        return json.loads((self.folder / "job.json").read_text())

    @property
    def log(self) -> str:
        """The lines of all jobs."""
        return "\n".join(line for job in self.report["jobs"] for line in job["log"])

    def s3(self, key: str) -> Path:
        """Where an object of the test's bucket lies after a `job` rehearsal."""
        return self.folder / "afterwards" / key


def run_rehearsal(
    work: Path,
    *arguments: str,
    folder: Path | None = None,
    before: Sequence[str] | None = None,
    interrupt: Path | str | None = None,
    after: Sequence[str] = (),
    ending: signal.Signals = signal.SIGINT,
) -> Rehearsal:
    """Rehearse with a working folder of its own.

    before: a command that runs the one that readers type, or () for that command itself; interrupt: send `ending`,
    Ctrl-C unless told, as soon as this file exists, or a process with this word; after: arguments of the launch file's
    own.
    """
    report = work.with_name(f"{work.name}.json")
    options = [*arguments, "--work", str(work), "--report", str(report), *(["--", *after] if after else [])]
    if before is None:
        done = warm.run(options, lambda child: interrupt and end(child, interrupt, ending))
    else:
        command = [*before, sys.executable, "-m", "rehearsal", *options]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    told = json.loads(report.read_text()) if report.is_file() else {}
    return Rehearsal(done.returncode, done.stdout, done.stderr, told, folder or work)


def as_ordinary_user() -> list[str]:
    """The command that runs another one as a user who owns nothing; nothing is needed when one is such a user."""
    return [sys.executable, str(ROOT / "tests/rehearsal/as_nobody.py")] if os.geteuid() == 0 else []


def without_namespaces() -> list[str]:
    """The command that runs another one with no privilege and no user namespaces, as in an ordinary container."""
    locked = 'echo 0 > /proc/sys/user/max_user_namespaces; exec setpriv --bounding-set=-all --inh-caps=-all "$@"'
    return ["unshare", "--user", "--map-root-user", "sh", "-c", locked, "sh"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may write to, outside pytest's own, which only its owner may enter."""
    with tempfile.TemporaryDirectory(prefix="ordinary-user-") as folder:
        os.chmod(folder, 0o777)
        yield Path(folder)


def said(key: str, **values: object) -> re.Pattern[str]:
    """What finds the words of a key of rehearsal/words/, in the language of the tests, whatever the other values."""
    parts = []
    for text, name, _, conversion in string.Formatter().parse(words.table(words.chosen())[key]):
        parts.append(re.escape(text))
        if name in values:
            parts.append(re.escape(repr(values[name]) if conversion == "r" else str(values[name])))
        elif name:
            parts.append(".+")
    return re.compile("".join(parts))


def advised(symptom: str) -> str:
    """What a rehearsal says to do about a symptom, in the language of the tests."""
    told = next(each for each in load() if each.id == symptom).words[words.chosen()]
    return told.rehearsal_advice or told.advice


def running(mark: str) -> bool:
    """Tell whether a process has a word in its command line: what a job writes cannot be seen from outside it."""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if mark.encode() in file.read_bytes().split(b"\0"):
                return True
    return False


def end(process: int, when: Path | str, by: signal.Signals) -> None:
    """Send a process a signal as soon as a file exists, or another process with that word in its command line.

    Give up when the process ends before.
    """
    with contextlib.suppress(ProcessLookupError):
        while not (running(when) if isinstance(when, str) else when.is_file()):
            os.kill(process, 0)
            time.sleep(0.05)
        os.kill(process, by)


@pytest.fixture
def rehearse(tmp_path: Path) -> Callable[..., Rehearsal]:
    """Rehearse with the given arguments of the command line."""
    return lambda *arguments, **options: run_rehearsal(tmp_path / "work", *arguments, **options)


def run_snippet(name: str, folder: Path) -> Told:
    """Rehearse a snippet of this repository, without a default Region."""
    done = run_rehearsal(folder, name, "--region", "")
    return done.code, done.stdout, done.stderr, done.report


def run_on_aws(name: str, folder: Path) -> Told:
    """Run a snippet of this repository on the reader's account, which pays for it."""
    return real_aws.run(target.find(name).file, real_aws.role(), folder)


@pytest.fixture(scope="session")
def rehearsed(once_for_all_workers: OnceForAllWorkers, pytestconfig: pytest.Config) -> Callable[[str], Rehearsal]:
    """Rehearse a snippet of this repository once, whichever worker asks first, without a default Region.

    With --use-real-aws-may-incur-charges it is not rehearsed, but really run on AWS, once too.
    """
    run = run_on_aws if pytestconfig.option.real_aws else run_snippet

    def one(name: str) -> Rehearsal:
        told, folder = once_for_all_workers(f"rehearsed-{Path(name).stem}", lambda folder: run(name, folder))
        return Rehearsal(*told, folder)

    return one


@pytest.fixture
def job(tmp_path: Path) -> Callable[..., Rehearsal]:
    """Rehearse one job of a container whose ENTRYPOINT is `program`, a shell script.

    options: command-line options; objects: what lies in the bucket; stop: StopTrainingJob after its first
    line; interrupt and before: as in run_rehearsal; guarded: refuse the shell that `program` is for, where there are no
    namespaces; entrypoint: another one, or None for none; base: its image; first: the
    program's first line; the rest goes into the request.
    """

    def run(
        program: str,
        *options: str,
        objects: dict[str, str] | None = None,
        stop: bool = False,
        entrypoint: str | None = '["/bin/sh", "/programa.sh"]',
        dockerfile: str = "",
        base: str = "scratch",
        executable: bool = True,
        first: str = "#!/bin/sh\n",
        guarded: bool = False,
        interrupt: Path | str | None = None,
        before: Sequence[str] | None = None,
        **request: Any,
    ) -> Rehearsal:
        folder = tmp_path / "launch"
        folder.mkdir(exist_ok=True)
        (folder / "programa.sh").write_text(f"{first}{program}\n")
        (folder / "programa.sh").chmod(0o755 if executable else 0o644)
        lines = [f"FROM {base}", "COPY programa.sh /programa.sh", dockerfile]
        (folder / "Dockerfile").write_text("\n".join([*lines, f"ENTRYPOINT {entrypoint}" if entrypoint else ""]))
        for key, text in (objects or {}).items():
            (folder / "s3" / key).parent.mkdir(parents=True, exist_ok=True)
            (folder / "s3" / key).write_text(text)
        if stop:
            (folder / "stop-when-logged").touch()
        (folder / "request.json").write_text(json.dumps(asked_for(**request)))
        (folder / "launch.py").write_text(LAUNCH)
        given = [*options, *([] if guarded else ["--unguarded"])]
        return run_rehearsal(
            tmp_path / "work", str(folder / "launch.py"), *given, folder=folder, interrupt=interrupt, before=before
        )

    return run


def asked_for(**changes: Any) -> dict[str, Any]:
    """Return a sound CreateTrainingJob request, with changes of its members."""
    return {
        "TrainingJobName": "ensaio",
        "RoleArn": "arn:aws:iam::111122223333:role/SageMakerTreino",
        "AlgorithmSpecification": {
            "TrainingImage": "111122223333.dkr.ecr.us-east-1.amazonaws.com/minha-imagem:1",
            "TrainingInputMode": "File",
        },
        "OutputDataConfig": {"S3OutputPath": "s3://balde/saida"},
        "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10},
        "StoppingCondition": {"MaxRuntimeInSeconds": 600},
        **changes,
    }


def channel(name: str, uri: str, distribution: str = "FullyReplicated") -> dict[str, Any]:
    """Return one channel of InputDataConfig."""
    source = {"S3DataType": "S3Prefix", "S3Uri": uri, "S3DataDistributionType": distribution}
    return {"ChannelName": name, "DataSource": {"S3DataSource": source}}
