"""The jobs that a call hands on, for which a role must be allowed something, and what that role does besides.

A training job may be asked for itself, by a search, through a queue of AWS Batch, or by a pipeline, which asks for it
once it runs. AWS names the jobs of queues and pipelines: by the policies of the roles that create them, their names
begin with ``AWSBatch`` and ``pipelines-``.
Sources: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBatchServiceRolePolicyForSageMaker.html
(read 2026-11-28) and sagemaker 3.27.0, sagemaker/core/helper/iam_policies.py, role type "pipeline".
"""

import json
from collections.abc import Mapping
from typing import Any

from rehearsal.wire.actions import OURS, QUEUED, SCHEDULER, SERVICE, Need

PASSES_A_ROLE = (
    *("CreateTrainingJob", "CreateHyperParameterTuningJob", "CreateAutoMLJobV2"),
    *("SubmitServiceJob", "CreatePipeline"),
)
Request = Mapping[str, Any]


def jobs_of(call: Mapping[str, Any]) -> list[Request]:
    """Return the requests of the jobs that a call of PASSES_A_ROLE hands on; a star for what only AWS knows."""
    parameters, operation = call["parameters"], call["operation"]
    if operation == "CreateHyperParameterTuningJob":
        one = parameters.get("TrainingJobDefinition")
        return [one] if one else list(parameters["TrainingJobDefinitions"])
    if operation == "SubmitServiceJob":
        return [json.loads(parameters["serviceRequestPayload"]) | {"TrainingJobName": f"{QUEUED}*"}]
    if operation == "CreatePipeline":
        steps = json.loads(parameters["PipelineDefinition"])["Steps"]
        return [_known(step["Arguments"]) for step in steps if step["Type"] == "Training"]
    return [parameters]


def _known(value: Any) -> Any:
    """Return a part of a pipeline's definition with a star for each value that it only has when it runs."""
    if isinstance(value, list):
        return [_known(part) for part in value]
    if not isinstance(value, Mapping):
        return value
    if "Get" in value:
        return "*"
    if joined := value.get("Std:Join"):
        return str(joined["On"]).join(map(str, _known(joined["Values"])))
    return {name: _known(part) for name, part in value.items()}


def besides(call: Mapping[str, Any], account: str) -> list[Need]:
    """Return what the role of a pipeline does besides what its jobs do: it asks for them, and looks at them."""
    if call["operation"] != "CreatePipeline":
        return []
    place = OURS.format(region=call["region"], account=account) + "training-job/pipelines-*"
    asking = [
        Need(f"sagemaker:{name}", place)
        for name in ("AddTags", "CreateTrainingJob", "DescribeTrainingJob", "StopTrainingJob")
    ]
    roles = sorted({job["RoleArn"] for job in jobs_of(call)})
    return [*asking, *(Need("iam:PassRole", role, (("iam:PassedToService", SERVICE),)) for role in roles)]


def of_a_schedule(call: Mapping[str, Any]) -> list[Need]:
    """Return what the role of a schedule must be allowed: to start the pipeline that it is for."""
    if call["operation"] not in ("CreateSchedule", "UpdateSchedule"):
        return []
    return [Need("sagemaker:StartPipelineExecution", call["parameters"]["Target"]["Arn"])]


def trusting(call: Mapping[str, Any]) -> str | None:
    """Return the service that a call has the role handed to, if any."""
    if call["operation"] in ("CreateSchedule", "UpdateSchedule"):
        return SCHEDULER
    return SERVICE if call["operation"] in PASSES_A_ROLE else None
