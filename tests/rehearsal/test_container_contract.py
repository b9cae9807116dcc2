"""What a training program finds and leaves, as AWS documents it, in namespaces and with rewritten paths."""

import contextlib
import io
import json
import os
import tarfile
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from rehearsal.command.summary import of_a_rule
from rehearsal.machine import contract
from rehearsal.machine.contract import NotRehearsedError
from tests.rehearsal.rehearsing import Rehearsal, advised, asked_for, channel, run_rehearsal, running, said

Job = Callable[..., Rehearsal]
IMAGE = asked_for()["AlgorithmSpecification"]

both_ways = pytest.mark.parametrize("isolation", ["namespace", "rewrite"])
# What takes seconds by its nature: the other way is tried in `make audit`.
slowly_both_ways = pytest.mark.parametrize("isolation", ["namespace", pytest.param("rewrite", marks=pytest.mark.audit)])


@both_ways
def test_the_program_finds_its_configuration_and_its_channels(job: Job, isolation: str) -> None:
    run = job(
        "cat /opt/ml/input/config/*.json /opt/ml/input/data/train/a.txt; echo $TRAINING_JOB_NAME; pwd",
        "--isolation",
        isolation,
        objects={"dados/a.txt": "conteudo"},
        InputDataConfig=[channel("train", "s3://balde/dados")],
        HyperParameters={"epocas": "3"},
        Environment={"COR": "azul"},
    )
    assert run.job["status"] == "Completed"
    for expected in (
        '{"epocas": "3"}',
        '"TrainingInputMode": "File"',
        '"current_host": "algo-1"',
        "conteudo",
        "ensaio",
    ):
        assert expected in run.log


@both_ways
def test_model_and_output_come_out_as_archives(job: Job, isolation: str) -> None:
    run = job(
        "echo pesos > /opt/ml/model/modelo.txt; echo grafico > /opt/ml/output/data/g.txt", "--isolation", isolation
    )
    with tarfile.open(run.s3("saida/ensaio/output/model.tar.gz")) as model:
        assert model.getnames() == ["modelo.txt"]
    with tarfile.open(run.s3("saida/ensaio/output/output.tar.gz")) as output:
        assert output.getnames() == ["g.txt"]
    assert run.described["ModelArtifacts"]["S3ModelArtifacts"] == "s3://balde/saida/ensaio/output/model.tar.gz"


@both_ways
def test_exit_code_and_failure_file_become_the_failure_reason(job: Job, isolation: str) -> None:
    run = job("printf 'faltou a coluna alvo' > /opt/ml/output/failure; exit 3", "--isolation", isolation)
    assert run.code == 1
    assert run.described["TrainingJobStatus"] == "Failed"
    assert run.described["FailureReason"] == "AlgorithmError: faltou a coluna alvo, exit code: 3"
    assert "ModelArtifacts" not in run.described


def test_without_a_failure_file_only_the_exit_code_is_told(job: Job) -> None:
    assert job("exit 7").described["FailureReason"] == "AlgorithmError: , exit code: 7"


def test_a_failure_file_is_cut_after_1024_characters(job: Job) -> None:
    run = job("printf 'x%.0s' $(seq 2000) > /opt/ml/output/failure; exit 1")
    assert run.described["FailureReason"] == f"AlgorithmError: {'x' * 1024}, exit code: 1"


@slowly_both_ways
def test_the_maximum_running_time_stops_the_job_and_the_program_can_save(job: Job, isolation: str) -> None:
    run = job(
        "trap 'echo salvo > /opt/ml/model/m.txt; exit 0' TERM; while :; do sleep 0.1; done",
        "--isolation",
        isolation,
        StoppingCondition={"MaxRuntimeInSeconds": 2},
    )
    assert run.code == 1
    assert (run.described["TrainingJobStatus"], run.described["SecondaryStatus"]) == ("Stopped", "MaxRuntimeExceeded")
    assert run.s3("saida/ensaio/output/model.tar.gz").is_file()
    assert said("launch.to_do", what=advised("tempo-maximo")).search(run.stdout)


