"""A cloud in this process: moto behind the real SDK, in which a training job really trains.

moto keeps S3, STS and CloudWatch Logs. Where it would pretend, it is not asked (see replies): CreateTrainingJob starts
a thread that trains in the container's contract; DescribeTrainingJob and StopTrainingJob tell and change what
that thread does; whatever role the snippet names exists and trusts SageMaker. What the caller and that role may do,
their policies decide, where the rehearsal has them (see identities).
Job lines go to CloudWatch in moto, where the SDK looks for them.

While it is on, the process has dummy credentials, no AWS configuration of the reader's, no telemetry, and no
socket to anywhere but loopback. The SDK's pauses between two looks at a job end as soon as a job changes.
"""

import contextlib
import os
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from rehearsal.aws import (
    addresses,
    automl,
    ending,
    identities,
    inside_s3,
    jumpstart,
    lists,
    logs,
    objects,
    once,
    operations,
    pipelines,
    processing,
    searches,
    seeds,
    surroundings,
    tags,
    training_jobs,
    turns,
    waiting,
    workspaces,
)
from rehearsal.aws.seeds import Seed
from rehearsal.aws.series import Series
from rehearsal.machine import contract, images, local_docker, runner
from rehearsal.machine import processing as processing_machine
from rehearsal.machine.inside import guard
from rehearsal.machine.jobs import Job, Show
from rehearsal.machine.scratch import scratch
from rehearsal.wire import permissions, replies, rules
from rehearsal.wire.actions import YOURS, UnknownPermissionError
from rehearsal.wire.replies import ACCOUNT, Answer, Part
from rehearsal.wire.requests import Recorder
from rehearsal.words import say

CREATE = "CreateTrainingJob"
SDK_CONFIG = """\
SchemaVersion: '1.0'
SageMaker: {PythonSDK: {Modules: {TelemetryOptOut: true}}}
"""


@dataclass(frozen=True)
class Settings:
    """What the reader chose for a rehearsal.

    enclosed: whether hosts get Linux namespaces (the process must have been sealed by enclosure.seal()).
    grace: seconds between SIGTERM and SIGKILL. region: the default Region of this computer, "" for none.
    search_jobs: how many jobs a search trains at most, None for as many as it asks for.
    interrupt_spot_at: where in its log a managed spot job loses its machine, None for nowhere.
    policies: the caller's and the role's, by "caller" and "role"; without them everything is allowed.
    seeds: what lies in S3 beforehand. profiles: names of AWS's profiles that the program may ask for.
    unguarded: as in runner.Limits.
    """

    enclosed: bool = False
    grace: float = runner.STOP_GRACE
    region: str = ""
    search_jobs: int | None = None
    interrupt_spot_at: re.Pattern[str] | None = None
    policies: Mapping[str, Any] = field(default_factory=dict)
    seeds: Sequence[Seed] = ()
    profiles: Sequence[str] = ()
    unguarded: bool = False


