"""The page that --report writes into a folder: which job's metrics, states, log and permissions stand where."""

import re
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from rehearsal.command import sheet
from rehearsal.command.report import Run
from rehearsal.machine.images import Program
from rehearsal.machine.jobs import Job
from rehearsal.machine.lines import Lines
from rehearsal.words import say
from snippets import curves

BEGUN = datetime(2026, 1, 2, tzinfo=UTC)
METRICS = [{"Name": "perda", "Regex": "perda=([0-9.]+)"}, {"Name": "nunca", "Regex": "nunca=([0-9.]+)"}]
POLICIES = {"caller": {"Who": "launches"}, "role": {"Who": "trains"}, "trust": {"Who": "assumes"}}


def trained(kept: Path, lines: list[str], status: str = "Completed", reason: str | None = None) -> Job:
    """A job that has ended, with these lines in its log, after 1, 2 and 4 s in its states."""
    request = {
        "TrainingJobName": "meu-job",
        "AlgorithmSpecification": {"MetricDefinitions": METRICS},
        "ResourceConfig": {"InstanceCount": 2, "InstanceType": "ml.m5.large"},
    }
    program = Program(["true"])
    job = Job(request, "arn", "us-east-1", program, kept, None, threading.Event(), lambda *_: None)
    job.lines = Lines(("algo-1", 0, line) for line in lines)
    job.status, job.secondary, job.failure_reason = status, status, reason
    now = BEGUN
    for state, seconds in (("Starting", 1), ("Training", 2), ("Interrupted", 0), ("Training", 4), (status, 0)):
        job.transitions.append({"Status": state, "StartTime": now, "EndTime": now + timedelta(seconds=seconds)})
        now += timedelta(seconds=seconds)
    job.interruptions = 1
    return job


class Told(Run):
    """A run whose permissions are known beforehand."""

    def permissions(self) -> dict[str, Any]:
        return POLICIES


def page(*jobs: Job) -> BeautifulSoup:
    cloud = SimpleNamespace(
        jobs=list(jobs),
        series=[],
        docker=SimpleNamespace(trained=False, stand_ins=set(), runs=[]),
        requests=[{"operation": "CreateTrainingJob", "parameters": {"a": "<b>"}}],
        stand_ins=set(),
        calls=SimpleNamespace(seen=[1]),
        snippet_folder=Path(),
        settings=SimpleNamespace(enclosed=True),
    )
    return BeautifulSoup(sheet.page(Told("oi", cloud)), "lxml")  # type: ignore[arg-type]


def one(found: BeautifulSoup | Tag, selector: str) -> Tag:
    (element,) = found.select(selector)
    return element


@pytest.fixture
def shown(tmp_path: Path) -> BeautifulSoup:
    return page(trained(tmp_path, ["perda=3", "outra linha & <b>", "perda=1", "perda=2"]))


def test_each_metric_that_was_logged_is_a_curve_of_its_own_values(shown: BeautifulSoup) -> None:
    figure = one(shown, "figure")
    assert figure["data-metric"] == "perda"
    told = say("sheet.curve", name="perda", count=3, first="3", last="2", least="1", most="3")
    assert one(figure, "figcaption").text == told
    assert one(figure, "svg")["aria-label"] == told


def test_the_states_stand_in_order_with_how_long_each_took(shown: BeautifulSoup) -> None:
    states = [item.text for item in shown.select(".states li")]
    assert states == ["Starting 1.0 s", "Training 2.0 s", "Interrupted 0.0 s", "Training 4.0 s", "Completed 0.0 s"]
    shares = [re.sub(r"\D+", "", str(span["style"]).split(".")[0]) for span in shown.select(".bar span")]
    assert shares == ["1", "2", "0", "4", "0"]


def test_hosts_and_interruptions_are_told(shown: BeautifulSoup) -> None:
    assert say("sheet.hosts", hosts="algo-1, algo-2") in shown.text
    assert say("sheet.interruptions", count=1) in shown.text