@slowly_both_ways
def test_a_program_that_ignores_sigterm_is_killed_after_the_grace(job: Job, isolation: str) -> None:
    run = job(
        "trap 'echo ignorado' TERM; while :; do sleep 0.1; done",
        "--isolation",
        isolation,
        "--stop-grace",
        "1",
        StoppingCondition={"MaxRuntimeInSeconds": 2},
    )
    assert "ignorado" in run.log
    assert run.described["SecondaryStatus"] == "MaxRuntimeExceeded"
    assert run.s3("saida/ensaio/output/model.tar.gz").is_file()  # an empty one
    assert (run.job["model"], said("summary.model").search(run.stdout)) == (None, None)


def test_stop_training_job_sends_sigterm_and_keeps_the_model(job: Job) -> None:
    program = "trap 'echo parei; echo m > /opt/ml/model/m.txt; exit 0' TERM; echo comecei; while :; do sleep 0.1; done"
    run = job(program, stop=True)
    assert "parei" in run.log
    assert (run.described["TrainingJobStatus"], run.described["SecondaryStatus"]) == ("Stopped", "Stopped")
    assert said("summary.model", path=run.job["model"]).search(run.stdout)
    assert run.s3("saida/ensaio/output/model.tar.gz").is_file()


def test_what_the_program_leaves_running_ends_with_it(job: Job) -> None:
    mark = f"1234.{os.getpid()}"
    run = job(f"sleep {mark} & sleep 0.5; ps -e -o args 2>/dev/null || cat /proc/[0-9]*/cmdline | tr '\\0' ' '")
    assert f"sleep {mark}" in run.log
    assert not running(mark)


def test_an_empty_s3_prefix_is_refused_before_anything_starts(job: Job) -> None:
    run = job("echo treinei", InputDataConfig=[channel("train", "s3://balde/vazio")])
    assert run.code == 1
    assert 'No S3 objects found under S3 URL "s3://balde/vazio"' in run.stderr
    assert said("launch.to_do", what=of_a_rule("prefixo-vazio")).search(run.stderr)
    assert run.report["jobs"] == []


def test_a_job_name_can_be_used_once_only(job: Job) -> None:
    run = job("true")
    again = run.folder / "launch.py"
    again.write_text(again.read_text().replace("(**request)", "(**request)\nsagemaker.create_training_job(**request)"))
    assert "ResourceInUse" in _again(run).stderr


def _again(run: Rehearsal) -> Rehearsal:
    return run_rehearsal(run.folder / "again", str(run.folder / "launch.py"), folder=run.folder)


def test_two_hosts_know_each_other_and_share_the_data_by_key(job: Job) -> None:
    run = job(
        "hostname; getent hosts algo-1 algo-2 > /dev/null && echo vejo-os-dois; ls /opt/ml/input/data/train"
        "; hostname > /opt/ml/model/$(hostname)",
        objects={f"dados/parte-{number}": "x" for number in range(4)},
        InputDataConfig=[channel("train", "s3://balde/dados/", "ShardedByS3Key")],
        ResourceConfig=asked_for()["ResourceConfig"] | {"InstanceCount": 2},
    )
    lines: dict[str, list[str]] = {}
    for line in run.job["log"]:
        host, _, text = line.partition(" | ")
        lines.setdefault(host, []).append(text)
    assert lines == {
        "algo-1": ["algo-1", "vejo-os-dois", "parte-0", "parte-2"],
        "algo-2": ["algo-2", "vejo-os-dois", "parte-1", "parte-3"],
    }
    with tarfile.open(run.s3("saida/ensaio/output/model.tar.gz")) as model:
        assert model.getnames() == ["algo-1", "algo-2"]


def test_more_hosts_than_one_need_namespaces_and_the_reader_is_told(job: Job) -> None:
    machines = asked_for()["ResourceConfig"] | {"InstanceCount": 2}
    run = job("true", "--isolation", "rewrite", ResourceConfig=machines)
    assert run.code == 1
    assert said("runner.several_hosts").search(run.stderr)


def test_a_host_that_fails_ends_the_others(job: Job) -> None:
    run = job(
        "[ $(hostname) = algo-2 ] && exit 5; sleep 600",
        "--stop-grace",
        "0",
        ResourceConfig=asked_for()["ResourceConfig"] | {"InstanceCount": 2},
    )
    assert run.described["FailureReason"] == "AlgorithmError: , exit code: 5"


