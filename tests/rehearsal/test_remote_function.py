"""@remote really runs its function as a job: it reads S3 from inside, and its value or its exception comes back."""

import json
import tarfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import joblib
import pytest
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from rehearsal.aws.waiting import CountedClock
from rehearsal.command.report import TRAINED
from tests.rehearsal.rehearsing import Rehearsal, asked_for

Once = Callable[[str], Rehearsal]
WHAT_FAILS = "tests/rehearsal/what_fails.py"

TWO_JOBS = """\
import json
import time
from pathlib import Path

import boto3

sagemaker, s3 = boto3.client("sagemaker"), boto3.client("s3")
s3.create_bucket(Bucket="balde")
s3.put_object(Bucket="balde", Key="entrada.txt", Body=b"oi")
for name in ("aberto", "isolado"):
    request = json.loads(Path(__file__).with_name(f"{name}.json").read_text())
    if name == "isolado":
        address = s3.get_object(Bucket="balde", Key="endereco")["Body"].read().decode()
        request["HyperParameters"] = {"endereco": address}
    sagemaker.create_training_job(**request)
    while sagemaker.describe_training_job(TrainingJobName=name)["TrainingJobStatus"] == "InProgress":
        time.sleep(0.05)
for item in s3.list_objects_v2(Bucket="balde")["Contents"]:
    print(item["Key"], item["Size"])
"""

PROGRAM = """\
import io
import json
import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import boto3

asked = json.loads(Path("/opt/ml/input/config/hyperparameters.json").read_text())
if asked:
    address = urlsplit(asked["endereco"])
    try:
        socket.create_connection((address.hostname, address.port), timeout=2)
        print("reached")
    except OSError:
        print("cannot reach it")
    print("told:", [name for name in os.environ if name.startswith(("AWS_ENDPOINT", "AWS_ACCESS"))])
else:
    s3 = boto3.client("s3")
    print("read:", s3.get_object(Bucket="balde", Key="entrada.txt")["Body"].read())
    s3.put_object(Bucket="balde", Key="saida/ação 1+1.txt", Body=b"12345")
    s3.upload_fileobj(io.BytesIO(bytes(9_000_000)), "balde", "em partes")
    print("size:", s3.head_object(Bucket="balde", Key="em partes")["ContentLength"])
    try:
        s3.get_object(Bucket="balde", Key="nada")
    except s3.exceptions.NoSuchKey as error:
        print("missing:", error.response["Error"]["Code"])
    print("account:", boto3.client("sts").get_caller_identity()["Account"])
    s3.put_object(Bucket="balde", Key="endereco", Body=os.environ["AWS_ENDPOINT_URL_S3"].encode())
"""


@pytest.fixture
def two_jobs(rehearse: Callable[..., Rehearsal], tmp_path: Path) -> Rehearsal:
    """One rehearsal of two jobs: `aberto`, and `isolado`, of two hosts, which is told the address of the first."""
    folder = tmp_path / "launch"
    folder.mkdir()
    (folder / "programa.py").write_text(PROGRAM)
    (folder / "Dockerfile").write_text(
        'FROM scratch\nCOPY programa.py /programa.py\nENTRYPOINT ["python", "-u", "/programa.py"]\n'
    )
    two_hosts = {"InstanceType": "ml.m5.large", "InstanceCount": 2, "VolumeSizeInGB": 10}
    requests = {
        "aberto": asked_for(TrainingJobName="aberto"),
        "isolado": asked_for(TrainingJobName="isolado", EnableNetworkIsolation=True, ResourceConfig=two_hosts),
    }
    for name, request in requests.items():
        (folder / f"{name}.json").write_text(json.dumps(request))
    (folder / "launch.py").write_text(TWO_JOBS)
    return rehearse(str(folder / "launch.py"), "--isolation", "namespace")


def test_a_job_uses_the_buckets_of_the_snippet_unless_its_network_is_isolated(two_jobs: Rehearsal) -> None:
    logs = {job["name"]: job["log"] for job in two_jobs.report["jobs"]}
    assert logs["aberto"] == [
        "algo-1 | read: b'oi'",
        "algo-1 | size: 9000000",
        "algo-1 | missing: NoSuchKey",
        "algo-1 | account: 111122223333",
    ]
    assert sorted(logs["isolado"]) == [
        f"algo-{host} | {line}" for host in (1, 2) for line in ("cannot reach it", "told: []")
    ]
    for object_ in ("saida/ação 1+1.txt 5", "em partes 9000000"):
        assert object_ in two_jobs.report["output"]
    assert "s3-inside-job" in two_jobs.report["stand_ins"]


def test_the_value_that_comes_back_is_what_the_function_computed_in_the_job(rehearsed: Once, tmp_path: Path) -> None:
    run = rehearsed("funcao-remota")
    assert (run.code, run.report["degree"]) == (0, TRAINED), run.stdout + run.stderr
    with tarfile.open(run.job["model"]) as archive:
        archive.extractall(tmp_path, filter="data")
    digits = load_digits(as_frame=True)
    _, held_out, _, target = train_test_split(digits.data, digits.target, random_state=0)
    score = joblib.load(tmp_path / "modelo.joblib").score(held_out, target)
    assert score > 0.95
    assert run.report["output"].splitlines()[0] == f"Acurácia: {score:.3f}"


def test_the_log_that_the_sdk_repeats_is_not_taken_for_the_output_of_the_snippet(rehearsed: Once) -> None:
    run = rehearsed("funcao-remota")
    assert "Invoking the function" in run.log
    assert len(run.report["output"].splitlines()) == 2


def test_the_exception_of_a_remote_function_reaches_the_reader(rehearsed: Once) -> None:
    run = rehearsed(WHAT_FAILS)
    assert "remote function: division by zero" in run.report["output"].splitlines()
    assert (run.job["status"], run.report["degree"] == TRAINED) == ("Failed", False)


def test_a_pause_ends_when_a_job_changes_and_counts_as_a_whole_one() -> None:
    changed = threading.Event()
    clock, begun = CountedClock(changed, lambda: True), time.time()
    changed.set()
    clock.sleep(1000)
    assert begun + 1000 <= clock.time() < begun + 1010


def test_nobody_pauses_for_jobs_that_have_ended() -> None:
    clock, begun = CountedClock(threading.Event(), lambda: False), time.time()
    clock.sleep(1000)
    assert time.time() - begun < 10