class Cloud:
    """The AWS account of one rehearsal. Use it with `with cloud.on():`; then read `jobs` and `requests`.

    snippet_folder: where a Dockerfile is looked for. work: where copies of models and logs stay.
    """

    def __init__(self, snippet_folder: Path, work: Path, settings: Settings, show: Show) -> None:
        self.snippet_folder, self.work, self.settings, self.show = snippet_folder, work, settings, show
        self.recorder, self.calls = Recorder(), permissions.Calls()
        self.changed = threading.Event()  # set when a job changes
        self.series: list[Series] = []  # the jobs of searches and of AutoML
        self.stand_ins: set[str] = set()  # those of the parts that were asked something
        self.identities = identities.Identities(settings.policies.get("caller"), settings.policies.get("role"))
        self.addresses = addresses.Addresses(settings.seeds)
        self.inside_s3 = inside_s3.InsideS3(self.stand_ins, self.identities)
        self.docker = local_docker.LocalDocker(
            snippet_folder, settings.enclosed, settings.unguarded, work / "docker.jsonl"
        )
        self.operations = operations.Table()
        self.ending = ending.Ending(snippet_folder, self._stop_all)
        self.processing: list[processing_machine.ProcessingJob] = []
        self._asked: dict[str, Mapping[str, Any]] = {}  # what was asked for, by the ARN that came back
        self._by_region: dict[tuple[str, str], Job | jumpstart.AcceptedJob] = {}

    @property
    def training(self) -> list[Job]:
        """The training jobs that run, in the order in which they were created."""
        return [job for job in self._created() if isinstance(job, Job)]

    @property
    def jobs(self) -> list[Job]:
        """The jobs that run, those of processing last."""
        return [*self.training, *self.processing]

    @property
    def accepted(self) -> list[jumpstart.AcceptedJob]:
        """The training jobs that only AWS could run: their requests were checked, and that was all."""
        return [job for job in self._created() if isinstance(job, jumpstart.AcceptedJob)]

    def _created(self) -> list[Job | jumpstart.AcceptedJob]:
        """Return the training jobs that there are by now: a search's thread may add one while they are looked at."""
        return list(self._by_region.values())

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The requests to show, in order: what changed SageMaker or else S3, or else what was read."""
        return self.recorder.telling

    @contextlib.contextmanager
    def on(self) -> Iterator["Cloud"]:
        """Switch the cloud on for this process; on leaving, wait for the jobs that still run."""
        with contextlib.ExitStack() as stack:
            self.scratch = stack.enter_context(scratch())
            config = self.scratch / "sagemaker.yaml"
            config.write_text(SDK_CONFIG)
            profiles = surroundings.write_profiles(self.scratch / "profiles", self.settings.profiles)
            around = surroundings.environment(config, self.settings.region, profiles)
            stack.enter_context(mock.patch.dict(os.environ, around, clear=True))
            stack.enter_context(self.docker.first(self.scratch))
            guard.install(say("guard.refused", host=guard.HOST))
            stack.enter_context(once.on())
            from moto import mock_aws  # after the environment, which it reads when it is imported

            stack.enter_context(mock_aws())
            stack.enter_context(turns.taken())
            stack.enter_context(self.operations.watching())
            self.recorder.install()
            self.calls.install()
            waiting.install(self.changed, self._running)
            self.identities.install()
            replies.install(self.answers(), self.operations.check)
            if self.settings.seeds:  # only now: a client that is made before knows none of these answers
                seeds.plant(self.settings.seeds, self.settings.region)
                self.stand_ins.add(seeds.STAND_IN)
            stack.enter_context(self.ending.heard())
            try:
                yield self
            except BaseException:
                self._stop_all()
                raise
            finally:
                for several in self._several():
                    several.thread.join()
                for job in self.jobs:
                    job.thread.join()
                self.inside_s3.close()

    def _stop_all(self) -> None:
        """End everything that runs, without the time that AWS leaves a program."""
        for several in self._several():
            several.stop.set()
        for job in self.jobs:
            job.stop_at_once()

    def _several(self) -> list[Series | pipelines.Execution]:
        """Return what starts several jobs, the outermost first."""
        return [*self.pipelines.executions, *self.series]

    def _running(self) -> bool:
        """Tell whether something may still change: a job, or what starts several."""
        started = [several.thread.is_alive() for several in self._several()]
        return any(started) or any(job.status == "InProgress" for job in self.jobs)

    def parts(self) -> list[Part]:
        """Return the parts of AWS that have a module of their own here: a new one joins by its line in this list."""
        shared = self.train, self.series, self.changed.set
        searching = searches.Searches(*shared, self.settings.search_jobs, self.addresses.check)
        several = automl.AutoML(*shared, self._refused)
        worked = processing.Processing(self.process, lambda: self.processing)
        kept = tags.Tags(self._asked.get)
        left = workspaces.Workspaces()

        def pools(region: str, asked_for: bool) -> list[dict[str, Any]]:
            found = left.warm_pools(region, asked_for)
            self.stand_ins |= {left.STAND_IN} if found else set()
            return found

        looked_at = training_jobs.TrainingJobs(self._created, pools)
        listed = lists.Lists(searching.described, several.described)
        self.pipelines = pipelines.Pipelines(self._do, self.changed.set)
        told = logs.Logs(lambda: self.jobs)
        return [jumpstart, searching, several, worked, kept, left, looked_at, listed, told, self.pipelines]

    def _do(self, operation: str, request: dict[str, Any], region: str) -> dict[str, Any]:
        """Do what an operation of SageMaker does, for what asks from inside AWS."""
        return self._answers["sagemaker", operation](request, region)

    def answers(self) -> replies.Answers:
        """Return every operation that is not left to moto."""
        joined: dict[tuple[str, str], Answer] = {
            ("sagemaker", "CreateTrainingJob"): self._create,
            ("iam", "SimulatePrincipalPolicy"): self.identities.simulate,
            ("iam", "GetRole"): self._role,
            ("sts", "GetCallerIdentity"): lambda *_: identities.CALLING,
        }
        for part in self.parts():
            for operation, answer in part.answers().items():
                joined[operation] = self._noting(part.STAND_IN, answer)
        self._answers = {
            key: self._keeping(answer) if key[1].startswith("Create") else answer for key, answer in joined.items()
        }
        return self._answers

    def _keeping(self, answer: Answer) -> Answer:
        """Return the same answer, which also keeps what was asked for, by the ARN that it gives."""

        def kept(request: dict[str, Any], region: str) -> dict[str, Any]:
            given = answer(request, region)
            self._asked |= {value: request for name, value in given.items() if name.endswith("Arn")}
            return given

        return kept

    def _noting(self, stand_in: str, answer: Answer) -> Answer:
        """Return the same answer, which also notes that this stand-in was asked."""

        def noted(request: dict[str, Any], region: str) -> dict[str, Any]:
            self.stand_ins.add(stand_in)
            return answer(request, region)

        return noted

    def train(
        self,
        request: Mapping[str, Any],
        region: str,
        program: images.Program | None = None,
        refused: str | None = None,
    ) -> Job:
        """Start a training job, as CreateTrainingJob does, and return it while it runs.

        `program` stands in for the image of a job that is no snippet's own request; `refused` is why it cannot run
        whatever its own request needs.
        """
        arn, s3 = self._new_arn(request, region), objects.client(region)
        contract.refuse_mpi(request, s3)
        contract.refuse_expressions(request)
        name, fails = request["TrainingJobName"], self._fails(request, region)
        if fails:
            program = images.Program(command=[])  # which never runs
        program = self.inside_s3.reachable_from(program or images.program_for(request, self.snippet_folder), request)
        kept, told = self.work / "jobs" / name, replies.client("logs", region)
        interrupt_at = self.settings.interrupt_spot_at if request.get("EnableManagedSpotTraining") else None
        job = Job(request, arn, region, program, kept, told, self.changed, self._showing(name), interrupt_at)
        lost = self.addresses.lost(request, region)
        job.refused = fails.text if fails else refused or self._refused(CREATE, request, region)
        job.lost = lost.text if lost else None
        job.rules = {found.text: found.rule.id for found in (fails, lost) if found}
        maximum = request.get("StoppingCondition", {}).get("MaxRuntimeInSeconds", contract.DEFAULT_MAX_RUNTIME)
        job.start(s3, self.settings.enclosed, self._limits(maximum), self.scratch)
        self._by_region[region, name] = job
        return job

    def process(self, request: Mapping[str, Any], arn: str, region: str) -> processing_machine.ProcessingJob:
        """Start a processing job, as CreateProcessingJob does, and return it while it runs."""
        program = images.program_for_processing(request, self.snippet_folder)
        isolated = {"EnableNetworkIsolation": (request.get("NetworkConfig") or {}).get("EnableNetworkIsolation")}
        program = self.inside_s3.reachable_from(program, isolated)
        kept, told = self.work / "jobs" / request["ProcessingJobName"], replies.client("logs", region)
        job = processing_machine.ProcessingJob(request, arn, region, program, kept, told, self.changed, self.show)
        limits = self._limits(processing_machine.max_runtime(request))
        job.start(objects.client(region), self.settings.enclosed, limits, self.scratch)
        self.processing.append(job)
        return job

    def _limits(self, seconds: float) -> runner.Limits:
        return runner.Limits(seconds, self.settings.grace, self.settings.unguarded)

    def _showing(self, name: str) -> Show:
        """Return what shows the lines of a job: with its name, once there is more than one."""
        return lambda source, lines: self.show(f"{name}/{source}" if len(self._by_region) > 1 else source, lines)

    def _new_arn(self, request: Mapping[str, Any], region: str) -> str:
        """Return the ARN of a job that is asked for, or refuse it: its name is taken, or a channel is empty."""
        name = request["TrainingJobName"]
        arn = f"arn:aws:sagemaker:{region}:{ACCOUNT}:training-job/{name}"
        if (region, name) in self._by_region:
            raise rules.refused("nome-de-treino-ja-usado", CREATE, arn=arn)
        self.addresses.check(request, region, CREATE)
        return arn

    def _fails(self, request: Mapping[str, Any], region: str) -> rules.Broken | None:
        """Return the rule for which AWS takes a job and cannot begin with it, or None."""
        return self.addresses.fails(request, region) or next(iter(rules.failing(CREATE, request, region)), None)

    def _refused(self, operation: str, request: Mapping[str, Any], region: str) -> str | None:
        """Return why AWS would fail what a request asks for, whose role lacks what it needs, or None."""
        call = {"operation": operation, "region": region, "parameters": request}
        try:
            needs, _ = permissions.role_needs(call, ACCOUNT)
        except UnknownPermissionError:
            return None  # the report names it
        lacking = self.identities.refused_to_the_role(needs)
        return identities.failure(lacking[0]) if lacking else None

    def _role(self, request: dict[str, Any], _: str) -> dict[str, Any]:
        """Answer GetRole. Who asks for the role that asks, since none was given, is told so in the end."""
        self.stand_ins |= {identities.STAND_IN} if request["RoleName"] == YOURS else set()
        return surroundings.any_role(request["RoleName"])

    def _create(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        if jumpstart.only_in_aws(request):
            refused = self._refused(CREATE, request, region)
            accepted = jumpstart.AcceptedJob(request, self._new_arn(request, region), region, refused)
            self._by_region[region, accepted.name] = accepted
            return {"TrainingJobArn": accepted.arn}
        return {"TrainingJobArn": self.train(request, region).arn}