def test_checkpoints_come_in_go_out_and_are_deleted_in_s3_too(job: Job) -> None:
    run = job(
        "cat /opt/ml/checkpoints/antigo; rm /opt/ml/checkpoints/antigo; echo novo > /opt/ml/checkpoints/epoca-2",
        objects={"pontos/antigo": "epoca 1"},
        CheckpointConfig={"S3Uri": "s3://balde/pontos"},
    )
    assert "epoca 1" in run.log
    assert [path.name for path in run.s3("pontos").iterdir()] == ["epoca-2"]


@both_ways
def test_checkpoints_may_lie_elsewhere(job: Job, isolation: str) -> None:
    run = job(
        "echo novo > /pontos/epoca-1",
        "--isolation",
        isolation,
        CheckpointConfig={"S3Uri": "s3://balde/pontos", "LocalPath": "/pontos"},
    )
    assert run.s3("pontos/epoca-1").read_text() == "novo\n"


def test_a_model_can_come_out_uncompressed(job: Job) -> None:
    output = {"S3OutputPath": "s3://balde/saida", "CompressionType": "NONE"}
    run = job("echo pesos > /opt/ml/model/m.txt", OutputDataConfig=output)
    assert run.s3("saida/ensaio/output/model/m.txt").read_text() == "pesos\n"


def test_metrics_are_the_last_numbers_that_the_log_showed(job: Job) -> None:
    metrics = [{"Name": "validation:auc", "Regex": "auc=([0-9.]+)"}, {"Name": "train:loss", "Regex": "perda=(.*)"}]
    run = job(
        "echo auc=0.5 perda=1; echo auc=0.75 perda=nada", AlgorithmSpecification=IMAGE | {"MetricDefinitions": metrics}
    )
    found = {each["MetricName"]: each["Value"] for each in run.described["FinalMetricDataList"]}
    assert found == {"validation:auc": 0.75, "train:loss": 1}


def test_a_model_folder_without_a_file_is_told(job: Job) -> None:
    run = job("true")
    assert said("summary.no_model").search(run.stdout)
    assert run.report["degree"] != "treinou-aqui"


TRAIN = {"entrypoint": None, "dockerfile": "COPY programa.sh /usr/local/bin/train"}
NOT_THERE = 'exec: "train": executable file not found in $PATH'


@both_ways
@pytest.mark.parametrize(
    ("options", "words", "code"),
    [
        pytest.param({"entrypoint": None}, NOT_THERE, 127, id="nothing-to-run"),
        pytest.param(TRAIN | {"executable": False}, 'exec: "train": permission denied', 126, id="not-executable"),
        pytest.param(
            TRAIN | {"first": "#!/usr/bin/python3.1\n"}, "exec train: no such file or directory", 255, id="run-by-none"
        ),
        pytest.param(
            TRAIN | {"first": "#!/bin/sh\r\n"}, "exec train: no such file or directory", 255, id="lines-of-windows"
        ),
        pytest.param(TRAIN | {"first": ""}, "exec train: exec format error", 255, id="no-first-line"),
    ],
)
def test_an_image_that_cannot_start_says_so_in_the_words_of_docker(
    job: Job, isolation: str, options: dict[str, Any], words: str, code: int
) -> None:
    run = job("true", "--isolation", isolation, **options)
    assert words in [line.partition(" | ")[2] for line in run.job["log"]]
    assert run.described["FailureReason"] == f"AlgorithmError: , exit code: {code}"


def test_what_an_image_starts_with_a_first_line_that_does_not_do_is_told_by_it(job: Job) -> None:
    run = job("true", **TRAIN, first="#!/bin/sh\r\n")
    assert said("advice.first_line", program="train").search(run.stdout)


@both_ways
def test_what_a_program_prints_of_its_paths_reads_as_on_aws(job: Job, isolation: str) -> None:
    run = job(
        "echo modelo em /opt/ml/model; echo eu sou $0; echo em /opt/ml/code > /opt/ml/output/failure; exit 1",
        "--isolation",
        isolation,
    )
    assert [line.partition(" | ")[2] for line in run.job["log"]] == ["modelo em /opt/ml/model", "eu sou /programa.sh"]
    assert run.described["FailureReason"] == "AlgorithmError: em /opt/ml/code\n, exit code: 1"


def test_a_train_program_on_the_path_is_what_runs_without_an_entry_point(job: Job) -> None:
    run = job("echo sou o $0", entrypoint=None, dockerfile="COPY programa.sh /usr/local/bin/train")
    assert "sou o /usr/local/bin/train" in run.log


