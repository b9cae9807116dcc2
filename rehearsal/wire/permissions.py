"""Least privilege, computed from a run: what whoever runs the snippet must be allowed, and what the job's role must.

The caller's policy has one action for each operation that the snippet and the SDK called, on the resources that they
named. The role's policy comes from the requests that pass it to SageMaker: the actions that the developer guide lists
for such a role (How to use SageMaker AI execution roles), on this request's own buckets, keys, image and log group,
and what the job's program asked of S3. What one run cannot know is not in them: deny rules, bucket policies, limits.

Names that change from run to run are stars. A star alone stands only where AWS has no finer resource. What is not
known here is an error that names it: an operation whose action is unknown, an S3 address that the role could not
reach. A member of the request for which the guide lists no action of the role is named under "beyond".
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import botocore.handlers
from botocore.model import OperationModel

from rehearsal.machine.storage import split_uri
from rehearsal.wire.actions import (
    EVERYTHING,
    OURS,
    PULL,
    QUEUED,
    SERVICE,
    Need,
    UnknownPermissionError,
    asked_needs,
    call_needs,
)
from rehearsal.wire.encryption import Keys
from rehearsal.wire.handed_on import PASSES_A_ROLE, besides, jobs_of, of_a_schedule, trusting
from rehearsal.wire.replies import FROM_A_CARD, OWN

VERSION = "2012-10-17"


def trust(*services: str) -> dict[str, Any]:
    """Return the policy of a role that these services may assume."""
    principal = {"Service": services[0] if len(services) == 1 else sorted(services)}
    return {
        "Version": VERSION,
        "Statement": [{"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}],
    }


TRUST = trust(SERVICE)
VPC = (
    "CreateNetworkInterface",
    "CreateNetworkInterfacePermission",
    "DeleteNetworkInterface",
    "DeleteNetworkInterfacePermission",
    "DescribeDhcpOptions",
    "DescribeNetworkInterfaces",
    "DescribeSecurityGroups",
    "DescribeSubnets",
    "DescribeVpcs",
)
CODE = "sagemaker_submit_directory"  # the hyperparameter with the address of the script, in a search
ECR = re.compile(r"(?P<registry>\d+)\.dkr\.ecr\.(?P<region>[\w-]+)\.amazonaws\.com/(?P<name>[^:@]+)")
# The members of a job's request whose permissions are in this module, or that need none.
UNDERSTOOD = {
    "AlgorithmSpecification", "AutoMLComputeConfig", "AutoMLJobInputDataConfig", "AutoMLJobName", "AutoMLJobObjective",
    "AutoMLProblemTypeConfig", "CheckpointConfig", "DataSplitConfig", "DebugHookConfig", "DefinitionName",
    "EnableInterContainerTrafficEncryption", "EnableManagedSpotTraining", "EnableNetworkIsolation", "Environment",
    "HyperParameterRanges", "HyperParameters", "InputDataConfig", "ModelPackageConfig", "OutputDataConfig",
    "ProfilerConfig", "ResourceConfig", "RetryStrategy", "RoleArn", "SecurityConfig", "ServerlessJobConfig",
    "StaticHyperParameters", "StoppingCondition", "Tags", "TensorBoardOutputConfig", "TrainingJobName",
    "TuningObjective", "VpcConfig",
}  # fmt: skip

Policy = dict[str, Any]
Request = Mapping[str, Any]


@dataclass
class Calls:
    """Listens to every call of AWS in this process except the rehearsal's own; a repeated one is kept once."""

    seen: list[dict[str, Any]] = field(default_factory=list)

    def install(self) -> None:
        """Listen to every client created from now on."""
        botocore.handlers.BUILTIN_HANDLERS.append(("before-parameter-build", self._before_build))

    def _before_build(
        self, model: OperationModel, params: Mapping[str, Any], context: Mapping[str, Any], **_: Any
    ) -> None:
        if OWN in context:
            return
        named = {name: value for name, value in params.items() if name != "Body"}  # what travels in it names nothing
        parameters = json.loads(json.dumps(named, default=str))
        service, region = model.service_model.service_name, context["client_region"]
        call = {"service": service, "operation": model.name, "region": region, "parameters": parameters}
        if call not in self.seen:
            self.seen.append(call)


