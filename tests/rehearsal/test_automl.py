"""An AutoML job's candidates really train, the best is the best of them, and all is told as the stand-in's own."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from rehearsal.aws.automl import METRICS, SMALLER_IS_BETTER, AutoMLJob, candidate_requests, kind_of_problem, program
from rehearsal.aws.automl import refuse_what_is_not_here as refuse
from rehearsal.machine.contract import NotRehearsedError
from rehearsal.wire import constraints, requests
from tests.rehearsal.rehearsing import Rehearsal, asked_for, said

Once = Callable[[str], Rehearsal]


def asked(criteria: dict[str, int] | None = None, content: str = "text/csv", **tabular: Any) -> dict[str, Any]:
    """A CreateAutoMLJobV2 request about a table."""
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://balde/dados"}}
    limits = {"CompletionCriteria": criteria} if criteria else {}
    return {
        "AutoMLJobName": "exames",
        "AutoMLJobInputDataConfig": [{"ChannelType": "training", "ContentType": content, "DataSource": source}],
        "OutputDataConfig": {"S3OutputPath": "s3://balde/saida"},
        "AutoMLProblemTypeConfig": {"TabularJobConfig": {"TargetAttributeName": "alvo", **limits, **tabular}},
        "RoleArn": asked_for()["RoleArn"],
    }


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        pytest.param(["0", "1", "1"], "BinaryClassification", id="two-numbers"),
        pytest.param(["sim", "não", ""], "BinaryClassification", id="two-words-and-a-gap"),
        pytest.param(["a", "b", "c"], "MulticlassClassification", id="words"),
        pytest.param([str(number) for number in range(10)], "MulticlassClassification", id="few-whole-numbers"),
        pytest.param([str(number) for number in range(100)], "Regression", id="many-whole-numbers"),
        pytest.param(["1.5", "-2", "3e2", "4"], "Regression", id="numbers-with-fractions"),
    ],
)
def test_the_target_column_tells_the_kind_of_problem(values: list[str], kind: str) -> None:
    assert kind_of_problem(values) == kind


@pytest.mark.parametrize("most", [1, 2])
def test_no_more_candidates_train_than_the_request_allows(most: int) -> None:
    assert len(list(candidate_requests(asked({"MaxCandidates": most}), "Regression"))) == most


def test_a_candidate_may_train_as_long_as_the_request_says_and_knows_the_target() -> None:
    request = next(candidate_requests(asked({"MaxRuntimePerTrainingJobInSeconds": 60}), "Regression"))
    assert request["StoppingCondition"] == {"MaxRuntimeInSeconds": 60}
    assert (request["HyperParameters"]["target"], request["HyperParameters"]["validation_fraction"]) == ("alvo", "0.2")


def test_the_metrics_are_those_of_the_api_and_each_is_read_from_the_log() -> None:
    known = constraints.service_model().shape_for("AutoMLMetricEnum").enum
    read = [metric["Name"] for metric in program().metrics]
    assert set(read) <= set(known)
    assert set(read) == {name for names in METRICS.values() for name in names} >= set(SMALLER_IS_BETTER)


@pytest.mark.parametrize(
    ("request_", "key"),
    [
        pytest.param(asked(content="x-application/vnd.amazon+parquet"), "not_csv", id="parquet"),
        pytest.param(asked(SampleWeightAttributeName="peso"), "columns", id="weights"),
        pytest.param(
            asked() | {"AutoMLProblemTypeConfig": {"TextClassificationJobConfig": {}}}, "not_tabular", id="text"
        ),
    ],
)
def test_what_cannot_be_rehearsed_is_refused_by_name(request_: dict[str, Any], key: str) -> None:
    with pytest.raises(NotRehearsedError, match=said(f"automl.{key}")):
        refuse(request_)


def test_a_metric_that_is_not_measured_here_is_refused_by_name() -> None:
    objective = asked() | {"AutoMLJobObjective": {"MetricName": "MAPE"}}
    with pytest.raises(NotRehearsedError, match=said("automl.metric", metric="MAPE")):
        AutoMLJob(objective, "arn", "Regression", lambda _: pytest.fail("a job began"), lambda: None)


def test_what_can_be_rehearsed_is_a_request_that_aws_takes() -> None:
    refuse(asked())
    assert requests.faults("CreateAutoMLJobV2", asked({"MaxCandidates": 3})) == []


def test_the_snippet_trains_its_candidates_and_prints_the_best_of_them(rehearsed: Once) -> None:
    run = rehearsed("automl")
    assert run.code == 0, run.stdout + run.stderr
    printed = dict(re.findall(r"^(exames-\S+) (0\.\d+)$", run.report["output"], re.MULTILINE))
    best = max(printed, key=lambda name: float(printed[name]))
    assert len(printed) == len(run.report["jobs"]) == 3
    assert f"O melhor: {best}, AUC " in run.report["output"]
    assert run.report["score"] == {"name": "AUC", "value": float(printed[best])}
    assert all(job["model"] for job in run.report["jobs"])


def test_the_snippet_sends_a_sound_request_and_names_what_stood_in(rehearsed: Once) -> None:
    run = rehearsed("automl")
    (sent,) = run.report["requests"]
    name = {"AutoMLJobName": "exames-20261126000000"}
    assert sent["operation"] == "CreateAutoMLJobV2"
    assert requests.faults(sent["operation"], sent["parameters"] | name) == []
    assert "automl-not-autopilot" in run.report["stand_ins"]


TWO_PROBLEMS = """\
import time
import boto3