@both_ways
def test_the_image_says_folder_and_variables(job: Job, isolation: str) -> None:
    run = job(
        "echo $SABOR $COR", "--isolation", isolation, dockerfile="ENV SABOR=uva COR=verde", Environment={"COR": "azul"}
    )
    assert "uva azul" in run.log


def test_the_description_carries_the_states_the_job_went_through(job: Job) -> None:
    states = [each["Status"] for each in job("true").described["SecondaryStatusTransitions"]]
    assert states == ["Starting", "Downloading", "Training", "Uploading", "Completed"]


def test_an_input_that_cannot_be_rehearsed_is_named(job: Job) -> None:
    piped = channel("train", "s3://balde/dados") | {"InputMode": "Pipe"}
    run = job("true", objects={"dados/a": "x"}, InputDataConfig=[piped])
    assert (run.code, json.dumps(run.report["jobs"])) == (1, "[]")
    assert said("contract.pipe", channel="train").search(run.stderr)


def test_a_channel_reaches_only_the_groups_of_machines_that_it_names(job: Job) -> None:
    groups = [
        {"InstanceGroupName": name, "InstanceType": kind, "InstanceCount": 1}
        for name, kind in (("dados", "ml.m5.large"), ("treino", "ml.g5.xlarge"))
    ]
    for_one, for_both = channel("so-dados", "s3://balde/d"), channel("todos", "s3://balde/d")
    for_one["DataSource"]["S3DataSource"]["InstanceGroupNames"] = ["dados"]
    for_both["DataSource"]["S3DataSource"]["InstanceGroupNames"] = ["dados", "treino"]
    run = job(
        'echo "$(hostname) has $(ls /opt/ml/input/data | tr "\\n" " ")"',
        objects={"d/a.csv": "1"},
        ResourceConfig={"InstanceGroups": groups, "VolumeSizeInGB": 10},
        InputDataConfig=[for_one, for_both],
    )
    assert "algo-1 has so-dados todos" in run.log
    assert "algo-2 has todos" in run.log


class OneObject:
    """An S3 with one object, as far as looking for the SDK's drivers asks of it."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self.exceptions = SimpleNamespace(NoSuchBucket=KeyError, ClientError=KeyError)

    def get_paginator(self, _: str) -> Any:
        return SimpleNamespace(paginate=lambda **_: [{"Contents": [{"Key": "drivers/sm_train.sh"}]}])

    def get_object(self, **_: str) -> Any:
        return {"Body": io.BytesIO(self._text)}


@pytest.mark.parametrize(
    ("driver", "refused"), [(b"python mpi_driver.py", True), (b"python basic_script_driver.py", False)]
)
def test_mpi_is_refused_by_name_where_this_computer_has_none(
    monkeypatch: pytest.MonkeyPatch, driver: bytes, refused: bool
) -> None:
    monkeypatch.setattr(contract.shutil, "which", lambda _: None)
    request = asked_for(InputDataConfig=[channel(contract.DRIVERS, "s3://balde/drivers")])
    expected = pytest.raises(NotRehearsedError, match=said("runner.mpi")) if refused else contextlib.nullcontext()
    with expected:
        contract.refuse_mpi(request, OneObject(driver))


@pytest.mark.parametrize("metrics", [None, [], [{"Name": "acc", "Regex": "acc=([0-9.]+)?"}]])
def test_metrics_with_expressions_are_not_refused(metrics: list[dict[str, str]] | None) -> None:
    contract.refuse_expressions({"AlgorithmSpecification": {"MetricDefinitions": metrics}})


def test_a_metric_whose_expression_is_none_is_refused_by_name_before_the_job(job: Job) -> None:
    metrics = [{"Name": "acc", "Regex": "acc=("}]
    run = job("echo acc=1", AlgorithmSpecification=IMAGE | {"MetricDefinitions": metrics})
    assert said("contract.no_expression", name="acc", expression="acc=(").search(run.stderr)
    assert (run.code, run.report["jobs"]) == (1, [])


def test_a_group_that_takes_no_part_is_no_number(job: Job) -> None:
    metrics = [{"Name": "acc", "Regex": "acc=([0-9.]+)?"}]
    run = job("echo acc=1; echo acc=", AlgorithmSpecification=IMAGE | {"MetricDefinitions": metrics})
    assert [each["Value"] for each in run.described["FinalMetricDataList"]] == [1]
