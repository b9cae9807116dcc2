"""What stands in the published policies for something of the reader's own, and the template's parameter for each.

The first ones are those of the example account in which every snippet is rehearsed; the rest are what the guide wrote
where only the reader's account, or AWS, has the real one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Placeholder:
    """A text in the documents, the template's name for it, and what CloudFormation is told of that parameter."""

    text: str
    name: str
    description: str = ""
    default: str | None = None
    pattern: str = ".+"

    @property
    def parameter(self) -> dict[str, str]:
        """The parameter as a template declares it; one of CloudFormation's own, with ``::``, is not declared."""
        default = {} if self.default is None else {"Default": self.default}
        return {"Type": "String", "Description": self.description, **default, "AllowedPattern": self.pattern}


# In the order in which they are put in: a text before another one that is part of it.
PLACEHOLDERS = (
    Placeholder(
        "sagemaker-us-east-1-111122223333",
        "Bucket",
        "The bucket; the SDK's default one is sagemaker-REGION-ACCOUNT",
        pattern="[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
    ),
    Placeholder(
        "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "KeyArn",
        "The ARN of your KMS key",
        pattern="arn:aws[a-z-]*:kms:.+:key/.+",
    ),
    Placeholder(
        "arn:aws:sagemaker:us-east-1:111122223333:mlflow-app/app-ABCDEFGHIJKL",
        "MlflowAppArn",
        "The ARN of your MLflow App",
        pattern="arn:aws[a-z-]*:sagemaker:.+:mlflow-app/.+",
    ),
    Placeholder(
        "arn:aws:ecr:us-east-1:000000000000:repository/ficha-de-ensaio",
        "ModelImageRepositoryArn",
        "The ARN of the ECR repository of the model's image, which is in the request that your first job sends",
        pattern="arn:aws[a-z-]*:ecr:.+:repository/.+",
    ),
    Placeholder("ficha-de-ensaio", "ModelBucket", "The bucket of AWS in which the model's files are"),
    Placeholder("your-role", "CallerRole", "The role with which you run the snippet: its name, after its path if any"),
    Placeholder("us-east-1", "Region", "The Region of the job", "us-east-1", "[a-z0-9-]+"),
    *(
        Placeholder(
            registry,
            "ImageRegistry",
            "The account of AWS that holds the image in your Region: the number in what image_uris.retrieve returns",
            registry,
            "[0-9]{12}",
        )
        for registry in ("683313688378", "763104351884")  # those of us-east-1
    ),
    Placeholder("111122223333", "AWS::AccountId"),
)
# Stands for nothing in the documents: a folder that the reader may put before every key.
PREFIX = Placeholder(
    "", "Prefix", "A folder in the bucket, with / at its end, below which all is kept; empty for none", "", "([^/].*/)?"
)


def found_in(permissions: Mapping[str, Any]) -> list[Placeholder]:
    """Return the placeholders whose text stands in some documents."""
    text = json.dumps(permissions)
    return [each for each in PLACEHOLDERS if each.text in text]
