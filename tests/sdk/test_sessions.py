"""Training sessions: what can be built without AWS, and what the client's own text and signatures say."""

import inspect
import re
import types as python_types

import boto3
import pytest
from sagemaker.train.training_session import (
    AdamParams,
    Datum,
    ModelInput,
    ServiceClient,
    TensorData,
    TensorDtype,
    _session_handle,
    _utils,
    service_client,
)
from sagemaker.train.training_session.types import LossFunction

from publish.languages import LANGUAGES, Language

IGNORED = {"seed", "train_mlp", "train_attn", "train_unembed", "user_metadata"}
START = inspect.signature(ServiceClient.create_lora_training_client)


def test_there_are_four_losses() -> None:
    assert {each.value for each in LossFunction} == {"cross_entropy", "importance_sampling", "ppo", "cispo"}


def test_without_a_group_a_common_one_is_used() -> None:
    assert service_client.DEFAULT_MODEL_PACKAGE_GROUP_NAME == "sagemaker-default"


def test_nova_is_left_out() -> None:
    assert _utils._EXCLUDED_MODEL_NAMES == ("nova",)


def test_five_options_are_taken_and_only_warned_about() -> None:
    assert set(START.parameters) >= IGNORED
    text = " ".join((ServiceClient.create_lora_training_client.__doc__ or "").split())
    assert len(re.findall(r"Accepted but not used; setting it logs a warning", text)) >= len(IGNORED)


def test_there_is_no_place_for_the_licence_in_the_sdk_and_there_is_one_in_the_api() -> None:
    assert {name for name in START.parameters if "eula" in name} == set()
    model = boto3.Session()._session.get_service_model("sagemaker")
    assert "AcceptEula" in model.shape_for("TrainingSessionModelConfig").members


def test_the_stop_is_asked_for_when_the_last_client_is_gone_and_a_killed_process_asks_for_nothing() -> None:
    source = inspect.getsource(_session_handle)
    assert "weakref.finalize(" in source
    assert "inactivity timeout" in source


def test_deleting_a_package_leaves_its_files_unless_asked() -> None:
    parameter = inspect.signature(ServiceClient.delete_model_package).parameters["delete_artifacts"]
    assert parameter.default is False
    assert inspect.signature(ServiceClient.delete_session).parameters["stop_if_active"].default is False
    assert callable(ServiceClient.stop_session)
    assert callable(ServiceClient.list_sessions)


def test_data_are_numbers_of_tokens() -> None:
    datum = Datum(
        model_input=ModelInput.from_ints([1, 2, 3]),
        loss_fn_inputs={"target_tokens": TensorData(data=[2, 3, 0], dtype=TensorDtype.INT64)},
    )
    assert datum.model_input
    assert AdamParams(learning_rate=1e-4)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_the_code_on_the_page_imports_what_there_is_and_builds_its_client(language: Language) -> None:
    page = (language.docs / "opcoes" / "sessao-de-treino.md").read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[-1]
    begin = code.partition("\nprint(")[0]
    module = python_types.ModuleType("pagina")
    exec(begin, module.__dict__)
    assert any(isinstance(each, ServiceClient) for each in vars(module).values())
