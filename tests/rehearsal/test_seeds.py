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
