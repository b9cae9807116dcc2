"""One training job: its thread, its states, its lines, and what DescribeTrainingJob says about it.

A managed spot job may lose its machine once, at a line of its log that the reader names: its program is told to end
as when a job is stopped, checkpoints that the request names go to S3, and the same job starts again on an empty
machine, into which they are copied. Everything else that the program had written is lost, as on AWS.
"""

import contextlib
import re
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rehearsal.machine import contract, runner
from rehearsal.machine.images import Program
from rehearsal.machine.inside import enclosure
from rehearsal.machine.lines import Line, Lines
from rehearsal.machine.storage import S3Client

NOT_DESCRIBED = ("Tags",)  # members of the request that DescribeTrainingJob does not give back
MESSAGES = {  # what AWS says of each state, which the SDK prints
    "Starting": "Preparing the instances for training",
    "Downloading": "Downloading input data",
    "Interrupted": "Job stopped because the managed spot training instances were interrupted",
    "Training": "Training image download completed. Training in progress.",
    "Uploading": "Uploading generated training model",
    "Completed": "Training job completed",
    "Failed": "Training job failed",
}

Show = Callable[[str, Sequence[str]], None]  # (host, or "job" for its states; lines): shown to the reader at once


class Job:
    """A training job, from CreateTrainingJob to its last state.

    `kept` receives copies of model.tar.gz, output.tar.gz and log.txt, which outlive the cloud. `changed` is
    set whenever the state changes. `interrupt_at`: the first line in which it is found takes the machine away.
    """

    KIND, LOG_GROUP, LEAVES_A_MODEL = "TrainingJob", "/aws/sagemaker/TrainingJobs", True
    REASON = "/opt/ml/output/failure"  # into which its program writes why it fails

    def __init__(
        self,
        request: Mapping[str, Any],
        arn: str,
        region: str,
        program: Program,
        kept: Path,
        logs: Any,
        changed: threading.Event,
        show: Show,
        interrupt_at: re.Pattern[str] | None = None,
    ) -> None:
        self.request, self.arn, self.region, self.program = request, arn, region, program
        self.kept, self.changed, self.show = kept, changed, show
        self._logs = logs  # a boto3 client of CloudWatch Logs
        self.name: str = request[f"{self.KIND}Name"]
        self.status, self.secondary = "InProgress", "Starting"
        self.failure_reason: str | None = None
        self.refused: str | None = None  # why AWS cannot begin: it fails before its program starts
        self.lost: str | None = None  # why what it makes cannot be kept: it fails after its program ended
        self.rules: dict[str, str] = {}  # FailureReason -> the rule of AWS's service that is behind it
        self.error: Exception | None = None  # what went wrong in the rehearsal itself
        self.failed: tuple[str, int] | None = None  # the first host whose program failed, and its exit code
        self.noted: frozenset[str] = frozenset()  # modules that its program imported and its image may not have
        self.has_model = False
        self.model_uploaded = False
        self.lines = Lines()
        self.transitions: list[dict[str, Any]] = []
        self.interrupt_at, self.interruptions = interrupt_at, 0
        self.stop, self.interrupted = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run, name=self.name)
        self._begun = threading.Event()
        self._streams: list[str] = []  # the hosts whose stream CloudWatch has
        self._found: list[dict[str, Any]] | None = None  # the final metrics, once the job has ended
        self._lock = threading.Lock()

    def start(self, s3: S3Client, enclosed: bool, limits: runner.Limits, scratch: Path) -> None:
        """Train in a thread of its own, on machines below `scratch`; returns as soon as the job has its first state."""
        self._s3, self._enclosed, self._limits, self._scratch = s3, enclosed, limits, scratch
        self.thread.start()
        self._begun.wait()

    def host_names(self) -> list[str]:
        """Return the names of its hosts."""
        return contract.host_names(self.request)

    def archive(self) -> Path | None:
        """Return the archive of the model that it left here, or None: a program may leave no file for one."""
        model = self.kept / "model.tar.gz"
        return model if self.has_model and model.is_file() else None

    def isolated(self) -> bool:
        """Tell whether its network is isolated."""
        return bool(self.request.get("EnableNetworkIsolation"))

    def stop_at_once(self) -> None:
        """Stop without giving the program time to save; for a rehearsal that was interrupted."""
        self._limits.grace = 0
        self.stop.set()

    def _run(self) -> None:
        self._enter("Starting")
        self._begun.set()
        try:
            if self.refused:
                self._enter("Downloading")
                return self._end("Failed", "Failed", self.refused)
            if self._enclosed and self.isolated():
                enclosure.isolate()
            while True:
                with tempfile.TemporaryDirectory(
                    prefix="job-", dir=self._scratch, ignore_cleanup_errors=True
                ) as scratch:
                    if not self._train(Path(scratch)):
                        break
        except Exception as error:  # a job must end in a state that the reader sees
            self.error = error
            self._end("Failed", "Failed", f"InternalServerError: {error}")

    def _train(self, scratch: Path) -> bool:
        """Train on an empty machine; tell whether it was taken away, so that the job starts again."""
        self._enter("Downloading")
        hosts = contract.lay_out(self.request, scratch, self._s3)
        env = contract.environment(self.request, self.arn, self.region)
        self._enter("Training")
        begun, ends = time.monotonic(), {"stop": self.stop, "interruption": self.interrupted}
        outcome = runner.run(self.program, hosts, env, scratch, self._enclosed, self._limits, ends, self._emit)
        self.noted |= outcome.noted
        if outcome.ended_by == "interruption":
            contract.save_checkpoints(self.request, hosts, self._s3)
            self._limits.max_runtime -= time.monotonic() - begun
            self.interruptions += 1
            self.interrupted.clear()
            self._enter("Interrupted")
            self._enter("Starting")
            return True
        self._enter("Uploading")
        self.kept.mkdir(parents=True, exist_ok=True)
        self.model_uploaded = not (outcome.failed or self.lost)
        if not self.lost:
            self.has_model = contract.collect(self.request, hosts, self._s3, self.model_uploaded, self.kept)
        self._write_log()
        self._end_streams()
        self.failed = outcome.failed
        if outcome.failed:
            self._end("Failed", "Failed", contract.failure_reason(hosts, *outcome.failed))
        elif self.lost:
            self._end("Failed", "Failed", self.lost)
        elif outcome.ended_by:
            self._end("Stopped", "MaxRuntimeExceeded" if outcome.ended_by == "max-runtime" else "Stopped")
        else:
            self._end("Completed", "Completed")
        return False

    def _write_log(self) -> None:
        with (self.kept / "log.txt").open("w", encoding="utf-8") as log:
            log.writelines(f"{line.host} | {line.text}\n" for line in self.lines)

    def _end_streams(self) -> None:
        for host in self.host_names():
            self._open(host)
            if self.lines.count(host):
                self._put(self.lines.at(host, self.lines.count(host) - 1))

    def _enter(self, secondary: str) -> None:
        now = datetime.now(UTC)
        if self.transitions:
            self.transitions[-1]["EndTime"] = now
        self.transitions.append({"Status": secondary, "StartTime": now, "StatusMessage": MESSAGES.get(secondary, "")})
        self.secondary = secondary
        self.show("job", [f"{self.name}: {secondary}"])
        self.changed.set()

    def _end(self, status: str, secondary: str, reason: str | None = None) -> None:
        self.failure_reason, self.status = reason, status
        self._enter(secondary)
        self.transitions[-1]["EndTime"] = self.transitions[-1]["StartTime"]

    def _emit(self, host: str, texts: Sequence[str]) -> None:
        when = time.time_ns() // 1_000_000
        self.lines.extend(host, when, texts)
        self.show(host, texts)
        if self.interrupt_at and not self.interruptions and any(map(self.interrupt_at.search, texts)):
            self.interrupted.set()
        if host not in self._streams:
            self._open(host)
            self._put(Line(host, when, texts[0]))

    def stream(self, host: str) -> str:
        """Return the name of a host's stream in CloudWatch."""
        return f"{self.name}/{host}-{self.transitions[0]['StartTime']:%s}"

    def streams(self) -> list[str]:
        """Return the hosts whose stream CloudWatch has."""
        return list(self._streams)

    def _open(self, host: str) -> None:
        with self._lock:
            if host in self._streams:
                return
            with contextlib.suppress(self._logs.exceptions.ResourceAlreadyExistsException):
                self._logs.create_log_group(logGroupName=self.LOG_GROUP)
            self._logs.create_log_stream(logGroupName=self.LOG_GROUP, logStreamName=self.stream(host))
            self._streams.append(host)

    def _put(self, line: Line) -> None:
        """Tell moto when a stream has begun or ended; the events themselves are read from the lines (aws/logs)."""
        event = {"timestamp": line.when, "message": line.text or " "}
        self._logs.put_log_events(logGroupName=self.LOG_GROUP, logStreamName=self.stream(line.host), logEvents=[event])

    def metrics(self) -> dict[str, list[float]]:
        """Return every value that a metric's regular expression finds in the log, by metric, in order.

        A metric that no line matched is left out.
        """
        found = ((name, [value for value, _ in self._values(pattern)]) for name, pattern in self._patterns())
        return {name: values for name, values in found if values}

    def final_metrics(self) -> list[dict[str, Any]]:
        """Return the last value of each metric whose regular expression a line of the log matched."""
        if self._found is None:
            last = {
                name: values[0] for name, pattern in self._patterns() if (values := deque(self._values(pattern), 1))
            }
            found = [
                {"MetricName": name, "Value": value, "Timestamp": when / 1000} for name, (value, when) in last.items()
            ]
            if self.status == "InProgress":
                return found
            self._found = found
        return self._found

    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(definition["Name"], re.compile(definition["Regex"])) for definition in self._definitions()]

    def _values(self, pattern: re.Pattern[str]) -> Iterator[tuple[float, int]]:
        """Yield each value that an expression finds in the log, and when it was printed."""
        for line in self.lines:
            if (value := _number(pattern.search(line.text))) is not None:
                yield value, line.when

    def _definitions(self) -> list[dict[str, str]]:
        asked: Mapping[str, Any] = self.request.get("AlgorithmSpecification") or {}  # a processing job has none
        return asked.get("MetricDefinitions") or self.program.metrics

    def _ran(self) -> timedelta:
        """Return how long the program ran, without what a spot job waits between two machines."""
        training = [each for each in list(self.transitions) if each["Status"] in ("Training", "Processing")]
        return sum(((each.get("EndTime") or datetime.now(UTC)) - each["StartTime"] for each in training), timedelta())

    def seconds(self) -> int:
        """Return how long the program ran, rounded, at least 1 once it has started."""
        ran = self._ran().total_seconds()
        return max(1, round(ran)) if ran else 0

    def description(self) -> dict[str, Any]:
        """Return what DescribeTrainingJob answers."""
        ended = self.status != "InProgress"
        stopping = self.stop.is_set() and not ended
        answer = {name: value for name, value in self.request.items() if name not in NOT_DESCRIBED}
        answer |= {
            "TrainingJobArn": self.arn,
            "TrainingJobStatus": "Stopping" if stopping else self.status,
            "SecondaryStatus": "Stopping" if stopping else self.secondary,
            "SecondaryStatusTransitions": list(self.transitions),
            "CreationTime": self.transitions[0]["StartTime"],
            "LastModifiedTime": self.transitions[-1]["StartTime"],
        }
        if self.failure_reason:
            answer["FailureReason"] = self.failure_reason
        if ended:
            answer["TrainingTimeInSeconds"] = answer["BillableTimeInSeconds"] = self.seconds()
            answer["TrainingEndTime"] = self.transitions[-1]["StartTime"]
            answer["FinalMetricDataList"] = self.final_metrics()
        if self.model_uploaded and ended:
            answer["ModelArtifacts"] = {"S3ModelArtifacts": contract.model_uri(self.request)}
        return answer

    def listed(self) -> dict[str, Any]:
        """Return the same for who only lists it."""
        return self.description()


def _number(match: re.Match[str] | None) -> float | None:
    """Return the number that a metric's expression captured, or None if it captured none."""
    try:
        return float(match[1]) if match and match.re.groups else None
    except (TypeError, ValueError):  # a group that took no part, or held no number
        return None
