"""An account in which things were left on, for the snippets that look for what still costs.

moto lists, stops and deletes endpoints, notebook instances, domains and clusters as it should: it keeps them. What it
lacks (apps, profiles, spaces, warm pools) is kept here. The account holds one of each that readers forget: a Canvas
app, a JupyterLab app and its space, an endpoint, a notebook instance, a warm pool. The rehearsal put them there, in the
Region that is asked first, and only once one of these operations is asked for, or warm pools are: a snippet that asks
for none has an empty account. Deleting and stopping change what is listed afterwards. Answers come in one page.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from rehearsal.wire.replies import ACCOUNT, Answer, Answers, client, refusal

STAND_IN = "example-account"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/SageMakerTreino"
IMAGE = f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/minha-imagem:1"
# Names that say the same in every language of the guide: readers meet them in what a snippet printed.
DOMAIN, PROFILE, SPACE, POOL = "0a1b2c3d4e5f", "ana", "jupyter-ana", "xgboost-1"
ENDPOINT, NOTEBOOK = "tutorial", "notebook-1"
OF_MOTO = {  # operation -> the client's method: moto answers these once the account holds something
    "ListDomains": "list_domains",
    "ListEndpoints": "list_endpoints",
    "DeleteEndpoint": "delete_endpoint",
    "ListNotebookInstances": "list_notebook_instances",
    "StopNotebookInstance": "stop_notebook_instance",
    "ListClusters": "list_clusters",
}
LIVE = ("InService", "Pending")

Item = dict[str, Any]


class Workspaces:
    """The account of one rehearsal."""

    STAND_IN = STAND_IN

    def __init__(self) -> None:
        self._region: str | None = None  # where the account holds something, once it was asked
        self._apps: list[Item] = []
        self._spaces: list[Item] = []
        self._profiles: list[Item] = []
        self._pool: Item = {}

    def answers(self) -> Answers:
        """Return the operations that look for what costs, and those that end it."""
        asked: dict[str, Answer] = {operation: _of_moto(method) for operation, method in OF_MOTO.items()}
        asked |= {
            "ListApps": lambda request, region: {"Apps": self._listed(self._apps, request, region)},
            "ListSpaces": lambda request, region: {"Spaces": self._listed(self._spaces, request, region)},
            "ListUserProfiles": lambda request, region: {"UserProfiles": self._listed(self._profiles, request, region)},
            "UpdateTrainingJob": self._update_training_job,
            "DeleteApp": self._delete_app,
            "DeleteSpace": self._delete_space,
        }
        return {("sagemaker", name): self._in_an_account(answer) for name, answer in asked.items()}

    def _in_an_account(self, answer: Answer) -> Answer:
        """Return the same answer, given once the account holds something."""

        def answered(request: Item, region: str) -> Item:
            self._hold(region)
            return answer(request, region)

        return answered

    def _hold(self, region: str) -> None:
        """Leave something on, unless that was done."""
        if self._region is None:
            self._region = region
            self._leave_on(region)

    def warm_pools(self, region: str, asked_for: bool) -> list[Item]:
        """Return the training jobs of the account whose machines are kept warm, as DescribeTrainingJob tells of them.

        Only who asks for warm pools finds one in an account that holds nothing yet.
        """
        if asked_for:
            self._hold(region)
        return [self._pool] if region == self._region else []

    def _leave_on(self, region: str) -> None:
        """Leave on what readers forget."""
        sagemaker, now = client("sagemaker", region), datetime.now(UTC)
        machine = {"InitialInstanceCount": 1, "InstanceType": "ml.m5.large", "VariantName": "unica"}
        sagemaker.create_model(ModelName=ENDPOINT, ExecutionRoleArn=ROLE, PrimaryContainer={"Image": IMAGE})
        sagemaker.create_endpoint_config(
            EndpointConfigName=ENDPOINT, ProductionVariants=[machine | {"ModelName": ENDPOINT}]
        )
        sagemaker.create_endpoint(EndpointName=ENDPOINT, EndpointConfigName=ENDPOINT)
        sagemaker.create_notebook_instance(NotebookInstanceName=NOTEBOOK, InstanceType="ml.t3.medium", RoleArn=ROLE)
        arn: str = sagemaker.create_domain(
            DomainName=DOMAIN,
            AuthMode="IAM",
            DefaultUserSettings={"ExecutionRole": ROLE},
            SubnetIds=["subnet-0example"],
            VpcId="vpc-0example",
        )["DomainArn"]
        in_domain = {"DomainId": arn.rpartition("/")[2], "Status": "InService"}
        app = in_domain | {"AppName": "default"}
        self._profiles = [in_domain | {"UserProfileName": PROFILE, "CreationTime": now - timedelta(days=90)}]
        self._spaces = [in_domain | {"SpaceName": SPACE, "CreationTime": now - timedelta(days=30)}]
        self._apps = [
            app | {"AppType": "Canvas", "UserProfileName": PROFILE, "CreationTime": now - timedelta(hours=50)},
            app | {"AppType": "JupyterLab", "SpaceName": SPACE, "CreationTime": now - timedelta(hours=26)},
        ]
        ended = now - timedelta(minutes=20)
        self._pool = {
            "TrainingJobName": POOL,
            "TrainingJobArn": f"arn:aws:sagemaker:{region}:{ACCOUNT}:training-job/{POOL}",
            "CreationTime": ended - timedelta(minutes=15),
            "LastModifiedTime": ended,
            "TrainingEndTime": ended,
            "TrainingJobStatus": "Completed",
            "SecondaryStatus": "Completed",
            "AlgorithmSpecification": {"TrainingImage": IMAGE, "TrainingInputMode": "File"},
            "ModelArtifacts": {"S3ModelArtifacts": f"s3://exemplo/{POOL}/output/model.tar.gz"},
            "OutputDataConfig": {"S3OutputPath": "s3://exemplo"},
            "ResourceConfig": {
                **{"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 30},
                "KeepAlivePeriodInSeconds": 60 * 60,
            },
            "RoleArn": ROLE,
            "StoppingCondition": {"MaxRuntimeInSeconds": 60 * 60},
            "WarmPoolStatus": {"Status": "Available", "ResourceRetainedBillableTimeInSeconds": 20 * 60},
        }

    def _listed(self, items: list[Item], request: Mapping[str, Any], region: str) -> list[Item]:
        """Return the items of a Region that a List request asks for, by its members that end in Equals."""
        asked = {name.removesuffix("Equals"): value for name, value in request.items() if name.endswith("Equals")}
        found = items if region == self._region else []
        return [item for item in found if all(item.get(name) == value for name, value in asked.items())]

    def _update_training_job(self, request: Item, region: str) -> Item:
        if region != self._region or request["TrainingJobName"] != POOL:
            raise refusal("ValidationException", "Requested resource not found.", "UpdateTrainingJob")
        if request.get("ResourceConfig", {}).get("KeepAlivePeriodInSeconds") == 0:
            self._pool["WarmPoolStatus"]["Status"] = "Terminated"
        return {"TrainingJobArn": self._pool["TrainingJobArn"]}

    def _delete_app(self, request: Item, region: str) -> Item:
        for app in self._apps if region == self._region else []:
            if app["Status"] in LIVE and request.items() <= app.items():
                app["Status"] = "Deleting"
                return {}
        raise refusal("ResourceNotFound", "Requested resource not found.", "DeleteApp")

    def _delete_space(self, request: Item, region: str) -> Item:
        for space in self._spaces if region == self._region else []:
            if request.items() <= space.items():
                if any(app.get("SpaceName") == space["SpaceName"] and app["Status"] in LIVE for app in self._apps):
                    raise refusal("ResourceInUse", "The space has an app that runs.", "DeleteSpace")
                space["Status"] = "Deleting"
                return {}
        raise refusal("ResourceNotFound", "Requested resource not found.", "DeleteSpace")


def _of_moto(method: str) -> Answer:
    """Return an answer that moto gives."""
    return lambda request, region: getattr(client("sagemaker", region), method)(**request)
