"""Requests that break no rule, and pieces of them: what the cases of the rules change one thing of."""

import copy
from typing import Any

from tests.rehearsal.rehearsing import asked_for, channel
from tests.rehearsal.test_searches import asked as search

TRAIN, SEARCH, PROCESS = "CreateTrainingJob", "CreateHyperParameterTuningJob", "CreateProcessingJob"
ECR = "dkr.ecr.us-east-1.amazonaws.com"
XGBOOST = f"683313688378.{ECR}/sagemaker-xgboost:3.2-0"
DEEPAR = f"522234722520.{ECR}/forecasting-deepar:1"
PICTURES = f"811284229777.{ECR}/image-classification:1"
LINEAR = f"382416733822.{ECR}/linear-learner:1"
ML = "/opt/ml/processing"

IMAGE = asked_for()["AlgorithmSpecification"]
MACHINE = asked_for()["ResourceConfig"]
MINE = {"MetricDefinitions": [{"Name": "minha", "Regex": "minha=([0-9.]+)"}]}
SPOT = {"EnableManagedSpotTraining": True}
GROUPS = {"InstanceGroups": [{"InstanceType": "ml.m5.large", "InstanceCount": 1, "InstanceGroupName": "a"}]}
PREFERRED = {"InstancePreferences": [{"InstanceType": "ml.m5.large", "InstanceCount": 1}], "VolumeSizeInGB": 10}
KEY = {"VolumeKmsKeyId": "alias/chave"}
EFS = {
    "ChannelName": "files",
    "DataSource": {
        "FileSystemDataSource": {
            "FileSystemId": "fs-0123456789a",
            "FileSystemAccessMode": "ro",
            "FileSystemType": "EFS",
            "DirectoryPath": "/d",
        }
    },
}
VPC = {"VpcConfig": {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}}
WHOLE = {"Name": "depth", "MinValue": "2", "MaxValue": "6"}


def image(uri: str, **more: Any) -> dict[str, Any]:
    return {"AlgorithmSpecification": {"TrainingImage": uri, "TrainingInputMode": "File", **more}}


def times(run: int | None, wait: int | None) -> dict[str, Any]:
    said = {"MaxRuntimeInSeconds": run, "MaxWaitTimeInSeconds": wait}
    return {"StoppingCondition": {name: value for name, value in said.items() if value is not None}}


def of_group(name: str) -> dict[str, Any]:
    made = channel(name, f"s3://b/{name}")
    made["DataSource"]["S3DataSource"]["InstanceGroupNames"] = ["a"]
    return made


def searched(job: dict[str, Any] | None = None, ranges: dict[str, Any] | None = None, **config: Any) -> dict[str, Any]:
    """A sound search, with changes of its jobs, of its ranges and of the rest of its configuration."""
    made = copy.deepcopy(search())
    made["TrainingJobDefinition"] |= job or {}
    made["HyperParameterTuningJobConfig"] |= config | ({"ParameterRanges": ranges} if ranges is not None else {})
    return made


def processed(**changes: Any) -> dict[str, Any]:
    """A sound CreateProcessingJob request, with changes of its members."""
    made = {
        "ProcessingJobName": "ensaio",
        "RoleArn": asked_for()["RoleArn"],
        "AppSpecification": {"ImageUri": f"683313688378.{ECR}/sagemaker-scikit-learn:1.9-0"},
        "ProcessingResources": {
            "ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 10}
        },
    }
    return made | {
        key: {**made.get(key, {}), **value} if key == "AppSpecification" else value for key, value in changes.items()
    }


def read_from(name: str, folder: str) -> dict[str, Any]:
    return {"InputName": name, "S3Input": {"S3Uri": "s3://b/p", "LocalPath": folder, "S3DataType": "S3Prefix"}}


def table(metric: str | None, kind: str | None) -> dict[str, Any]:
    """A CreateAutoMLJobV2 request for a table."""
    job: dict[str, Any] = {"TargetAttributeName": "y", **({"ProblemType": kind} if kind else {})}
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://b/p"}}
    return {
        "AutoMLJobName": "ensaio",
        "AutoMLJobInputDataConfig": [{"ChannelType": "training", "DataSource": source}],
        "OutputDataConfig": {"S3OutputPath": "s3://b/s"},
        "AutoMLProblemTypeConfig": {"TabularJobConfig": job},
        "RoleArn": asked_for()["RoleArn"],
        **({"AutoMLJobObjective": {"MetricName": metric}} if metric else {}),
    }


def train(wrong: dict[str, Any], right: dict[str, Any]) -> tuple[str, dict[str, Any], dict[str, Any]]:
    return TRAIN, asked_for(**wrong), asked_for(**right)
