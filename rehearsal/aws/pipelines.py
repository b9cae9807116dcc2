"""Pipelines: an execution runs its steps in order, each as the job that it is; what is not a job here is refused.

Training, processing and tuning steps ask for their jobs as a launch file would; conditions choose, and a fail step
fails. One step runs at a time. Steps of any other kind are refused by name before the first begins. Caching, retries
and selective execution are not here: every step runs once.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from rehearsal.aws import definitions
from rehearsal.aws.definitions import Item, Values
from rehearsal.machine.storage import split_uri
from rehearsal.wire.replies import ACCOUNT, Answers, client, refusal

STAND_IN = "pipeline-run-here"
ARN = f"arn:aws:sagemaker:{{region}}:{ACCOUNT}:pipeline/{{name}}"
JOBS = {  # a step's type -> the job's operations and members: without Create, and the member of its name and status
    "Training": "TrainingJob",
    "Processing": "ProcessingJob",
    "Tuning": "HyperParameterTuningJob",
}
METADATA = {"Training": "TrainingJob", "Processing": "ProcessingJob", "Tuning": "TuningJob"}
TICK = 0.1  # seconds between two looks at a step's job
Do = Callable[[str, Item, str], Item]  # (operation, request, Region) -> answer


class StepFailedError(Exception):
    """A step failed, with this reason."""


class Pipelines:
    """The executions of one rehearsal. `do` asks for an operation of SageMaker; `wake` is called when one has ended."""

    STAND_IN = STAND_IN

    def __init__(self, do: Do, wake: Callable[[], None]) -> None:
        self._do, self._wake = do, wake
        self.executions: list[Execution] = []

    def answers(self) -> Answers:
        """Return the operations of an execution; moto keeps the pipelines themselves."""
        return {
            ("sagemaker", "StartPipelineExecution"): self._start,
            ("sagemaker", "StopPipelineExecution"): self._stop,
            ("sagemaker", "DescribePipelineExecution"): lambda *asked: self._found(*asked).description(),
            ("sagemaker", "ListPipelineExecutionSteps"): lambda *asked: {
                "PipelineExecutionSteps": self._found(*asked).listed(asked[0].get("SortOrder"))
            },
            ("sagemaker", "ListPipelineParametersForExecution"): lambda *asked: {
                "PipelineParameters": [
                    {"Name": name, "Value": str(value)} for name, value in self._found(*asked).values.parameters.items()
                ]
            },
            ("sagemaker", "DescribePipelineDefinitionForExecution"): lambda *asked: {
                "PipelineDefinition": json.dumps(self._found(*asked).definition),
                "CreationTime": self._found(*asked).created,
            },
            ("sagemaker", "ListPipelineExecutions"): self._list,
        }

    def _start(self, request: Item, region: str) -> Item:
        name = request["PipelineName"].rpartition("/")[2]
        kept = client("sagemaker", region).describe_pipeline(PipelineName=name)
        definition = json.loads(kept["PipelineDefinition"])
        definitions.refuse_what_is_not_here(name, definition)
        parameters = {each["Name"]: each.get("DefaultValue") for each in definition.get("Parameters") or []}
        types = {each["Name"]: each["Type"] for each in definition.get("Parameters") or []}
        for each in request.get("PipelineParameters") or []:
            if each["Name"] not in parameters:
                message = f"Unknown parameter found. {[each['Name']]} not present in Pipeline definition"
                raise refusal("ValidationException", message, "StartPipelineExecution")
            parameters[each["Name"]] = _typed(each["Value"], types[each["Name"]])
        if lacking := sorted(each for each, value in parameters.items() if value is None):
            message = f"Parameters {lacking} do not have values assigned"
            raise refusal("ValidationException", message, "StartPipelineExecution")
        execution = Execution(ARN.format(region=region, name=name), definition, parameters, request, region, self._do)
        self.executions.append(execution)
        execution.start(self._wake)
        return {"PipelineExecutionArn": execution.arn}

    def _stop(self, request: Item, region: str) -> Item:
        self._found(request, region).stop.set()
        return {"PipelineExecutionArn": request["PipelineExecutionArn"]}

    def _list(self, request: Item, _: str) -> Item:
        name = request["PipelineName"].rpartition("/")[2]
        found = [each for each in self.executions if each.pipeline.endswith(f"/{name}")]
        found.sort(key=lambda each: each.created, reverse=request.get("SortOrder") != "Ascending")
        return {"PipelineExecutionSummaries": [each.summary() for each in found[: request.get("MaxResults")]]}

    def _found(self, request: Item, _: str) -> "Execution":
        for execution in self.executions:
            if execution.arn == request["PipelineExecutionArn"]:
                return execution
        raise refusal("ResourceNotFound", "Requested resource not found.", "DescribePipelineExecution")


def _typed(value: str, kind: str) -> Any:
    if kind == "Boolean":
        return value.lower() == "true"
    return int(value) if kind == "Integer" else float(value) if kind == "Float" else value


class Execution:
    """One execution of a pipeline: its steps, and what AWS's operations say of it."""

    def __init__(self, pipeline: str, definition: Item, parameters: Item, request: Item, region: str, do: Do) -> None:
        self.pipeline, self.definition, self.request = pipeline, definition, request
        self.created = self.modified = datetime.now(UTC)
        mark = hashlib.sha256(f"{pipeline}{self.created}".encode()).hexdigest()[:12]
        self.arn = f"{pipeline}/execution/{mark}"
        told = {
            "PipelineName": pipeline.rpartition("/")[2],
            "PipelineArn": pipeline,
            "PipelineExecutionId": mark,
            "PipelineExecutionArn": self.arn,
            "StartDateTime": self.created.isoformat(),
            "CurrentDateTime": self.created.isoformat(),
        }
        self.values = Values(parameters, told, lambda uri: _read(uri, region))
        self.values.property_files = {
            step["Name"]: step.get("PropertyFiles") or [] for step in definitions.every(definition["Steps"])
        }
        self.status, self.reason = "Executing", ""
        self.steps: dict[str, Item] = {}
        self.stop = threading.Event()
        self._mark, self._region, self._do = mark, region, do
        self.thread = threading.Thread(target=self._run)

    def start(self, wake: Callable[[], None]) -> None:
        """Run the steps in a thread of its own; `wake` is called at the end."""
        self._wake = wake
        self.thread.start()

    def _run(self) -> None:
        try:
            self._run_steps(self.definition["Steps"])
            self.status = "Stopped" if self.stop.is_set() else "Succeeded"
        except StepFailedError:
            self.status, self.reason = "Failed", "Step failure: One or multiple steps failed."
        except Exception as error:  # an execution must end in a state that the reader sees
            self.status, self.reason = "Failed", f"{type(error).__name__}: {error}"
        self.modified = datetime.now(UTC)
        self._wake()

    def _run_steps(self, steps: list[Item]) -> None:
        waiting, own = list(steps), {step["Name"] for step in steps}
        while waiting and not self.stop.is_set():
            done = {name for name, told in self.steps.items() if told["StepStatus"] != "Executing"}
            ready = next((step for step in waiting if not (definitions.waits_for(step) & own) - done), waiting[0])
            waiting.remove(ready)
            self._run_step(ready)

    def _run_step(self, step: Item) -> None:
        told: Item = {"StepName": step["Name"], "StartTime": datetime.now(UTC), "StepStatus": "Executing"}
        self.steps[step["Name"]] = told
        asked = step.get("Arguments") or {}
        branch: list[Item] = []
        try:
            if step["Type"] == "Condition":
                right = all(definitions.holds(each, self.values.of) for each in asked["Conditions"])
                told["Metadata"] = {"Condition": {"Outcome": "True" if right else "False"}}
                branch = asked.get("IfSteps" if right else "ElseSteps") or []
            elif step["Type"] == "Fail":
                message = str(self.values.of(asked.get("ErrorMessage", "")))
                told["Metadata"] = {"Fail": {"ErrorMessage": message}}
                raise StepFailedError(message)
            else:
                self._run_job(step, told)
        except Exception as error:
            told |= {"StepStatus": "Failed", "FailureReason": str(error), "EndTime": datetime.now(UTC)}
            raise StepFailedError(str(error)) from error
        told |= {"StepStatus": "Succeeded", "EndTime": datetime.now(UTC)}
        self._run_steps(branch)

    def _run_job(self, step: Item, told: Item) -> None:
        kind = JOBS[step["Type"]]
        name = f"pipelines-{self._mark}-{step['Name']}"[: 32 if step["Type"] == "Tuning" else 63]
        request = {**self.values.of(step["Arguments"]), f"{kind}Name": name}
        arn = self._do(f"Create{kind}", request, self._region)[f"{kind}Arn"]
        told["Metadata"] = {METADATA[step["Type"]]: {"Arn": arn}}
        while True:
            found = self._do(f"Describe{kind}", {f"{kind}Name": name}, self._region)
            if found[f"{kind}Status"] not in ("InProgress", "Stopping"):
                break
            if self.stop.is_set():
                self._do(f"Stop{kind}", {f"{kind}Name": name}, self._region)
            time.sleep(TICK)
        self.values.steps[step["Name"]] = found
        if found[f"{kind}Status"] == "Failed":
            raise StepFailedError(f"ClientError: {found.get('FailureReason', '')}")

    def summary(self) -> Item:
        """Return what ListPipelineExecutions tells of it."""
        told = {
            "PipelineExecutionArn": self.arn,
            "StartTime": self.created,
            "PipelineExecutionStatus": self._status(),
            "PipelineExecutionDisplayName": self.request.get("PipelineExecutionDisplayName"),
            "PipelineExecutionFailureReason": self.reason,
        }
        return {name: value for name, value in told.items() if value}

    def _status(self) -> str:
        return "Stopping" if self.status == "Executing" and self.stop.is_set() else self.status

    def description(self) -> Item:
        """Return what DescribePipelineExecution answers."""
        told = {
            "PipelineArn": self.pipeline,
            "PipelineExecutionArn": self.arn,
            "PipelineExecutionDisplayName": self.request.get("PipelineExecutionDisplayName"),
            "PipelineExecutionStatus": self._status(),
            "FailureReason": self.reason,
            "CreationTime": self.created,
            "LastModifiedTime": self.modified,
        }
        return {name: value for name, value in told.items() if value}

    def listed(self, order: str | None) -> list[Item]:
        """Return its steps, the last one first unless `order` is Ascending."""
        steps = list(self.steps.values())
        return steps if order == "Ascending" else steps[::-1]


def _read(uri: str, region: str) -> str:
    bucket, key = split_uri(uri)
    text: str = client("s3", region).get_object(Bucket=bucket, Key=key)["Body"].read().decode()
    return text
