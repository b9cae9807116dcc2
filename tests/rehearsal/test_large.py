"""A large model is brought to S3 and fetched byte for byte, and neither it nor a long log is held in memory."""

import hashlib
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from rehearsal.aws import objects
from tests.rehearsal.rehearsing import ROOT, Rehearsal

SIZE = objects.LARGE + 12_345
WRITES = f"head -c {SIZE} /dev/urandom | tee /opt/ml/model/pesos > /opt/ml/checkpoints/pesos"
MODEL = "saida/ensaio/output/model.tar.gz"
# Bytes of memory that a rehearsal of any size may take: one that prints a line takes half as much.
MOST = 600 << 20
BIG = """\
import os

for number in range(1_000_000):
    print("passo", number)
with open(os.environ["SM_MODEL_DIR"] + "/pesos", "wb") as file:
    block = os.urandom(1 << 20)
    for _ in range(2_048):
        file.write(block)
"""


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_large_model_and_checkpoint_arrive_as_they_were_written(job: Callable[..., Rehearsal]) -> None:
    run = job(WRITES, CheckpointConfig={"S3Uri": "s3://balde/pontos"})
    with tarfile.open(run.s3(MODEL)) as archive:
        weights = archive.extractfile("pesos")
        assert weights
        model = digest(weights.read())
    point = run.s3("pontos/pesos")
    assert point.stat().st_size == SIZE
    assert digest(point.read_bytes()) == model
    assert digest(run.s3(MODEL).read_bytes()) == digest(Path(run.job["model"]).read_bytes())


READS = """\
import boto3, hashlib, sys
from botocore.config import Config

s3 = boto3.client("s3", config=Config(retries={"max_attempts": 1}))
whole = s3.get_object(Bucket="balde", Key=KEY)["Body"].read()
part = s3.get_object(Bucket="balde", Key=KEY, Range="bytes=8000000-8000009")["Body"].read()
s3.download_file("balde", KEY, "/tmp/copia")
copy = open("/tmp/copia", "rb").read()
print("igual", len(whole), whole == copy, part == whole[8000000:8000010], hashlib.sha256(whole).hexdigest())
"""


def test_a_job_reads_a_large_file_of_an_earlier_one_as_a_channel_and_by_boto3(
    rehearse: Callable[..., Rehearsal], tmp_path: Path
) -> None:
    (tmp_path / "Dockerfile").write_text('FROM scratch\nCOPY a.sh /a.sh\nENTRYPOINT ["/bin/sh", "/a.sh"]\n')
    (tmp_path / "ler.py").write_text(READS.replace("KEY", '"pontos/pesos"'))
    (tmp_path / "a.sh").write_text(
        f"if [ -d /opt/ml/input/data/antes ]; then sha256sum /opt/ml/input/data/antes/pesos; "
        f"{sys.executable} /opt/ml/input/data/codigo/ler.py; else {WRITES}; fi\n"
    )
    (tmp_path / "lancar.py").write_text(LAUNCH)
    run = rehearse(str(tmp_path / "lancar.py"), "--unguarded")
    first, second = run.report["jobs"]
    assert (first["status"], second["status"]) == ("Completed", "Completed"), run.stdout + run.stderr
    by_channel, by_boto3 = (line.split("| ")[1].split() for line in second["log"])
    assert by_boto3 == ["igual", str(SIZE), "True", "True", by_channel[0]]


LAUNCH = """\
from pathlib import Path

import boto3

from tests.rehearsal.rehearsing import asked_for, channel

sagemaker, s3 = boto3.client("sagemaker"), boto3.client("s3")
s3.create_bucket(Bucket="balde")
s3.upload_file(str(Path(__file__).parent / "ler.py"), "balde", "codigo/ler.py")


def train(name, **more):
    sagemaker.create_training_job(**asked_for(TrainingJobName=name, **more))
    sagemaker.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=name)


train("um", CheckpointConfig={"S3Uri": "s3://balde/pontos"})
train("dois", InputDataConfig=[channel("antes", "s3://balde/pontos"), channel("codigo", "s3://balde/codigo")])
"""


@pytest.mark.audit
def test_a_million_lines_and_two_gigabytes_of_model_take_no_more_memory_than_others(tmp_path: Path) -> None:
    (tmp_path / "treino.py").write_text(BIG)
    command = [sys.executable, "-m", "rehearsal", str(tmp_path / "treino.py"), "--work", str(tmp_path / "work")]
    most = 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            try:
                process = psutil.Process(running.pid)
                most = max(most, sum(each.memory_info().rss for each in (process, *process.children(recursive=True))))
            except psutil.NoSuchProcess:
                pass
            time.sleep(0.1)
    assert running.returncode == 0
    (log,) = (tmp_path / "work").rglob("log.txt")
    with log.open() as lines:
        assert sum("passo" in line for line in lines) == 1_000_000
    assert most < MOST