def role_needs(call: Mapping[str, Any], account: str) -> tuple[list[Need], list[str]]:
    """Return what the role must be allowed that a request passes to SageMaker, and the members beyond the guide.

    Args:
        call: ``operation``, ``region`` and ``parameters`` of the request, as ``Calls`` keeps them.
        account: twelve digits.

    Raises:
        UnknownPermissionError: when the request names an address in S3 that none of these actions reaches.

    Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html (read 2026-11-28); for a model of a
    hub and for what is registered, sagemaker 3.27.0, sagemaker/core/helper/iam_policies.py, role type "training".
    """
    region, parameters, jobs = call["region"], call["parameters"], jobs_of(call)
    found = [Need("cloudwatch:PutMetricData", EVERYTHING, (("cloudwatch:namespace", "/aws/sagemaker/*"),))]
    if call["operation"] == "CreateAutoMLJobV2":
        found += _automl(parameters, region, account)
    for job in jobs:
        found += (
            _logs(region, account) + list(_data(job)) + list(_image(job, region, account)) + list(_keys_and_vpc(job))
        )
        found += _serverless(job, region, account)
    found += besides(call, account)
    for place, address in (each for job in jobs for each in _addresses(job, call["operation"])):
        resource = "arn:aws:s3:::" + "/".join(split_uri(address))
        reached = (need.resource for need in found if need.action.endswith("Object"))
        if not any(covers(each, resource) or each.startswith(f"{resource.rstrip('/')}/") for each in reached):
            raise UnknownPermissionError(f"{place}: no action of the role reaches {address}; add it to permissions.py")
    return found, sorted({name for job in jobs for name in job if name not in UNDERSTOOD})


def _logs(region: str, account: str, group: str = "TrainingJobs") -> list[Need]:
    names = ("CreateLogGroup", "CreateLogStream", "DescribeLogStreams", "PutLogEvents")
    return [
        Need(f"logs:{name}", f"arn:aws:logs:{region}:{account}:log-group:/aws/sagemaker/{group}:*") for name in names
    ]


def _on(address: str, *actions: str, below: str | None = None) -> list[Need]:
    """Return the needs for the objects whose keys begin with an address, and for listing them if they are read."""
    bucket, key = split_uri(address)
    key = key if below is None else f"{key.rstrip('/')}/{below}"
    found = [Need(f"s3:{action}", f"arn:aws:s3:::{bucket}/{key}*") for action in actions]
    listing = Need("s3:ListBucket", f"arn:aws:s3:::{bucket}", (("s3:prefix", f"{key}*"),))
    return [*found, listing] if "GetObject" in actions else found


def _data(job: Request) -> Iterator[Need]:
    for channel in [*(job.get("InputDataConfig") or []), *(job.get("AutoMLJobInputDataConfig") or [])]:
        source = channel["DataSource"].get("S3DataSource") or {}
        if source.get("S3DataType") != "S3Prefix":
            raise UnknownPermissionError(f"channel {channel.get('ChannelName')}: only S3 prefixes are known here")
        yield from _on(source["S3Uri"], "GetObject")
    if output := job.get("OutputDataConfig"):
        # A job writes below its name. A search names its jobs itself.
        name = job.get("TrainingJobName")
        yield from _on(output["S3OutputPath"], "PutObject", below=f"{name}/" if name else "")
    if checkpoints := job.get("CheckpointConfig"):
        yield from _on(checkpoints["S3Uri"], "GetObject", "PutObject", "DeleteObject")
    for name in ("DebugHookConfig", "TensorBoardOutputConfig", "ProfilerConfig"):
        if address := (job.get(name) or {}).get("S3OutputPath"):
            yield from _on(address, "PutObject")
    # An address that the program is given is the program's to use; its own code it only reads.
    given = [job.get("Environment"), job.get("HyperParameters"), job.get("StaticHyperParameters")]
    given.append((job.get("AlgorithmSpecification") or {}).get("ContainerArguments"))
    for place, address in _addresses(given, ""):
        yield from _on(address, *(("GetObject",) if place.endswith(CODE) else ("GetObject", "PutObject")))


def _image(job: Request, region: str, account: str) -> Iterator[Need]:
    algorithm = job.get("AlgorithmSpecification") or {}
    if image := algorithm.get("TrainingImage"):
        named = ECR.match(image)
        if not named:
            raise UnknownPermissionError(f"{image}: only images in ECR are known here")
        yield Need("ecr:GetAuthorizationToken", EVERYTHING)
        for action in PULL:
            yield Need(f"ecr:{action}", "arn:aws:ecr:{region}:{registry}:repository/{name}".format(**named.groupdict()))
    if algorithm.get("AlgorithmName"):
        yield Need("sagemaker:DescribeAlgorithm", OURS.format(region=region, account=account) + "algorithm/*")


