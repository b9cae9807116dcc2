"""What a rehearsal does only once gives what it gave before, and what fails is not remembered."""

import json
from pathlib import Path

import jsonschema
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