session = boto3.Session(region_name="us-east-1")
sagemaker, s3 = session.client("sagemaker"), session.client("s3")
s3.create_bucket(Bucket="balde")
rows = [f"{n},{n % 7},{'ab'[n % 2]},{n * 0.5 + n % 7},{'xyz'[n % 3]}" for n in range(60)]
s3.put_object(Bucket="balde", Key="dados/t.csv", Body="\\n".join(["um,dois,tres,preco,classe", *rows]).encode())


def ask(name, target):
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://balde/dados/"}}
    sagemaker.create_auto_ml_job_v2(
        AutoMLJobName=name,
        AutoMLJobInputDataConfig=[{"ChannelType": "training", "DataSource": source}],
        OutputDataConfig={"S3OutputPath": "s3://balde/saida"},
        AutoMLProblemTypeConfig={
            "TabularJobConfig": {"TargetAttributeName": target, "CompletionCriteria": {"MaxCandidates": 1}}
        },
        RoleArn="arn:aws:iam::111122223333:role/SageMakerTreino",
    )


for target in ("preco", "classe"):
    ask(target, target)
for target in ("preco", "classe"):
    while (job := sagemaker.describe_auto_ml_job_v2(AutoMLJobName=target))["AutoMLJobStatus"] == "InProgress":
        time.sleep(0.05)
    kind = job["ResolvedAttributes"]["AutoMLProblemTypeResolvedAttributes"]["TabularResolvedAttributes"]["ProblemType"]
    metric = job["BestCandidate"]["FinalAutoMLJobObjectiveMetric"]
    (listed,) = sagemaker.list_candidates_for_auto_ml_job(AutoMLJobName=target)["Candidates"]
    assert listed == job["BestCandidate"]
    print("::", target, job["AutoMLJobStatus"], kind, metric["MetricName"], metric["Type"], round(metric["Value"], 3))
try:
    ask("outro", "nao-existe")
except sagemaker.exceptions.ClientError as error:
    print("::", error)
"""


def test_quantities_and_classes_are_told_apart_and_columns_of_words_are_used(
    rehearse: Callable[..., Rehearsal], tmp_path: Any
) -> None:
    (tmp_path / "lancar.py").write_text(TWO_PROBLEMS)
    run = rehearse(str(tmp_path / "lancar.py"))
    told = [line[3:] for line in run.stdout.splitlines() if line.startswith("::")]
    assert run.code == 0, run.stdout + run.stderr
    assert re.fullmatch(r"preco Completed Regression MSE Minimize \d+\.\d+", told[0])
    assert re.fullmatch(r"classe Completed MulticlassClassification Accuracy Maximize \d\.\d+", told[1])
    assert "'nao-existe' is not in the header" in told[2]
