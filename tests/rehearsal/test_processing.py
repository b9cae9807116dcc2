"""A processing job runs its script in the contract of /opt/ml/processing; what it cannot have here is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rehearsal.machine import images
from rehearsal.machine.contract import NotRehearsedError
from rehearsal.machine.processing import refuse_what_is_not_here
from rehearsal.words import say
from tests.rehearsal.rehearsing import Rehearsal, said

AWS = "683313688378.dkr.ecr.us-east-1.amazonaws.com"
OWN = "111122223333.dkr.ecr.us-east-1.amazonaws.com/minha-imagem:1"
PROGRAM = """\
#!/bin/sh
echo "args: $@, cor: $COR"
cat /opt/ml/config/resourceconfig.json /opt/ml/config/processingjobconfig.json
cp /opt/ml/processing/input/dados/a.csv /opt/ml/processing/output/b.csv
echo "nada mau" > /opt/ml/output/message
[ "$1" != falha ]
"""
LAUNCH = """\
import json
import time
from pathlib import Path

import boto3

here = Path(__file__).parent
sagemaker, s3 = boto3.client("sagemaker"), boto3.client("s3")
s3.create_bucket(Bucket="balde")
s3.put_object(Bucket="balde", Key="dados/a.csv", Body=b"1,2")
told = {}
for name in ("bem", "falha"):
    request = json.loads((here / "request.json").read_text())
    request["AppSpecification"]["ContainerArguments"] = [name]
    request["ProcessingOutputConfig"]["Outputs"][0]["S3Output"]["S3Uri"] = f"s3://balde/{name}"
    sagemaker.create_processing_job(**request | {"ProcessingJobName": name})
    while True:
        told[name] = sagemaker.describe_processing_job(ProcessingJobName=name)
        if told[name]["ProcessingJobStatus"] not in ("InProgress", "Stopping"):
            break
        time.sleep(0.05)
listed = sagemaker.list_processing_jobs(SortOrder="Descending")["ProcessingJobSummaries"]
told["listed"] = [each["ProcessingJobName"] for each in listed]
told["objects"] = [each["Key"] for each in s3.list_objects_v2(Bucket="balde")["Contents"]]
arn = told["bem"]["ProcessingJobArn"]
sagemaker.add_tags(ResourceArn=arn, Tags=[{"Key": "dono", "Value": "bia"}])
told["tags"] = sagemaker.list_tags(ResourceArn=arn)["Tags"]
(here / "told.json").write_text(json.dumps(told, default=str))
try:
    sagemaker.create_processing_job(**request | {"ProcessingJobName": name})
except sagemaker.exceptions.ResourceInUse as error:
    print("the same name again:", error)
"""


def asked_for(**changes: Any) -> dict[str, Any]:
    """Return a sound CreateProcessingJob request, with changes of its members."""
    source = {"S3Uri": "s3://balde/dados", "LocalPath": "/opt/ml/processing/input/dados", "S3DataType": "S3Prefix"}
    output = {"S3Uri": "s3://balde/saida", "LocalPath": "/opt/ml/processing/output", "S3UploadMode": "EndOfJob"}
    machine = {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 10}
    return {
        "ProcessingJobName": "ensaio",
        "RoleArn": "arn:aws:iam::111122223333:role/SageMakerTreino",
        "AppSpecification": {"ImageUri": OWN},
        "ProcessingResources": {"ClusterConfig": machine},
        "ProcessingInputs": [{"InputName": "dados", "S3Input": source | {"S3InputMode": "File"}}],
        "ProcessingOutputConfig": {"Outputs": [{"OutputName": "saida", "S3Output": output}]},
        "Environment": {"COR": "azul"},
        "Tags": [{"Key": "dono", "Value": "ana"}],
        **changes,
    }


@pytest.mark.parametrize("isolation", ["namespace", "rewrite"])
def test_a_processing_job_runs_its_program_and_tells_what_became_of_it(
    tmp_path: Path, rehearse: Callable[..., Rehearsal], isolation: str
) -> None:
    (tmp_path / "programa.sh").write_text(PROGRAM)
    entry = 'FROM scratch\nCOPY programa.sh /programa.sh\nENTRYPOINT ["/bin/sh", "/programa.sh"]\nCMD ["nunca"]\n'
    (tmp_path / "Dockerfile").write_text(entry)
    (tmp_path / "request.json").write_text(json.dumps(asked_for()))
    (tmp_path / "lancar.py").write_text(LAUNCH)

    run = rehearse(str(tmp_path / "lancar.py"), "--isolation", isolation, "--unguarded")

    assert run.code == 0, run.stdout + run.stderr
    told = json.loads((tmp_path / "told.json").read_text())
    assert (told["bem"]["ProcessingJobStatus"], told["falha"]["ProcessingJobStatus"]) == ("Completed", "Failed")
    assert told["falha"]["FailureReason"] == "AlgorithmError: See job logs for more information"
    assert (told["bem"]["ExitMessage"], told["falha"]["ExitMessage"]) == ("nada mau\n", "nada mau\n")
    assert told["objects"] == ["bem/b.csv", "dados/a.csv"]  # what failed leaves nothing
    assert told["listed"] == ["falha", "bem"]
    assert told["tags"] == [{"Key": "dono", "Value": "bia"}]
    assert "the same name again:" in run.stdout
    assert "args: bem, cor: azul" in run.log
    assert [len(said("summary.job", name=name).findall(run.stdout)) for name in ("bem", "falha")] == [1, 1]
    assert '{"current_host": "algo-1", "hosts": ["algo-1"]}{"ProcessingJobName": "bem"' in run.log
    assert run.report["degree"] == "rodou-aqui"  # nothing was trained
    assert say("advice.ended_itself", file="/opt/ml/output/message") in run.stdout
    assert not said("summary.no_model").search(run.stdout)


SDK = """\
from pathlib import Path
from sagemaker.core.processing import FrameworkProcessor
from sagemaker.core.shapes import ProcessingInput, ProcessingOutput, ProcessingS3Input, ProcessingS3Output

