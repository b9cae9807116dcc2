"""The workflows keep GitHub's schema, call what the Makefile has, take actions at a commit, and remake what is made."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from publish.languages import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.iterdir())
each_workflow = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def jobs(path: Path) -> dict[str, Any]:
    """The jobs of a workflow, by name."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"])


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job["steps"]]


def commands(job: dict[str, Any]) -> list[str]:
    """The lines that a job runs."""
    return [line for step in job["steps"] for line in step.get("run", "").splitlines()]


def test_there_are_the_workflows_that_the_tests_know() -> None:
    names = ["advisories", "audit", "made-again", "newest", "release", "reviews", "site"]
    assert [path.name for path in FILES] == [f"{name}.yml" for name in names]


@each_workflow
def test_a_workflow_keeps_the_schema_of_github(path: Path) -> None:
    done = CliRunner().invoke(check_jsonschema, ["--builtin-schema", "vendor.github-workflows", str(path)])
    assert done.exit_code == 0, done.output


@each_workflow
def test_a_workflow_calls_targets_that_the_makefile_has(path: Path) -> None:
    lines = [line for job in jobs(path).values() for line in commands(job)]
    called = {found[1] for line in lines if (found := re.match(r"make ([a-z-]+)", line))}
    assert called
    assert called <= TARGETS


@each_workflow
def test_a_workflow_runs_nothing_but_make(path: Path) -> None:
    """What a workflow does, a person can type."""
    lines = [line for job in jobs(path).values() for line in commands(job)]
    assert [line for line in lines if not line.startswith("make ")] == []


@each_workflow
def test_every_action_is_taken_at_a_commit_with_its_version_beside_it(path: Path) -> None:
    used = [step["uses"] for step in steps(path) if "uses" in step]
    written = re.findall(r"uses: ([\w-]+/[\w-]+@[0-9a-f]{40}) # v\d+\.\d+\.\d+$", path.read_text(), re.MULTILINE)
    assert used
    assert written == used


def test_one_action_is_taken_at_one_commit_everywhere() -> None:
    used = {step["uses"] for path in FILES for step in steps(path) if "uses" in step}
    assert len({use.partition("@")[0] for use in used}) == len(used)


@pytest.mark.parametrize(
    ("name", "command"), [("quickly", "make tree addresses"), ("wholly", "make update"), ("locks", "make lock")]
)
def test_what_is_made_again_is_compared_and_the_command_is_named(name: str, command: str) -> None:
    assert commands(jobs(FOLDER / "made-again.yml")[name]) == [command, f'make unchanged COMMAND="{command}"']


def test_the_whole_is_made_again_every_week() -> None:
    workflow = yaml.safe_load((FOLDER / "made-again.yml").read_text(encoding="utf-8"))
    assert [each["cron"].split()[2:4] for each in workflow[True]["schedule"]] == [["*", "*"]]  # YAML reads `on` as true
    assert {name for name, job in workflow["jobs"].items() if "if" not in job} == {"quickly"}


@pytest.mark.parametrize("name", ["advisories", "audit", "newest"])
def test_what_takes_long_is_tried_every_week(name: str) -> None:
    workflow = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    assert [each["cron"].split()[2:4] for each in workflow[True]["schedule"]] == [["*", "*"]]
    assert [line for job in workflow["jobs"].values() for line in commands(job)] == [f"make {name}"]


def test_the_tests_run_on_every_python_that_the_guide_promises_and_on_a_mac_what_it_promises_there() -> None:
    found = jobs(FOLDER / "site.yml")
    promised = re.search(r"Python 3\.(\d+)\.\d+ a 3\.(\d+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert promised
    versions = [f"3.{minor}" for minor in range(int(promised[1]), int(promised[2]) + 1)]
    assert found["test"]["strategy"]["matrix"]["python"] == versions
    assert found["macos"]["runs-on"] == "macos-latest"
    assert commands(found["macos"]) == ["make site", "make check", "make rehearse SNIPPET=modo-script"]
    assert found["publish"]["needs"] == ["test", "macos"]


def test_the_newest_is_what_readers_install_and_its_run_is_the_one_that_is_told() -> None:
    recipe = re.search(r"^newest:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe
    upgrade = re.search(r'--upgrade "sagemaker>=3,<4" ((?:.*\\\n)*.*)\n', recipe[1])
    assert upgrade
    assert upgrade[1].endswith(" boto3 botocore moto")
    assert re.findall(r"\t(\S+).*build/newest\.xml", recipe[1]) == ["rm", "-$(NEWEST)/python", "$(NEWEST)/python"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the Makefile and one generated file, committed."""
    (tmp_path / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    (tmp_path / "made.json").write_text("{}\n")
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def unchanged(folder: Path) -> subprocess.CompletedProcess[str]:
    command = ["make", "-s", "unchanged", "COMMAND=make update"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_nothing_changed_passes(repository: Path) -> None:
    assert unchanged(repository).returncode == 0


@pytest.mark.parametrize("name", ["made.json", "new.json"])
def test_a_file_that_differs_or_is_new_fails_and_names_the_command(repository: Path, name: str) -> None:
    (repository / name).write_text("[]\n")
    done = unchanged(repository)
    assert done.returncode == 2
    assert "run make update" in done.stderr
    assert name in done.stdout