def test_the_log_is_shown_as_text_and_never_as_markup(shown: BeautifulSoup) -> None:
    assert "algo-1 | outra linha & <b>" in one(shown, "[data-log] pre").text
    assert not shown.select("pre b")


def test_a_long_log_shows_its_end_and_says_where_the_rest_is(tmp_path: Path) -> None:
    shown = page(trained(tmp_path, [f"linha {number}" for number in range(sheet.LINES + 7)]))
    log = one(shown, "[data-log] pre").text.splitlines()
    assert (log[0], log[-1]) == ("algo-1 | linha 7", f"algo-1 | linha {sheet.LINES + 6}")
    assert say("sheet.log_cut", lines=7, path=tmp_path) in shown.text


def test_each_policy_stands_under_who_needs_it(shown: BeautifulSoup) -> None:
    found = {str(each["data-policy"]): one(each, "pre").text for each in shown.select("[data-policy]")}
    assert {who: re.findall(r'"Who": "(\w+)"', text) for who, text in found.items()} == {
        "caller": ["launches"],
        "role": ["trains"],
        "trust": ["assumes"],
    }
    assert [one(each, "summary").text for each in shown.select("[data-policy]")] == [
        say(f"sheet.{who}") for who in POLICIES
    ]


def test_what_failed_stands_on_top(tmp_path: Path) -> None:
    frame = '  File "/opt/ml/input/data/code/treino.py", line 3, in <module>'
    lines = ["Traceback (most recent call last):", frame, "    erra()", "ValueError: assim não"]
    shown = page(trained(tmp_path, lines, "Failed", "AlgorithmError: foi assim"))
    assert "ValueError: assim não" in one(shown, ".trouble").text
    assert say("summary.reason", reason="AlgorithmError: foi assim") in shown.text


def test_without_a_failure_nothing_stands_there(shown: BeautifulSoup) -> None:
    assert not shown.select(".trouble")


def test_it_asks_nobody_for_anything(shown: BeautifulSoup) -> None:
    assert not shown.select("script, link, img, iframe, [src], [href]")
    assert "default-src 'none'" in str(one(shown, "meta[http-equiv]")["content"])


@pytest.mark.parametrize(
    ("place", "files"),
    [
        pytest.param("relato.json", ["relato.json"], id="a-json-file"),
        pytest.param("relato", ["relato/index.html", "relato/report.json"], id="a-folder"),
    ],
)
def test_a_folder_gets_the_page_and_a_json_file_the_record_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, files: list[str]
) -> None:
    monkeypatch.setattr(sheet, "page", lambda run: "<p>oi")
    sheet.write(SimpleNamespace(record=dict), tmp_path / place)  # type: ignore[arg-type]
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*") if path.is_file()) == files


def test_a_curve_goes_up_where_the_value_does_and_ends_at_the_right() -> None:
    drawn = re.findall(r"([\d.]+),([\d.]+)", curves.curve("x", [1.0, 3.0, 2.0], "x"))
    across, down = zip(*(map(float, point) for point in drawn), strict=True)
    assert across == (curves.EDGE, curves.WIDTH / 2, curves.WIDTH - curves.EDGE)
    assert down == (curves.HEIGHT - curves.EDGE, curves.EDGE, curves.HEIGHT / 2)


@pytest.mark.parametrize("count", [1, 2, curves.MOST, 10_000])
def test_however_many_values_the_first_and_the_last_are_drawn(count: int) -> None:
    drawn = re.findall(r"[\d.]+,([\d.]+)", curves.curve("x", [float(each) for each in range(count)], "x"))
    assert len(drawn) == min(count, curves.MOST)
    middle = str(curves.HEIGHT / 2)
    assert (drawn[0], drawn[-1]) == ((middle, middle) if count == 1 else ("112.0", "8.0"))
