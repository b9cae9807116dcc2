"""The option that runs snippets on a real account: off by default, asked for with a role, shown here without AWS."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import snippets
from tests import real_aws
from tests.rehearsal.rehearsing import ROOT

ROLE = "arn:aws:iam::123456789012:role/equipe/Treino"
SCRIPT = "tests/snippets/test_snippets_train.py"


def run_pytest(*options: str, role: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run pytest with these options and this role."""
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider", *options]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = inherited | {real_aws.ROLE_VARIABLE: role} | environment
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def collected(*options: str, role: str = "") -> subprocess.CompletedProcess[str]:
    """What pytest would run, with these options and this role."""
    return run_pytest("--collect-only", *options, role=role)


def test_it_is_off_unless_given(pytestconfig: pytest.Config) -> None:
    assert pytestconfig._parser.parse_known_args([]).real_aws is False


def test_without_a_role_nothing_runs_and_the_reader_is_told_which_variable_to_set() -> None:
    run = collected(real_aws.OPTION, SCRIPT)
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"{real_aws.ROLE_VARIABLE} is not set" in run.stderr
    assert "Nothing was sent to AWS" in run.stderr


def test_with_a_role_only_what_makes_sense_on_aws_runs_and_the_header_says_so() -> None:
    run = collected(real_aws.OPTION, SCRIPT, "-v", role=ROLE)
    names = set(re.findall(r"<Function (\w+)", run.stdout))
    assert names == {
        "test_it_runs_to_its_end",
        "test_it_trains_to_a_model_with_a_good_score",
        "test_the_builtin_algorithm_leaves_a_model_that_predicts",
        "test_the_program_leaves_a_model_that_predicts",
    }, run.stdout + run.stderr
    header = run.stdout.partition("collected")[0]
    assert ROLE in header
    assert "deselected, because" in header


def test_with_the_option_snippets_run_on_aws_and_are_not_rehearsed(tmp_path: Path) -> None:
    """AWS is a stand-in that fails: what the test then shows must come from it."""
    (tmp_path / "no_aws.py").write_text(
        "from tests import real_aws\n"
        'real_aws.run = lambda launch, role, folder: (7, f"{launch.name} as {role}", "", {})\n'
    )
    one = f"{SCRIPT}::test_it_runs_to_its_end[canvas-preparar]"
    run = run_pytest(real_aws.OPTION, one, "-p", "no_aws", role=ROLE, PYTHONPATH=str(tmp_path))
    assert run.returncode == pytest.ExitCode.TESTS_FAILED
    assert f"canvas-preparar.py as {ROLE}" in run.stdout


@pytest.mark.parametrize("given", ["", "Treino", "arn:aws:iam::1:role/x", "arn:aws:s3:::balde", f"{ROLE}; rm"])
def test_what_is_no_role_is_refused(given: str) -> None:
    with pytest.raises(real_aws.MissingRoleError, match=real_aws.ROLE_VARIABLE):
        real_aws.role({real_aws.ROLE_VARIABLE: given})


@pytest.mark.parametrize("name", ["algoritmo-integrado", "conteiner-proprio", "modo-script"])
def test_the_copy_that_runs_differs_in_role_and_account_alone(name: str, tmp_path: Path) -> None:
    launch = snippets.launch_file(name)
    assert launch
    copied = real_aws.copy(launch, ROLE, tmp_path / "copy")
    before, after = launch.read_text().splitlines(), copied.read_text().splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new for _, new in changed if new.startswith(f'ROLE = "{ROLE}"')]
    assert [old for old, _ in changed if real_aws.EXAMPLE_ACCOUNT not in old] == []
    assert real_aws.EXAMPLE_ACCOUNT not in copied.read_text()


def test_what_runs_is_plain_python_on_the_copy_without_the_rehearsal(tmp_path: Path) -> None:
    launch = tmp_path / "oi.py"
    launch.write_text(
        'import sys\nROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"\n'
        'print(ROLE, "rehearsal" in sys.modules)\nprint("validation:auc: 0.987")\n'
    )
    code, stdout, _, report = real_aws.run(launch, ROLE, tmp_path / "work")
    assert (code, stdout.splitlines()[0]) == (0, f"{ROLE} False")
    assert report == {
        "degree": "nao-executado",
        "score": {"name": "validation:auc", "value": 0.987},
        "jobs": [{"model": None}],
    }


def test_a_run_that_left_a_model_says_so_as_a_rehearsal_does() -> None:
    report = real_aws.told(0, "validation:accuracy: 0.978\nModelo: s3://b/m/model.tar.gz\n", Path("/x/model.tar.gz"))
    assert report == {
        "degree": real_aws.TRAINED,
        "score": {"name": "validation:accuracy", "value": 0.978},
        "jobs": [{"model": "/x/model.tar.gz"}],
    }


def test_a_job_that_a_snippet_does_not_wait_for_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stopped: list[str] = []
    monkeypatch.setattr(real_aws, "stop", stopped.extend)
    launch = tmp_path / "oi.py"
    launch.write_text('print("Job criado: ajuste-1 (InProgress)")\nprint("Acompanhe o Job criado: assim")\n')
    real_aws.run(launch, ROLE, tmp_path / "work")
    assert stopped == ["ajuste-1"]
