"""AWS's refusals are injected, of S3 to the caller and of a job to its role; moto reads whether a policy allows it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
from common import BUCKET, USER, ended, new_trainer, permitted
from refusals import Refusal, answered
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.training.configs import InputData

NOTHING = {"Version": "2012-10-17", "Statement": []}
POLICY = json.loads("""
{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::meu-bucket-de-treino"},
    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::meu-bucket-de-treino/*"}
  ]
}
""")
OBJECT = f"arn:aws:s3:::{BUCKET}/dados/a.csv"
DATA = f"s3://{BUCKET}/dados/"


def refuse_caller(policy: dict[str, Any]) -> Callable[[dict[str, Any]], Refusal | None]:
    """Answer as S3 does to a caller with this policy who puts an object."""

    def answer(asked: dict[str, Any]) -> Refusal | None:
        if permitted(policy, "s3:PutObject", OBJECT):
            return None
        message = (
            f'User: {USER} is not authorized to perform: s3:PutObject on resource: "{OBJECT}" '
            "because no identity-based policy allows the s3:PutObject action"
        )
        return Refusal(403, "AccessDenied", message)

    return answer


def fail_job(policy: dict[str, Any]) -> Callable[[dict[str, Any]], dict[str, Any] | None]:
    """Describe a job as AWS does whose role has this policy: failed if it may not read the data."""

    def answer(asked: dict[str, Any]) -> dict[str, Any] | None:
        if permitted(policy, "s3:GetObject", OBJECT):
            return None
        return {
            "TrainingJobName": asked["TrainingJobName"],
            "TrainingJobArn": f"arn:aws:sagemaker:us-east-1:111122223333:training-job/{asked['TrainingJobName']}",
            "TrainingJobStatus": "Failed",
            "SecondaryStatus": "Failed",
            "FailureReason": (
                f"ClientError: Data download failed:Unable to download object s3://{BUCKET}/dados/a.csv "
                "(AccessDenied: Access Denied)"
            ),
        }

    return answer


def upload() -> None:
    """Put the data into the bucket."""
    Path("a.csv").write_text("1,2\n")
    Session().upload_data("a.csv", bucket=BUCKET, key_prefix="dados")


def train(policy: dict[str, Any]) -> str:
    """Train with a role that has this policy."""
    reader = new_trainer()
    with answered("sagemaker", "DescribeTrainingJob", fail_job(policy)):
        reader.train(input_data_config=[InputData(channel_name="train", data_source=DATA)])
    return ended(reader)


def wrong() -> None:
    """Upload without permission; train with a role without permission."""
    boto3.client("s3").create_bucket(Bucket=BUCKET)
    try:
        with answered("s3", "PutObject", refuse_caller(NOTHING)):
            upload()
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
    upload()
    train(NOTHING)


def right() -> dict[str, Any]:
    """Do both with the policy of the page."""
    with answered("s3", "PutObject", refuse_caller(POLICY)):
        upload()
    return {"status": train(POLICY), "policies": [POLICY]}
