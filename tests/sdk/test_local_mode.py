"""What local mode mounts, copies, leaves behind and refuses: the definition that it gives to Docker Compose, and more.

Docker is not needed: nothing is started.
"""

import inspect
import io
import subprocess
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sagemaker.core.shapes import Channel, DataSource, FileSystemDataSource, S3DataSource
from sagemaker.train.local import local_container
from sagemaker.train.local.local_container import _LocalContainer
from sagemaker.train.model_trainer import ModelTrainer

CREDENTIALS = ["AWS_ACCESS_KEY_ID=nobody", "AWS_SECRET_ACCESS_KEY=nothing"]


def local(folder: Path, **changes: Any) -> _LocalContainer:
    """A container of local mode, in a folder, with one channel of local data."""
    data = FileSystemDataSource.model_construct(directory_path=str(folder), file_system_type="EFS")
    channel = Channel(channel_name="train", data_source=DataSource(file_system_data_source=data))
    given = {
        "training_job_name": "treino",
        "image": "minha-imagem",
        "container_root": str(folder),
        "instance_type": "local_cpu",
        "instance_count": 1,
        "input_data_config": [channel],
        "hyper_parameters": {},
        "environment": {},
        "sagemaker_session": None,
    }
    return _LocalContainer.model_construct(**{**given, **changes})


def host(folder: Path, **changes: Any) -> dict[str, Any]:
    """The definition of a host, for Docker Compose."""
    container = local(folder, is_studio=False, container_entrypoint=None, container_arguments=None, **changes)
    volumes = container._prepare_training_volumes(str(folder / "dados"), container.input_data_config, {})
    return dict(container._create_docker_host("algo-1", {}, volumes))


def mounted(definition: dict[str, Any]) -> set[str]:
    return {volume.rpartition(":")[2] for volume in definition["volumes"]}


def test_the_folders_of_the_contract_are_mounted_and_that_of_checkpoints_is_not(tmp_path: Path) -> None:
    inside = mounted(host(tmp_path))
    assert {"/opt/ml/model", "/opt/ml/output", "/opt/ml/input", "/opt/ml/input/data/train"} <= inside
    assert "/opt/ml/checkpoints" not in inside


def test_without_source_code_the_image_starts_with_its_own_command(tmp_path: Path) -> None:
    assert {"entrypoint", "command"} & host(tmp_path).keys() == set()


def test_no_role_is_used(tmp_path: Path) -> None:
    assert host(tmp_path).keys() == {"image", "volumes", "environment", "networks"}
    assert "role" not in _LocalContainer.model_fields


def test_with_a_session_the_credentials_go_into_the_definition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_container, "_aws_credentials", lambda _: CREDENTIALS)
    session = SimpleNamespace(boto_session=None)
    assert host(tmp_path, sagemaker_session=session)["environment"] == CREDENTIALS
    assert host(tmp_path)["environment"] == []


def test_an_image_of_ones_own_needs_no_session(tmp_path: Path) -> None:
    assert local(tmp_path)._ecr_login_if_needed() is False


@pytest.mark.parametrize("spread", ["FullyReplicated", "ShardedByS3Key"])
def test_data_of_s3_is_taken_whole_or_not_at_all(tmp_path: Path, spread: str) -> None:
    source = S3DataSource(s3_data_type="S3Prefix", s3_uri="s3://b/x", s3_data_distribution_type=spread)
    channel = Channel(channel_name="train", data_source=DataSource(s3_data_source=source))

    def prepared() -> None:
        local(tmp_path, input_data_config=[channel], sagemaker_session=SimpleNamespace())

    if spread == "FullyReplicated":
        prepared()
    else:
        with pytest.raises(RuntimeError, match="Invalid Data Distribution"):
            prepared()


def test_a_list_of_machines_is_refused() -> None:
    assert "Local mode training does not support 'instance_preferences'" in inspect.getsource(ModelTrainer.train)


def test_the_folder_of_the_model_is_not_emptied_and_others_are() -> None:
    source = inspect.getsource(_LocalContainer.train)
    removed = {line.strip() for line in source.splitlines() if "_rmtree(" in line}
    assert len(removed) == 4
    assert {line for line in removed if '"model"' in line} == set()


def test_a_failure_is_a_runtime_error_of_these_words() -> None:
    class Failed:
        args, stdout = "docker compose", io.BytesIO()

        def poll(self) -> int:
            return 3

    with pytest.raises(RuntimeError, match=r"Failed to run: docker compose. Process exited with code: 3"):
        local_container._stream_output(Failed())


@pytest.mark.parametrize(("told", "command"), [("Docker Compose version v2.29.1", ["docker", "compose"]), ("", None)])
def test_it_looks_for_compose_2_and_says_when_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, command: list[str] | None
) -> None:
    monkeypatch.setattr(subprocess, "check_output", lambda *_, **__: told)
    monkeypatch.setattr(local_container.shutil, "which", lambda _: None)
    if command:
        assert local(tmp_path)._get_compose_cmd_prefix() == command
        return
    with pytest.raises(ImportError, match="Docker Compose is not installed"):
        local(tmp_path)._get_compose_cmd_prefix()


def test_a_relative_folder_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It becomes the beginning of the name of a temporary folder, which is looked for below the system's own."""
    assert 'prefix=os.path.join(self.local_container_root + "/")' in inspect.getsource(ModelTrainer)
    monkeypatch.chdir(tmp_path)
    Path("aqui").mkdir()
    with pytest.raises(FileNotFoundError):
        tempfile.TemporaryDirectory(prefix="aqui/")
