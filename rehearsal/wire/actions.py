"""The IAM action behind each call: what must be allowed, on which resource, for an operation to be answered.

IAM's names are those of the operations, except in S3. Which resources an action knows is in the Service Authorization
Reference; where it knows none, the resource is a star. An operation that is not here is an error that names it.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

SERVICE, SCHEDULER = "sagemaker.amazonaws.com", "scheduler.amazonaws.com"
EVERYTHING = "*"
QUEUED = "AWSBatch"  # what the name of a job begins with that a queue of AWS Batch asks for
YOURS = "your-role"  # the role of whoever asks
HANDS_ON = ("Create", "UpdatePipeline", "UpdateSchedule", "SubmitServiceJob")  # operations that may be given a role
PULL = ("BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer")  # what pulling an image takes
OURS = "arn:aws:sagemaker:{region}:{account}:"
GROUP = "arn:aws:logs:{region}:{account}:log-group:{logGroupName}:*"
STREAM = "arn:aws:logs:{region}:{account}:log-group:{logGroupName}:log-stream:"
ROLE = "arn:aws:iam::{account}:role/{RoleName}"
HUB = "arn:aws:sagemaker:{region}:aws:"  # the public hub is in an account of AWS's
SCHEDULE = "arn:aws:scheduler:{region}:{account}:schedule/{GroupName}/{Name}"
QUEUED_JOB = "arn:aws:batch:{region}:{account}:service-job/*"  # AWS names it
BUCKET, OBJECT = "arn:aws:s3:::{Bucket}", "arn:aws:s3:::{Bucket}/{Key}"


class Need(NamedTuple):
    """One thing that must be allowed: an action on a resource, in a context of condition keys."""

    action: str
    resource: str
    context: tuple[tuple[str, str], ...] = ()


# (service, operation) -> what must be allowed, with the names of parameters in the resources.
NEEDS: dict[tuple[str, str], tuple[Need, ...]] = {
    ("sts", "GetCallerIdentity"): (),  # needs no permission
    ("iam", "GetRole"): (Need("iam:GetRole", ROLE),),
    ("iam", "SimulatePrincipalPolicy"): (),  # refused on purpose, and the SDK goes on: see aws/identities.py
    ("logs", "DescribeLogStreams"): (Need("logs:DescribeLogStreams", STREAM),),
    ("logs", "FilterLogEvents"): (Need("logs:FilterLogEvents", GROUP),),
    ("logs", "GetLogEvents"): (Need("logs:GetLogEvents", STREAM + "{logStreamName}"),),
    ("ecr", "GetAuthorizationToken"): (Need("ecr:GetAuthorizationToken", EVERYTHING),),
    ("s3", "ListBuckets"): (Need("s3:ListAllMyBuckets", EVERYTHING),),
    ("s3", "CreateBucket"): (Need("s3:CreateBucket", BUCKET),),
    ("s3", "HeadBucket"): (Need("s3:ListBucket", BUCKET),),
    ("s3", "ListObjects"): (Need("s3:ListBucket", BUCKET),),
    ("s3", "ListObjectsV2"): (Need("s3:ListBucket", BUCKET),),
    ("s3", "GetBucketLocation"): (Need("s3:GetBucketLocation", BUCKET),),
    ("s3", "HeadObject"): (Need("s3:GetObject", OBJECT),),
    ("s3", "GetObject"): (Need("s3:GetObject", OBJECT),),
    ("s3", "PutObject"): (Need("s3:PutObject", OBJECT),),
    ("s3", "CreateMultipartUpload"): (Need("s3:PutObject", OBJECT),),
    ("s3", "UploadPart"): (Need("s3:PutObject", OBJECT),),
    ("s3", "CompleteMultipartUpload"): (Need("s3:PutObject", OBJECT),),
    ("s3", "AbortMultipartUpload"): (Need("s3:AbortMultipartUpload", OBJECT),),
    ("s3", "DeleteObject"): (Need("s3:DeleteObject", OBJECT),),
    ("sagemaker", "DescribeHubContent"): (
        Need("sagemaker:DescribeHubContent", HUB + "hub/{HubName}"),
        Need("sagemaker:DescribeHubContent", HUB + "hub-content/{HubName}/{HubContentType}/{HubContentName}"),
    ),
    ("batch", "SubmitServiceJob"): (
        Need("batch:SubmitServiceJob", "arn:aws:batch:{region}:{account}:job-queue/{jobQueue}"),
        Need("batch:SubmitServiceJob", QUEUED_JOB),
    ),
    ("batch", "DescribeServiceJob"): (Need("batch:DescribeServiceJob", EVERYTHING),),
    # Whoever starts what costs every day can also end it.
    ("scheduler", "CreateSchedule"): (
        Need("scheduler:CreateSchedule", SCHEDULE),
        Need("scheduler:DeleteSchedule", SCHEDULE),
    ),
    ("scheduler", "UpdateSchedule"): (Need("scheduler:UpdateSchedule", SCHEDULE),),
    ("sagemaker", "DescribeMlflowApp"): (Need("sagemaker:DescribeMlflowApp", "{Arn}"),),
    # AWS names it; the SDK then waits until it is ready, and goes on without it if it may not look.
    ("sagemaker", "CreateMlflowApp"): tuple(
        Need(f"sagemaker:{name}", OURS + "mlflow-app/*") for name in ("CreateMlflowApp", "DescribeMlflowApp")
    ),
}
for _resource, _operations in {
    "training-job/{TrainingJobName}": "CreateTrainingJob DescribeTrainingJob StopTrainingJob UpdateTrainingJob",
    "hyper-parameter-tuning-job/{HyperParameterTuningJobName}": "CreateHyperParameterTuningJob "
    "DescribeHyperParameterTuningJob StopHyperParameterTuningJob ListTrainingJobsForHyperParameterTuningJob",
    "automl-job/{AutoMLJobName}": "CreateAutoMLJobV2 DescribeAutoMLJobV2 StopAutoMLJob",
    "pipeline/{PipelineName}": "CreatePipeline UpdatePipeline DescribePipeline",
    "model-package-group/{ModelPackageGroupName}": "CreateModelPackageGroup DescribeModelPackageGroup",
    "model/{ModelName}": "CreateModel DescribeModel DeleteModel",
    "endpoint-config/{EndpointConfigName}": "CreateEndpointConfig DescribeEndpointConfig DeleteEndpointConfig",
    "endpoint/{EndpointName}": "DescribeEndpoint DeleteEndpoint",
    "app/{DomainId}/{Owner}/{AppType}/{AppName}": "DescribeApp DeleteApp",
    "space/{DomainId}/{SpaceName}": "DescribeSpace DeleteSpace",
    "notebook-instance/{NotebookInstanceName}": "DescribeNotebookInstance StopNotebookInstance DeleteNotebookInstance",
    "cluster/*": "DescribeCluster DeleteCluster",  # its ARN has an id, not the name
    "": "ListApps ListSpaces ListDomains ListUserProfiles ListEndpoints ListNotebookInstances ListTrainingJobs "
    "ListClusters ListCandidatesForAutoMLJob ListMlflowApps ListHyperParameterTuningJobs ListModelPackageGroups",
}.items():
    for _operation in _operations.split():
        NEEDS["sagemaker", _operation] = (
            Need(f"sagemaker:{_operation}", OURS + _resource if _resource else EVERYTHING),
        )


# A program that is run again updates its pipeline: the SDK's ``upsert`` creates, is told that it is there, and updates.
# Who schedules a pipeline also starts it by hand, to see that it works.
NEEDS["sagemaker", "CreatePipeline"] += (
    *NEEDS["sagemaker", "UpdatePipeline"],
    Need("sagemaker:StartPipelineExecution", OURS + "pipeline/{PipelineName}"),
)


class UnknownPermissionError(LookupError):
    """What a run did for which no IAM action is known here; the message names it and says what to do."""


def call_needs(call: Mapping[str, Any], account: str) -> list[Need]:
    """Return what must be allowed for one call. Raises `UnknownPermissionError`."""
    key, parameters = (call["service"], call["operation"]), call["parameters"]
    if key not in NEEDS:
        raise UnknownPermissionError(
            f"{'.'.join(key)}: its IAM action is not known; add it to NEEDS in rehearsal/wire/actions.py"
        )
    owner = parameters.get("UserProfileName") or parameters.get("SpaceName")
    names = {"Owner": owner, "GroupName": "default", **parameters, "region": call["region"], "account": account}
    found = [Need(need.action, need.resource.format_map(names)) for need in NEEDS[key]]
    for registry in parameters.get("registryIds", []):  # Docker pulls with the token, unheard
        found += [Need(f"ecr:{action}", f"arn:aws:ecr:{call['region']}:{registry}:repository/*") for action in PULL]
    if call["operation"].startswith(HANDS_ON):
        context = (("iam:PassedToService", SCHEDULER if call["service"] == "scheduler" else SERVICE),)
        given = json.loads(parameters.get("serviceRequestPayload", "null")) or parameters
        found += [Need("iam:PassRole", role, context) for role in sorted(set(roles_in(given)))]
        if parameters.get("Tags") and call["service"] == "sagemaker":
            found += [Need("sagemaker:AddTags", need.resource) for need in found[:1]]
        if parameters.get("tags") and call["service"] == "batch":
            found += [Need("batch:TagResource", QUEUED_JOB.format_map(names))]
    return found


def roles_in(value: Any) -> Iterator[str]:
    """Yield every role that a request passes on."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name in ("RoleArn", "ExecutionRoleArn"):
                yield part
            else:
                yield from roles_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from roles_in(part)


def asked_needs(method: str, target: str) -> list[Need]:
    """Return what must be allowed for a request to S3 that came as HTTP: its method, and /bucket/key with a query."""
    parts = urlsplit(target)
    bucket, _, key = unquote(parts.path).lstrip("/").partition("/")
    if not bucket:
        return []  # STS, which needs no permission
    if key:
        action = {"GET": "GetObject", "HEAD": "GetObject", "DELETE": "DeleteObject"}.get(method, "PutObject")
        return [Need(f"s3:{action}", f"arn:aws:s3:::{bucket}/{key}")]
    if method not in ("GET", "HEAD"):
        raise UnknownPermissionError(f"{method} {target}: its IAM action is not known; add it to asked_needs()")
    prefix = parse_qs(parts.query).get("prefix", [""])[0]
    return [Need("s3:ListBucket", f"arn:aws:s3:::{bucket}", (("s3:prefix", prefix),))]