here, bucket = Path(__file__).parent, "s3://sagemaker-us-east-1-111122223333"
source = ProcessingS3Input(
    s3_uri=str(here / "dados"), local_path="/opt/ml/processing/input/dados", s3_data_type="S3Prefix"
)
saved = ProcessingS3Output(
    s3_uri=f"{bucket}/saida", local_path="/opt/ml/processing/output", s3_upload_mode="EndOfJob"
)
FrameworkProcessor(
    image_uri="683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3",
    role="arn:aws:iam::111122223333:role/SageMakerTreino",
    instance_type="ml.m5.large",
    instance_count=1,
    command=["python3"],
).run(
    code="prepara.py",
    source_dir=str(here / "codigo"),
    inputs=[ProcessingInput(input_name="dados", s3_input=source)],
    outputs=[ProcessingOutput(output_name="saida", s3_output=saved)],
    arguments=["--parte", "0.5"],
)
"""


def test_the_sdks_own_processor_runs_a_script_with_the_packages_of_this_computer(
    tmp_path: Path, rehearse: Callable[..., Rehearsal]
) -> None:
    for name in ("codigo", "dados"):
        (tmp_path / name).mkdir()
    (tmp_path / "dados/a.csv").write_text("1\n2\n3\n4\n")
    script = (
        "import sys\nfrom pathlib import Path\nimport numpy\n"
        "rows = Path('/opt/ml/processing/input/dados/a.csv').read_text().split()\n"
        "kept = rows[: int(len(rows) * float(sys.argv[2]))]\n"
        "Path('/opt/ml/processing/output/b.csv').write_text(','.join(kept))\n"
        "print('kept', len(kept), 'of', len(rows))"
    )
    (tmp_path / "codigo/prepara.py").write_text(script)
    (tmp_path / "lancar.py").write_text(SDK)
    run = rehearse(str(tmp_path / "lancar.py"), "--isolation", "rewrite")  # in which the packed code is rewritten too
    assert run.code == 0, run.stdout + run.stderr
    assert "kept 2 of 4" in run.log
    assert run.job["status"] == "Completed"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        pytest.param({"DatasetDefinition": {}, "S3Input": None}, "not_s3", id="a-query"),
        pytest.param({"S3Input": {"S3DataType": "ManifestFile"}}, "not_prefix", id="a-manifest"),
        pytest.param({"S3Input": {"S3DataType": "S3Prefix", "S3InputMode": "Pipe"}}, "pipe", id="a-pipe"),
    ],
)
def test_an_input_that_cannot_be_had_here_is_named(changes: dict[str, Any], key: str) -> None:
    with pytest.raises(NotRehearsedError, match=said(f"processing.{key}", name="dados")):
        refuse_what_is_not_here(asked_for(ProcessingInputs=[{"InputName": "dados", **changes}]))


def test_an_output_that_cannot_be_had_here_is_named() -> None:
    output = {"OutputName": "saida", "FeatureStoreOutput": {"FeatureGroupName": "grupo"}}
    with pytest.raises(NotRehearsedError, match=said("processing.output_not_s3", name="saida")):
        refuse_what_is_not_here(asked_for(ProcessingOutputConfig={"Outputs": [output]}))


@pytest.mark.parametrize(
    ("image", "key"),
    [
        pytest.param(f"{AWS}/sagemaker-spark-processing:3.5", "processing_only_in_aws", id="spark"),
        pytest.param(f"{AWS}/sagemaker-clarify-processing:1.0", "processing_only_in_aws", id="clarify"),
        pytest.param(f"{AWS}/sagemaker-scikit-learn:1.9-0", "processing_entry", id="no-entry-point"),
    ],
)
def test_an_image_that_nothing_stands_in_for_is_named(tmp_path: Path, image: str, key: str) -> None:
    with pytest.raises(NotRehearsedError, match=said(f"images.{key}", image=image)):
        images.program_for_processing(asked_for(AppSpecification={"ImageUri": image}), tmp_path)
