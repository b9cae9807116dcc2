"""A launch file that reads what has long been in S3 finds what the reader put there, and any profile that it names."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rehearsal.command import arguments
from rehearsal.words import say
from tests.rehearsal.rehearsing import Rehearsal, said

Rehearse = Callable[..., Rehearsal]
READS = """\
import boto3

session = boto3.Session(profile_name="producao")
s3 = session.client("s3")
for item in s3.list_objects_v2(Bucket="dados-da-equipe")["Contents"]:
    print(item["Key"], s3.get_object(Bucket="dados-da-equipe", Key=item["Key"])["Body"].read().decode())
session.client("s3").get_object(Bucket="de-outra-equipe", Key="a")
"""


def test_what_is_given_lies_at_its_address_and_another_bucket_is_told_how_to_give(
    tmp_path: Path, rehearse: Rehearse
) -> None:
    (tmp_path / "lancar.py").write_text(READS)
    (tmp_path / "dados/ano").mkdir(parents=True)
    (tmp_path / "dados/ano/a.csv").write_text("1,2")
    (tmp_path / "b.csv").write_text("3")
    bucket = "s3://dados-da-equipe"
    given = [f"{bucket}/entrada/={tmp_path / 'dados'}", f"{bucket}/outra/b.csv={tmp_path / 'b.csv'}"]
    done = rehearse(str(tmp_path / "lancar.py"), *(word for seed in given for word in ("--s3", seed)))
    assert done.report["output"].split() == ["entrada/ano/a.csv", "1,2", "outra/b.csv", "3"]
    assert "seeded-s3" in done.report["stand_ins"]
    assert done.code == 1
    assert say("launch.to_do", what=say("advice.bucket")) in done.stderr


ELSEWHERE = """\
import tarfile
import time
from pathlib import Path

import boto3

Path("treino.py").write_text("open('/opt/ml/model/m', 'w')")
with tarfile.open("codigo.tar.gz", "w:gz") as packed:
    packed.add("treino.py")
s3, sagemaker = (boto3.client(name, "eu-north-1") for name in ("s3", "sagemaker"))
s3.upload_file("codigo.tar.gz", "dados-da-equipe", "codigo.tar.gz")
data = {"S3DataType": "S3Prefix", "S3Uri": "s3://dados-da-equipe/"}
sagemaker.create_training_job(
    TrainingJobName="a",
    RoleArn="arn:aws:iam::111122223333:role/papel",
    AlgorithmSpecification={
        "TrainingImage": "763104351884.dkr.ecr.eu-north-1.amazonaws.com/pytorch-training:2.6.0-cpu-py312",
        "TrainingInputMode": "File",
    },
    HyperParameters={
        "sagemaker_program": "treino.py",
        "sagemaker_submit_directory": "s3://dados-da-equipe/codigo.tar.gz",
    },
    InputDataConfig=[{"ChannelName": "a", "DataSource": {"S3DataSource": data}}],
    OutputDataConfig={"S3OutputPath": "s3://dados-da-equipe/saida/"},
    ResourceConfig={"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1},
    StoppingCondition={"MaxRuntimeInSeconds": 60},
)
while sagemaker.describe_training_job(TrainingJobName="a")["TrainingJobStatus"] == "InProgress":
    time.sleep(0.05)
"""


def test_a_bucket_of_the_readers_lies_in_the_region_of_the_job(tmp_path: Path, rehearse: Rehearse) -> None:
    (tmp_path / "lancar.py").write_text(ELSEWHERE)
    (tmp_path / "vazia").mkdir()
    done = rehearse(str(tmp_path / "lancar.py"), "--s3", f"s3://dados-da-equipe={tmp_path / 'vazia'}")
    assert (done.code, done.job["status"]) == (0, "Completed"), done.stderr


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("dados=.", "command.no_address"),
        ("s3://balde/a", "command.no_address"),
        ("s3://balde/a=nada", "command.no_path"),
    ],
)
def test_what_is_no_address_or_is_not_there_is_refused(capsys: pytest.CaptureFixture[str], text: str, key: str) -> None:
    with pytest.raises(SystemExit) as ended:
        arguments.read(["modo-script", "--s3", text])
    assert ended.value.code == 2
    assert said(key).search(capsys.readouterr().err)
