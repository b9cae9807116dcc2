"""An execution of a pipeline runs its steps in order, each as the job that it is; other kinds are refused by name."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rehearsal.aws import definitions
from rehearsal.aws.definitions import Values, holds, waits_for, walk
from rehearsal.machine.contract import NotRehearsedError
from tests.rehearsal.rehearsing import Rehearsal, asked_for, said
from tests.rehearsal.test_processing import asked_for as processing_asked_for

TRAIN = {"Get": "Steps.Treina.ModelArtifacts.S3ModelArtifacts"}
ACCURACY = {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.Avalia.PropertyFiles.nota"}, "Path": "acc.value"}}
PROGRAM = """\
#!/bin/sh
if [ -d /opt/ml/processing ]; then
  ls /opt/ml/processing/input/dados
  echo '{"acc": {"value": 0.75}}' > /opt/ml/processing/output/nota.json
else
  cat /opt/ml/input/config/hyperparameters.json
  echo pesos > /opt/ml/model/m.txt
fi
"""
LAUNCH = """\
import json
import time
from pathlib import Path

import boto3

here = Path(__file__).parent
sagemaker, s3 = boto3.client("sagemaker"), boto3.client("s3")
s3.create_bucket(Bucket="balde")
definition = (here / "definition.json").read_text()
role = "arn:aws:iam::111122223333:role/SageMakerTreino"
sagemaker.create_pipeline(
    PipelineName="fluxo", RoleArn=role, PipelineDefinition=definition, ClientRequestToken="x" * 32
)
told = []
for least in ("0.5", "0.9"):
    arn = sagemaker.start_pipeline_execution(
        PipelineName="fluxo", PipelineParameters=[{"Name": "Minimo", "Value": least}]
    )["PipelineExecutionArn"]
    while (found := sagemaker.describe_pipeline_execution(PipelineExecutionArn=arn))[
        "PipelineExecutionStatus"
    ] == "Executing":
        time.sleep(0.1)
    steps = sagemaker.list_pipeline_execution_steps(PipelineExecutionArn=arn, SortOrder="Ascending")
    told.append([found["PipelineExecutionStatus"], steps["PipelineExecutionSteps"]])
