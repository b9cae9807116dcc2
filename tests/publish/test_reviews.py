"""Sources that have to be read again are listed by a command, and kept in one issue by a workflow's script."""

import json
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from publish.languages import ROOT
from publish.pages import sources
from publish.sources import __main__ as command

SCRIPT = ROOT / ".github" / "scripts" / "reviews.sh"
TITLE = "Sources to be read again"
CATALOGUE = sources.catalogue(ROOT / "docs", "https://nosso.example")


def listed(capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    return [line.split() for line in capsys.readouterr().out.splitlines()]


# -- the command --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2027-01-21", "2027-06-01", "2028-01-01"])
def test_it_lists_those_whose_day_has_come_the_first_first(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--expired", "--today", day]) == 1
    lines = listed(capsys)
    due = {id_ for id_, source in CATALOGUE.items() if source.review <= date.fromisoformat(day)}
    assert {line[1] for line in lines} == due
    assert due
    assert [line[0] for line in lines] == sorted(line[0] for line in lines)


def test_a_line_has_day_id_address_and_pages(capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["--expired", "--today", "2027-06-01"])
    told = {line[1]: line for line in listed(capsys)}["precos-canvas"]
    assert told[0] == "2027-02-20"
    assert told[2] == "https://aws.amazon.com/sagemaker/ai/canvas/pricing/"
    assert "opcoes/canvas.md" in told[3:]


def test_none_is_due_on_the_day_of_the_last_reading(capsys: pytest.CaptureFixture[str]) -> None:
    last = max(source.verified for source in CATALOGUE.values())
    assert command.main(["--expired", "--today", last.isoformat()]) == 0
    assert capsys.readouterr().out.startswith(f"none of {len(CATALOGUE)} sources")


def test_without_expired_it_lists_all_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--today", "2027-06-01"]) == 0
    assert {line[1] for line in listed(capsys)} == set(CATALOGUE)


def test_today_is_the_day_of_the_build(capsys: pytest.CaptureFixture[str]) -> None:
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1811808000"}  # 1 June 2027
    done = subprocess.run(
        [sys.executable, "-m", "publish.sources", "--expired"], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert command.main(["--expired", "--today", "2027-06-01"]) == 1
    day_and_id = [line.split()[:2] for line in done.stdout.splitlines()]
    assert day_and_id == [line[:2] for line in listed(capsys)]


def test_a_day_that_is_none_is_a_fault_of_use() -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(["--expired", "--today", "tomorrow"])
    assert stopped.value.code == 2


def test_a_list_that_cannot_be_made_is_no_list(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    def broken(*_: object) -> None:
        raise sources.SourceError("sources.toml: broken")

    monkeypatch.setattr(sources, "catalogue", broken)
    assert command.main(["--expired"]) == 2
    assert "sources.toml: broken" in capsys.readouterr().err


# -- the script ---------------------------------------------------------------------------------------------------

# Stands in for GitHub's program: notes each call, and answers `issue list` with the open issue, if there is one.
GH = f"""#!{sys.executable}
import json, os, sys
with open(os.environ["CALLS"], "a") as file:
    file.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[1:3] == ["issue", "list"]:
    print(os.environ["OPEN"])
sys.exit(int(os.environ["GH_FAILS"]) if sys.argv[2] != "list" else 0)
"""


def run(folder: Path, listing: str, code: int, issue: str = "", gh_fails: int = 0) -> tuple[int, list[list[str]]]:
    """Run the script over a command that prints ``listing``; return its exit code and what it asked gh for."""
    programs = {"gh": GH, "list": f"#!/bin/sh\nprintf '%s' '{listing}'\nexit {code}\n"}
    for name, text in programs.items():
        path = folder / name
        path.write_text(text)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    calls = folder / "calls"
    calls.touch()
    env = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "CALLS": str(calls), "OPEN": issue}
    env["GH_FAILS"] = str(gh_fails)
    done = subprocess.run([SCRIPT, folder / "list"], env=env, capture_output=True, text=True)
    return done.returncode, [json.loads(line) for line in calls.read_text().splitlines()]


def asked(calls: list[list[str]]) -> list[list[str]]:
    """The calls that change something, without the texts."""
    return [[part for part in call if "\n" not in part] for call in calls if call[:2] != ["issue", "list"]]


def test_the_first_time_an_issue_is_opened_with_the_list(tmp_path: Path) -> None:
    code, calls = run(tmp_path, "2027-02-20  canvas  https://a.example/  index.md", 1)
    assert code == 0
    assert asked(calls) == [["issue", "create", "--title", TITLE, "--body"]]
    assert "2027-02-20  canvas  https://a.example/  index.md" in calls[-1][-1]


def test_an_open_issue_is_brought_up_to_date_and_none_is_added(tmp_path: Path) -> None:
    code, calls = run(tmp_path, "2027-02-20  canvas", 1, issue="7")
    assert code == 0
    assert asked(calls) == [["issue", "edit", "7", "--body"]]
    assert "2027-02-20  canvas" in calls[-1][-1]


def test_it_looks_for_the_open_issue_by_its_title(tmp_path: Path) -> None:
    _, calls = run(tmp_path, "x", 1)
    assert calls[0][:4] == ["issue", "list", "--state", "open"]
    assert f'select(.title == "{TITLE}")' in calls[0][-1]


def test_when_nothing_is_due_the_open_issue_is_closed(tmp_path: Path) -> None:
    code, calls = run(tmp_path, "none of 3 sources", 0, issue="7")
    assert code == 0
    assert [call[:3] for call in asked(calls)] == [["issue", "close", "7"]]


def test_when_nothing_is_due_and_no_issue_is_open_nothing_is_asked(tmp_path: Path) -> None:
    code, calls = run(tmp_path, "none of 3 sources", 0)
    assert (code, asked(calls)) == (0, [])


@pytest.mark.parametrize(("listing", "code"), [("", 2), ("", 1), ("", 0), ("half a list", 2)])
def test_a_list_that_could_not_be_made_opens_and_closes_nothing(tmp_path: Path, listing: str, code: int) -> None:
    assert run(tmp_path, listing, code, issue="7") == (1, [])


@pytest.mark.parametrize(("listing", "code", "issue"), [("x", 1, ""), ("x", 1, "7"), ("none", 0, "7")])
def test_what_github_refuses_is_not_passed_over(tmp_path: Path, listing: str, code: int, issue: str) -> None:
    assert run(tmp_path, listing, code, issue, gh_fails=1)[0] != 0


def test_the_makefile_gives_the_script_the_command() -> None:
    # Under `make test` this is a make inside a make, which says where it goes in and out.
    command = ["make", "--no-print-directory", "-n", "reviews"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert shown.splitlines()[-1] == ".github/scripts/reviews.sh .venv/bin/python -m publish.sources --expired"