def _keys_and_vpc(job: Request) -> Iterator[Need]:
    security = job.get("SecurityConfig") or {}  # where an AutoML job has the key of its disks and its network
    if key := (job.get("OutputDataConfig") or {}).get("KmsKeyId"):
        # The guide has Encrypt; S3 asks for the other two of whoever writes in parts, as a large model is written.
        yield from (Need(f"kms:{action}", key) for action in ("Encrypt", "GenerateDataKey", "Decrypt"))
    if key := (job.get("ResourceConfig") or security).get("VolumeKmsKeyId"):
        yield from (Need(f"kms:{action}", key) for action in ("CreateGrant", "DescribeKey"))
    if job.get("VpcConfig") or security.get("VpcConfig"):
        # The guide: no condition and no resource here, or the checks when the job is created fail.
        yield from (Need(f"ec2:{action}", EVERYTHING) for action in VPC)


def _serverless(job: Request, region: str, account: str) -> list[Need]:
    """Return what SageMaker does in the role's name where the model comes from a hub and is registered at the end.

    The hub is AWS's, or one's own: the account is left open, as the SDK's policy leaves it.
    """
    own, hub = OURS.format(region=region, account=account), f"arn:aws:sagemaker:{region}:*:hub"
    group, version = f"{own}model-package-group/*", f"{own}model-package/*"
    of_a_hub = {
        "DescribeHub": [f"{hub}/*"],
        "DescribeHubContent": [f"{hub}/*", f"{hub}-content/*/Model/*"],  # * also takes the version in
        "ListHubContents": [f"{hub}/*"],
        "ListHubs": [EVERYTHING],
    }
    of_a_package = {
        **{name: [group, version] for name in ("AddTags", "CreateModelPackage")},
        **{name: [group] for name in ("CreateModelPackageGroup", "DescribeModelPackageGroup")},
        **{name: [version] for name in ("DescribeModelPackage", "ListModelPackages", "UpdateModelPackage")},
    }
    asked = of_a_hub if "ServerlessJobConfig" in job else {}
    asked |= of_a_package if "ModelPackageConfig" in job else {}
    return [Need(f"sagemaker:{name}", place) for name, places in asked.items() for place in places]


def _automl(parameters: Request, region: str, account: str) -> list[Need]:
    """Return what the guide adds for AutoML, which trains with AWS's own images and tries its models on endpoints.

    Its later jobs read what the earlier ones wrote.
    """
    own = OURS.format(region=region, account=account)
    found = [Need("iam:PassRole", parameters["RoleArn"], (("iam:PassedToService", SERVICE),))]
    found += _on(parameters["OutputDataConfig"]["S3OutputPath"], "GetObject", below="")
    for kind, place in {"Model": "model/*", "EndpointConfig": "endpoint-config/*", "Endpoint": "endpoint/*"}.items():
        actions = (f"Create{kind}", f"Describe{kind}", f"Delete{kind}", "ListTags")
        found += [Need(f"sagemaker:{action}", f"{own}{place}") for action in actions]
    found += [Need("sagemaker:CreateEndpoint", f"{own}endpoint-config/*")]
    found += [Need("sagemaker:InvokeEndpoint", f"{own}endpoint/*")]
    found += [Need("ecr:GetAuthorizationToken", EVERYTHING)]
    found += [Need(f"ecr:{action}", f"arn:aws:ecr:{region}:*:repository/*") for action in PULL]
    return found + _logs(region, account, "*")