(here / "told.json").write_text(json.dumps(told, default=str))
print(len(sagemaker.list_pipeline_executions(PipelineName="fluxo")["PipelineExecutionSummaries"]), "executions")
"""


def step(name: str, kind: str, **arguments: Any) -> dict[str, Any]:
    return {"Name": name, "Type": kind, "Arguments": arguments}


def definition() -> dict[str, Any]:
    """A pipeline: evaluates, in processing, what it trains, and fails when that is not good enough."""
    training = asked_for(HyperParameters={"epocas": {"Get": "Parameters.Epocas"}})
    del training["TrainingJobName"]
    source = {"S3Uri": TRAIN, "LocalPath": "/opt/ml/processing/input/dados", "S3DataType": "S3Prefix"}
    inputs = [{"InputName": "modelo", "S3Input": source | {"S3InputMode": "File"}}]
    evaluating = processing_asked_for(ProcessingInputs=inputs)
    del evaluating["ProcessingJobName"]
    file = {"PropertyFileName": "nota", "OutputName": "saida", "FilePath": "nota.json"}
    good = {
        "Type": "GreaterThanOrEqualTo",
        "LeftValue": ACCURACY,
        "RightValue": {"Get": "Parameters.Minimo"},
    }
    words = {"Std:Join": {"On": " ", "Values": ["pouco:", ACCURACY]}}
    fails = step("Falha", "Fail", ErrorMessage=words)
    choice = step("Escolhe", "Condition", Conditions=[good], IfSteps=[], ElseSteps=[fails])
    parameters = [
        {"Name": "Epocas", "Type": "String", "DefaultValue": "3"},
        {"Name": "Minimo", "Type": "Float"},
    ]
    evaluation = step("Avalia", "Processing", **evaluating) | {"PropertyFiles": [file]}
    steps = [choice, evaluation, step("Treina", "Training", **training)]
    return {"Version": "2020-12-01", "Parameters": parameters, "Steps": steps}


def test_an_execution_trains_evaluates_and_chooses(tmp_path: Path, rehearse: Callable[..., Rehearsal]) -> None:
    (tmp_path / "programa.sh").write_text(PROGRAM)
    (tmp_path / "Dockerfile").write_text('FROM scratch\nCOPY programa.sh /p.sh\nENTRYPOINT ["/bin/sh", "/p.sh"]\n')
    (tmp_path / "definition.json").write_text(json.dumps(definition()))
    (tmp_path / "lancar.py").write_text(LAUNCH)

    run = rehearse(str(tmp_path / "lancar.py"), "--unguarded")

    assert run.code == 0, run.stdout + run.stderr
    (good, steps), (bad, failed) = json.loads((tmp_path / "told.json").read_text())
    assert (good, bad) == ("Succeeded", "Failed")
    assert [each["StepName"] for each in steps] == ["Treina", "Avalia", "Escolhe"]
    assert [each["Metadata"].get("Condition") for each in (steps[-1], failed[2])] == [
        {"Outcome": "True"},
        {"Outcome": "False"},
    ]
    assert failed[-1]["FailureReason"] == "pouco: 0.75"
    assert '{"epocas": "3"}' in run.log
    assert "algo-1 | model.tar.gz" in run.log  # the evaluation was given what was trained
    assert "2 executions" in run.stdout
    assert "pipeline-run-here" in run.report["stand_ins"]
    assert len(run.report["jobs"]) == 4


def test_a_step_that_is_not_run_here_is_named_before_anything_begins() -> None:
    inside = step("Escolhe", "Condition", IfSteps=[step("Registra", "RegisterModel")])
    with pytest.raises(NotRehearsedError, match=said("pipelines.step", step="Registra", kind="RegisterModel")):
        definitions.refuse_what_is_not_here("fluxo", {"Steps": [step("Treina", "Training"), inside]})


def test_a_step_waits_for_those_that_it_names_and_those_whose_values_it_takes() -> None:
    told = step("C", "Training", A=[{"Get": "Steps.A.Name"}], B={"X": {"Get": "Steps.B['x']"}}) | {"DependsOn": ["D"]}
    assert waits_for(told) == {"A", "B", "D"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (".A.B", 1),
        (".Outputs['train'].Uri", "s3://t"),
        (".Outputs[0].Uri", "s3://v"),
        ("acc.value", 0.5),
    ],
)
def test_a_property_is_found_by_its_path(path: str, expected: Any) -> None:
    outputs = [{"OutputName": "val", "Uri": "s3://v"}, {"OutputName": "train", "Uri": "s3://t"}]
    assert walk({"A": {"B": 1}, "Outputs": outputs, "acc": {"value": 0.5}}, path) == expected


def test_values_are_put_in_wherever_they_stand() -> None:
    values = Values({"N": 3}, {"PipelineExecutionId": "abc"}, lambda uri: json.dumps({"uri": uri}))
    values.steps = {"A": {"Name": "um"}, "A-2": {"Name": "dois"}}
    told = {
        "n": {"Get": "Parameters.N"},
        "uri": {"Std:Join": {"On": "/", "Values": ["s3:/", {"Get": "Execution.PipelineExecutionId"}, 1]}},
        "list": [{"Get": "Steps.A-2.Name"}, "x"],
        "json": {"Std:JsonGet": {"S3Uri": "s3://b/k", "Path": "uri"}},
    }
    assert values.of(told) == {"n": 3, "uri": "s3://abc/1", "list": ["dois", "x"], "json": "s3://b/k"}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"Type": "Equals", "LeftValue": 1, "RightValue": 1}, True),
        ({"Type": "GreaterThan", "LeftValue": 1, "RightValue": 1}, False),
        ({"Type": "GreaterThanOrEqualTo", "LeftValue": 1, "RightValue": 1}, True),
        ({"Type": "LessThan", "LeftValue": 1, "RightValue": 2}, True),
        ({"Type": "LessThan", "LeftValue": 2, "RightValue": 2}, False),
        ({"Type": "LessThanOrEqualTo", "LeftValue": 3, "RightValue": 2}, False),
        ({"Type": "In", "QueryValue": "a", "Values": ["a", "b"]}, True),
        ({"Type": "Not", "Condition": {"Type": "Equals", "LeftValue": 1, "RightValue": 1}}, False),
        ({"Type": "Or", "Conditions": [{"Type": "Equals", "LeftValue": 1, "RightValue": r} for r in (1, 2)]}, True),
    ],
)
def test_a_condition_holds_as_it_says(condition: dict[str, Any], expected: bool) -> None:
    assert holds(condition, lambda value: value) is expected
