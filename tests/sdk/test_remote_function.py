"""What @remote asks for, what it lacks, and with what it fails."""

import inspect
import subprocess
import sys
from types import SimpleNamespace
from unittest import mock

import pytest
from sagemaker.core.remote_function import RemoteExecutor, job
from sagemaker.core.remote_function import client as remote
from sagemaker.core.remote_function.runtime_environment import runtime_environment_manager as runtime

ARGUMENTS = set(inspect.signature(remote.remote).parameters)
IMPORT = "from sagemaker.core.remote_function import remote"


def test_spot_has_the_name_of_v2() -> None:
    assert "use_spot_instances" in ARGUMENTS


def test_there_is_no_argument_to_cut_the_network() -> None:
    assert {name for name in ARGUMENTS if "isolation" in name} == set()
    assert {"subnets", "security_group_ids"} <= ARGUMENTS


def test_local_modules_go_along_only_when_asked_to() -> None:
    parameter = inspect.signature(remote.remote).parameters["include_local_workdir"]
    assert not parameter.default
    assert callable(RemoteExecutor)


def test_without_a_region_it_cannot_even_be_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT], env={"HOME": "/nowhere", "PATH": ""}, capture_output=True, text=True
    )
    assert "NoRegionError" in done.stderr


def test_several_machines_need_a_launcher() -> None:
    source = inspect.getsource(remote.remote)
    assert "instance_count > 1" in source
    assert {"use_torchrun", "use_mpirun", "spark_config"} <= {word for word in ARGUMENTS if word in source}


@pytest.mark.parametrize("version", [(3, 11), (3, 12)])
def test_the_default_image_is_for_python_3_8_and_3_10(
    version: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job.sys, "version_info", (*version, 0, "final", 0))
    session = SimpleNamespace(boto_region_name="us-east-1")
    with pytest.raises(ValueError, match=r"only for Python versions 3\.8 and 3\.10"):
        job._JobSettings._get_default_image(session)


def test_another_python_in_the_container_is_refused_and_another_sdk_only_told(caplog: pytest.LogCaptureFixture) -> None:
    manager = runtime.RuntimeEnvironmentManager()
    other_python = mock.patch.object(manager, "_current_python_version", return_value="3.12")
    with other_python, pytest.raises(runtime.RuntimeEnvironmentError):
        manager._validate_python_version("3.11")
    with mock.patch.object(manager, "_current_sagemaker_pysdk_version", return_value="3.26.0"):
        manager._validate_sagemaker_pysdk_version("3.27.0")


def test_the_call_waits_for_the_job_and_an_interruption_stops_only_the_waiting() -> None:
    """No line of the client asks for the job to be stopped, but the method that a reader calls."""
    source = inspect.getsource(remote)
    assert source.count("StopTrainingJob") + source.count("stop_training_job") == 0
    assert "job.wait(" in source