def _addresses(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield every S3 address in a request, with its place."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _addresses(part, f"{place}.{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _addresses(part, f"{place}[{number}]")
    elif isinstance(value, str) and value.startswith("s3://"):
        yield place, value


def covers(pattern: str, resource: str) -> bool:
    """Tell whether a pattern of IAM, in which * is anything, covers a resource or a narrower pattern."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), resource, re.DOTALL) is not None


def policy(needs: Iterable[Need]) -> Policy:
    """Return the policy that allows these needs and nothing else, its statements in the order of the actions.

    Reading a/x* and a/x/y*, writing a/x*, and listing a below x and below x/y (a condition) are two statements:
    s3:GetObject and s3:PutObject on a/x*, and s3:ListBucket on a where s3:prefix is like x*.
    """
    statements = []
    for (_, condition, resources), actions in sorted(_by_resource(_narrow_conditions(needs)).items()):
        statement: dict[str, Any] = {"Effect": "Allow", "Action": sorted(actions), "Resource": list(resources)}
        if condition != "{}":
            statement["Condition"] = {"StringLike" if "*" in condition else "StringEquals": json.loads(condition)}
        statements.append(statement)
    return {"Version": VERSION, "Statement": statements}


def _narrow_conditions(needs: Iterable[Need]) -> dict[tuple[str, str], str]:
    """Return the condition of each action on each resource, as JSON so that equal ones can be found.

    It has the keys that every need of this action on this resource has, each with the widest of its values.
    """
    contexts: dict[tuple[str, str], list[dict[str, str]]] = {}
    for need in needs:
        contexts.setdefault((need.action, need.resource), []).append(dict(need.context))
    conditions = {}
    for allowed, given in contexts.items():
        keys = sorted(set(given[0]).intersection(*given[1:]))
        conditions[allowed] = json.dumps({key: _widest({context[key] for context in given}) for key in keys})
    return conditions


def _by_resource(conditions: Mapping[tuple[str, str], str]) -> dict[tuple[str, str, tuple[str, ...]], list[str]]:
    """Return the actions of each service that are allowed under the same condition on the same, widest, resources."""
    resources: dict[tuple[str, str], set[str]] = {}
    for (action, resource), condition in conditions.items():
        resources.setdefault((action, condition), set()).add(resource)
    actions: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for (action, condition), named in resources.items():
        service = action.partition(":")[0]
        actions.setdefault((service, condition, tuple(_widest(named))), []).append(action)
    return actions


def _widest(patterns: set[str]) -> list[str]:
    """Return the patterns that no other of them covers, sorted."""
    return sorted(one for one in patterns if not any(covers(other, one) for other in patterns - {one}))


def documents(
    calls: Iterable[Mapping[str, Any]], asked: Iterable[tuple[str, str]], account: str, varying: Iterable[str]
) -> dict[str, Any]:
    """Return the policies of a run as data: "caller"; "role" and "trust" if it passes a role; "beyond" if need be.

    Args:
        calls: normalised, as ``Calls`` keeps them.
        asked: the job's own requests to S3, as (method, /bucket/key?query).
        account: twelve digits.
        varying: what stands in calls for the names that change from run to run.

    Raises:
        UnknownPermissionError: when it is not known what a call needs.
    """
    calls, varying = list(calls), list(varying)
    keys = Keys()
    callers = [_real(need) for call in calls for need in [*call_needs(call, account), *keys.needs(call)]]
    of_role: list[Need] = []
    beyond: set[str] = set()
    for call in calls:
        if call["operation"] in PASSES_A_ROLE:
            found, unknown = role_needs(call, account)
            of_role += found
            beyond |= set(unknown)
        of_role += of_a_schedule(call)
    if of_role:
        of_role += [need for method, target in asked for need in asked_needs(method, target)] + keys.of_a_job()
    made: dict[str, Any] = {"caller": policy(need._replace(resource=_cut(need.resource, varying)) for need in callers)}
    if of_role:
        services = {service for call in calls if (service := trusting(call))}
        made |= {"role": policy(_starred(_real(need), varying) for need in of_role), "trust": trust(*services)}
    return made | ({"beyond": sorted(beyond)} if beyond else {})


def _real(need: Need) -> Need:
    """Return a need as AWS's own bucket has it: of a card written here not even the keys are AWS's."""
    bucket = f"arn:aws:s3:::{FROM_A_CARD}"
    if need.resource == bucket:
        return need._replace(context=())
    return need._replace(resource=f"{bucket}/*") if need.resource.startswith(f"{bucket}/") else need


def _cut(resource: str, varying: Iterable[str]) -> str:
    """Return a resource up to the first name that changes, then a star; all streams for a call that lists streams."""
    found = [resource.find(name) for name in varying if name in resource]
    found += [resource.find(QUEUED) + len(QUEUED)] if QUEUED in resource else []
    if found:
        return resource[: min(found)] + "*"
    return resource.removesuffix("log-stream:") + "*" if resource.endswith(":log-stream:") else resource


def _starred(need: Need, varying: Iterable[str]) -> Need:
    """Return a need with a star for each name that changes."""
    text = json.dumps(need)
    for name in varying:
        text = text.replace(name, "*")
    action, resource, context = json.loads(re.sub(r"\*+", "*", text))
    return Need(action, resource, tuple((key, value) for key, value in context))
