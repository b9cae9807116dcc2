"""The rehearsal refuses as AWS does, in AWS's words; the bucket is moto's."""

import boto3
from common import ended, new_trainer
from sagemaker.core.training.configs import InputData

PLACE = "balde-de-dados"


def train(uri: str) -> str:
    """Train on what lies at an address."""
    reader = new_trainer()
    reader.train(input_data_config=[InputData(channel_name="train", data_source=uri)])
    return ended(reader)


def wrong() -> None:
    """Name a prefix that is not quite the one with the data."""
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket=PLACE)
    s3.put_object(Bucket=PLACE, Key="dados/treino/a.csv", Body=b"1,2\n")
    train(f"s3://{PLACE}/dados/treinamento/")


def right() -> dict[str, str]:
    """Look at what lies there, and name it."""
    bucket, prefix = PLACE, "dados/treino/"
    found = boto3.client("s3").list_objects_v2(Bucket=bucket, Prefix=prefix)
    print(found["KeyCount"], [item["Key"] for item in found.get("Contents", [])])
    return {"status": train(f"s3://{bucket}/{prefix}"), "objects": found["KeyCount"]}
