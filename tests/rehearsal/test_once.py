"""What a rehearsal does only once gives what it gave before, and what fails is not remembered."""

import importlib
import importlib.util
import inspect
import json
import sys
from pathlib import Path

import jsonschema
import pydantic
import pytest
from botocore.loaders import JSONFileLoader, Loader

from rehearsal.aws import once
from tests.rehearsal import warm

NUMBER = {"type": "number"}


def test_a_sound_instance_is_checked_once_against_each_schema() -> None:
    asked: list[tuple[object, object]] = []
    validate = once.once(lambda instance, schema: asked.append((instance, schema)), {})
    text = {"type": "string"}
    for instance, schema in [(1, NUMBER), (1, NUMBER), (2, NUMBER), (1, text)]:
        validate(instance, schema)
    assert asked == [(1, NUMBER), (2, NUMBER), (1, text)]


def test_a_faulty_instance_is_refused_each_time() -> None:
    validate = once.once(jsonschema.validate, {})
    for _ in range(2):
        with pytest.raises(jsonschema.ValidationError):
            validate("um", NUMBER)


def test_a_model_is_read_once_and_all_is_as_before_afterwards(tmp_path: Path) -> None:
    (tmp_path / "modelo.json").write_text(json.dumps({"version": 1}))
    before = jsonschema.validate, JSONFileLoader.load_file, Loader.list_available_services
    with once.on():
        first = JSONFileLoader().load_file(str(tmp_path / "modelo"))
        assert JSONFileLoader().load_file(str(tmp_path / "modelo")) is first
        assert JSONFileLoader().load_file(str(tmp_path / "nenhum")) is None
    assert first == {"version": 1}
    assert (jsonschema.validate, JSONFileLoader.load_file, Loader.list_available_services) == before


@pytest.mark.parametrize("service", warm.ASKED_ALWAYS)
def test_a_remembered_model_is_botocores_own(service: str) -> None:
    own = Loader().load_service_model(service, "service-2")
    with once.on():
        first = Loader().load_service_model(service, "service-2")
        again = Loader().load_service_model(service, "service-2")
    assert first == again == own


@pytest.mark.parametrize("kind", ["service-2", "paginators-1", "resources-1"])
def test_the_remembered_services_are_botocores_own(kind: str, tmp_path: Path) -> None:
    own = Loader().list_available_services(kind)
    (tmp_path / "um-servico" / "2026-11-28").mkdir(parents=True)
    (tmp_path / "um-servico" / "2026-11-28" / f"{kind}.json").write_text("{}")
    with once.on():
        assert Loader().list_available_services(kind) == own
        assert Loader().list_available_services(kind) == own
        alone = Loader(extra_search_paths=[str(tmp_path)], include_default_search_paths=False)
        assert alone.list_available_services(kind) == ["um-servico"]


MODEL = "import pydantic\nclass Lugar(pydantic.BaseModel):\n    nome: str\n    vagas: int = 1\n"


@pytest.mark.parametrize(("name", "built"), [("modelos_adiados", False), ("modelos_de_outro", True)])
def test_a_model_of_the_sdk_is_built_when_it_is_first_used(
    name: str, built: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{name}.py").write_text(MODEL)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(once, "MODELS", ("modelos_adiados",))
    before = pydantic.BaseModel.model_config
    with once.on():
        place = importlib.import_module(name).Lugar
    assert place.__pydantic_complete__ is built
    assert place(nome="a").model_dump() == {"nome": "a", "vagas": 1}
    with pytest.raises(pydantic.ValidationError):
        place(nome=["a"])
    assert "Lugar" in inspect.getsource(sys.modules.pop(name))
    assert pydantic.BaseModel.model_config is before


def test_the_modules_of_the_sdk_that_define_its_models_are_there() -> None:
    assert [name for name in once.MODELS if not importlib.util.find_spec(name)] == []
    assert "sagemaker.core.shapes.shapes" in once.MODELS
