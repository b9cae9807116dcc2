"""HyperPod from the SDK: the object that names a cluster, what it runs with, and advice that must not be followed."""

import inspect
import re

import pytest
from sagemaker.core.training.configs import HyperPodCompute
from sagemaker.train import base_trainer

from publish.languages import LANGUAGES, Language

SOURCE = inspect.getsource(base_trainer)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_the_code_on_the_page_builds(language: Language) -> None:
    page = (language.docs / "opcoes" / "hyperpod.md").read_text(encoding="utf-8")
    names: dict[str, object] = {}
    exec(re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0], names)
    built = [each for each in names.values() if isinstance(each, HyperPodCompute)]
    assert [(each.node_count, each.namespace) for each in built] == [(4, "kubeflow")]


def test_its_error_gives_the_wrong_package() -> None:
    assert "Install it with: pip install hyperpod" in SOURCE


def test_it_calls_the_command_of_the_old_line_and_not_hyp() -> None:
    assert re.search(r'"hyperpod",\s*"(start-job|connect-cluster)"', SOURCE)
    assert not re.search(r'"hyp"', SOURCE)


def test_no_role_is_passed() -> None:
    assert "role" not in HyperPodCompute.model_fields
