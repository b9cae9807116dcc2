"""What becomes of the reader's code: the script that the SDK writes to start it, and what it refuses."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sagemaker.core.shapes as shapes
import sagemaker.train.distributed as distributed
from sagemaker.core.training.configs import SourceCode
from sagemaker.train import ModelTrainer
from sagemaker.train.distributed import MPI, Torchrun

from tests.v2_names import ROWS

WITHOUT_CARD = SimpleNamespace(
    _jumpstart_config=None, hyperparameters={"a": 1}
)  # a trainer that does not come from JumpStart


def script(folder: Path, launcher: Any = None, **code: Any) -> str:
    """The script with which a job starts, for this source code."""
    ModelTrainer._prepare_train_script(
        WITHOUT_CARD,
        tmp_dir=type("Folder", (), {"name": str(folder)}),
        source_code=SourceCode(**code),
        distributed=launcher,
    )
    return (folder / "sm_train.sh").read_text(encoding="utf-8")


def test_requirements_are_installed_only_when_they_are_named(tmp_path: Path) -> None:
    assert "install_requirements.py requirements.txt" in script(
        tmp_path, entry_script="treino.py", requirements="requirements.txt"
    )
    assert "install_requirements" not in script(tmp_path, entry_script="treino.py")


def test_a_command_is_run_as_it_is_without_hyperparameters(tmp_path: Path) -> None:
    """A script has them on its command line, put there by the driver that starts it."""
    command = script(tmp_path, command="python treino.py")
    assert "python treino.py\nSAGEMAKER_BASE_COMMAND_EOF" in command
    assert "basic_script_driver.py" not in command
    assert "basic_script_driver.py" in script(tmp_path, entry_script="treino.py")


def test_args_reach_the_program_of_a_command_and_never_a_script(tmp_path: Path) -> None:
    told = script(tmp_path, command="python treino.py", args=["--fase", "1"])
    assert "python treino.py --fase 1\nSAGEMAKER_BASE_COMMAND_EOF" in told
    assert "--fase" not in script(tmp_path, entry_script="treino.py", args=["--fase", "1"])


def test_what_the_guide_says_to_write_gives_args_with_a_command_only() -> None:
    said = [row["v3"] for row in ROWS["argument"] if "args=" in row.get("v3", "")]
    assert [row for row in said if "command=" not in row] == []
    assert said


def test_git_and_env_stay_behind_and_an_environment_does_not() -> None:
    left_out = SourceCode(source_dir=".", entry_script="treino.py").ignore_patterns
    assert (".git" in left_out, ".env" in left_out, ".venv" in left_out) == (True, True, False)


def test_a_missing_python_or_pip_is_told_in_these_words(tmp_path: Path) -> None:
    text = script(tmp_path, entry_script="treino.py")
    assert "The Python executable was not found in the system path" in text
    assert "command -v pip3 || command -v pip" in text


def test_a_launcher_needs_a_script_and_not_a_command(tmp_path: Path) -> None:
    (tmp_path / "treino.py").touch()
    with pytest.raises(ValueError, match="Must provide 'entry_script'"):
        ModelTrainer._validate_distributed_config(WITHOUT_CARD, SourceCode(command="python treino.py"), Torchrun())


def test_a_launcher_without_source_code_fails_on_nothing() -> None:
    with pytest.raises(AttributeError, match="'NoneType' object has no attribute 'entry_script'"):
        ModelTrainer._validate_distributed_config(WITHOUT_CARD, None, Torchrun())


def test_names_of_official_samples_that_there_are_not() -> None:
    assert not hasattr(distributed, "Distributed")
    assert not hasattr(shapes, "InputDataConfig")
    assert hasattr(shapes, "Channel")
    assert {each.__name__ for each in (Torchrun, MPI)} == {"Torchrun", "MPI"}
