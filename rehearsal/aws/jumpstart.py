"""The JumpStart hub, stood in for: model cards written here, and jobs that are accepted and never run.

The SDK reads a model's card with DescribeHubContent, and from S3 the recipe that the card names. Both are written in
this module, as small as the SDK's parsers allow, and nothing in them is AWS's: their image and every S3 address lie in
an account and a bucket that say so, their version is 0.0.0, and they set no hyperparameter. What the SDK makes of
them, the request, is real. AWS's own image and code cannot be had, so a job that needs them, or that has no image at
all (serverless), is an `AcceptedJob`: its request is checked and kept, and nothing is trained or pretended.

A serverless job also looks for the account's MLflow App; here the account has none.
"""

import json
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from rehearsal.machine.contract import NotRehearsedError
from rehearsal.wire.replies import FROM_A_CARD, Answers, client, refusal
from rehearsal.words import say

STAND_IN = "hub-written-here"
HUB = "SageMakerPublicHub"
MOST_LOOKS = 2  # DescribeTrainingJob answers about a job that never runs; who looks more often is waiting for it

GATED, OPEN = True, False
MODELS = {  # the models that have a card here -> whether their licence must be accepted first
    "huggingface-llm-qwen2-5-7b-instruct": OPEN,
    "lightgbm-classification-model": OPEN,
    "meta-textgeneration-llama-3-2-1b-instruct": GATED,
}
OPTIONS = {  # what a recipe lets the reader set; none has a default here
    "data_path": {"type": "string"},
    "learning_rate": {"type": "float"},
    "max_epochs": {"type": "integer"},
    "model_name_or_path": {"type": "string"},
    "output_path": {"type": "string"},
    "validation_data_path": {"type": "string"},
}
RECIPE = """\
run:
  model_type: llm_finetuning_aws
  model_name_or_path: "{{model_name_or_path}}"
  output_path: "{{output_path}}"
training_config:
  learning_rate: "{{learning_rate}}"
  max_epochs: "{{max_epochs}}"
  train_files: "{{data_path}}"
  val_files: "{{validation_data_path}}"
"""


def answers() -> Answers:
    """Return what the SDK reads before it asks for a job."""
    return {
        ("sagemaker", "DescribeHubContent"): _describe,
        ("sagemaker", "ListMlflowApps"): lambda request, region: {"Summaries": []},
    }


def card(name: str, region: str) -> dict[str, Any]:
    """Return the card of a model: what the SDK's HubContentDocument requires, and one recipe."""
    image, folder = f"000000000000.dkr.ecr.{region}.amazonaws.com/{FROM_A_CARD}:0", f"s3://{FROM_A_CARD}/{name}"
    recipe = {
        "Type": "FineTuning",
        "CustomizationTechnique": "SFT",
        "Peft": "LORA",
        "SmtjImageUri": image,
        "SmtjRecipeTemplateS3Uri": f"{folder}/receita.yaml",
        "SmtjOverrideParamsS3Uri": f"{folder}/opcoes.json",
    }
    return {
        "Url": "",
        "ModelTypes": ["OPEN_WEIGHTS"],
        "Capabilities": [],
        "TrainingSupported": True,
        "IncrementalTrainingSupported": False,
        "GatedBucket": MODELS[name],
        "HostingEulaUri": f"{folder}/licenca.txt",
        "Hyperparameters": [],
        "TrainingEcrUri": image,
        "TrainingScriptUri": f"{folder}/codigo.tar.gz",
        "TrainingArtifactUri": f"{folder}/pesos/",
        "TrainingInstanceTypeVariants": {"Variants": {}},
        "RecipeCollection": [recipe],
    }


def _describe(request: dict[str, Any], region: str) -> dict[str, Any]:
    name, kind = request["HubContentName"], request["HubContentType"]
    if request["HubName"] != HUB or kind != "Model" or name not in MODELS:
        only = say("jumpstart.only_cards", models=", ".join(MODELS), hub=HUB)
        message = f"Hub content {name} does not exist. ({only})"
        raise refusal("ResourceNotFound", message, "DescribeHubContent")
    document = card(name, region)
    _upload(name, document)
    hub = f"arn:aws:sagemaker:{region}:aws:hub/{HUB}"
    return {
        "HubContentName": name,
        "HubContentArn": f"arn:aws:sagemaker:{region}:aws:hub-content/{HUB}/Model/{name}/0.0.0",
        "HubContentVersion": "0.0.0",
        "HubContentType": "Model",
        "DocumentSchemaVersion": "1.0.0",
        "HubName": HUB,
        "HubArn": hub,
        "HubContentDocument": json.dumps(document),
        "HubContentStatus": "Available",
        "CreationTime": datetime(2026, 1, 1, tzinfo=UTC),
    }


def _upload(name: str, document: Mapping[str, Any]) -> None:
    """Put an object at every S3 address of the card: the recipe with its options, and for the rest their name."""
    s3 = client("s3", "us-east-1")
    s3.create_bucket(Bucket=FROM_A_CARD)
    texts = {"receita.yaml": RECIPE, "opcoes.json": json.dumps(OPTIONS)}
    for part in ("receita.yaml", "opcoes.json", "codigo.tar.gz", "pesos/LEIA-ME"):
        s3.put_object(Bucket=FROM_A_CARD, Key=f"{name}/{part}", Body=texts.get(part, part).encode())


def only_in_aws(request: Mapping[str, Any]) -> bool:
    """Tell whether a CreateTrainingJob request needs what only AWS has: no image at all, or one from a card."""
    return "ServerlessJobConfig" in request or FROM_A_CARD in json.dumps(request)


class AcceptedJob:
    """A training job whose request is sound and which cannot be run here: it stays at its first state.

    `refused` is why AWS would fail it, if its role lacks something: then it is told as failed.
    """

    def __init__(self, request: Mapping[str, Any], arn: str, region: str, refused: str | None = None) -> None:
        self.request, self.arn, self.region, self.refused = request, arn, region, refused
        self.name: str = request["TrainingJobName"]
        self.stop = threading.Event()
        self._created = datetime.now(UTC)
        self._looks = 0

    def description(self) -> dict[str, Any]:
        """Return what DescribeTrainingJob answers right after the creation.

        Raises NotRehearsedError for a launch file that waits for the job to end.
        """
        self._looks += 1
        if self._looks > MOST_LOOKS and not self.refused:
            raise NotRehearsedError(say("jumpstart.waiting", name=self.name))
        return self.listed()

    def listed(self) -> dict[str, Any]:
        """Return the same for who only lists it."""
        state, secondary = ("Stopped", "Stopped") if self.stop.is_set() else ("InProgress", "Starting")
        if self.refused:
            state, secondary = "Failed", "Failed"
        return {name: value for name, value in self.request.items() if name != "Tags"} | {
            "TrainingJobArn": self.arn,
            "TrainingJobStatus": state,
            "SecondaryStatus": secondary,
            "CreationTime": self._created,
            "LastModifiedTime": self._created,
            **({"FailureReason": self.refused} if self.refused else {}),
        }
