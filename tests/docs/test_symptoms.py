"""The published symptoms keep their schema, and say in each language what that language's files say."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from publish.languages import LANGUAGES
from symptoms import document
from symptoms.reading import load

TAGS = {language.folder: language.tag for language in LANGUAGES}


@pytest.fixture(scope="module")
def published(site: Path) -> dict[str, Any]:
    return json.loads((site / "symptoms.json").read_text(encoding="utf-8"))


def test_they_keep_the_published_schema(site: Path, published: dict[str, Any]) -> None:
    schema = json.loads((site / "symptoms.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(published, schema, cls=jsonschema.Draft202012Validator)
    assert published == document.to_document(load(), TAGS)


@pytest.mark.parametrize("folder", TAGS)
def test_every_language_says_its_own(folder: str, published: dict[str, Any]) -> None:
    said = {id_: entry["advice"][TAGS[folder]] for id_, entry in published["symptoms"].items()}
    assert said == {symptom.id: symptom.words[folder].advice for symptom in load()}
    assert len(said) == len(load())


def test_a_broken_document_does_not_keep_the_schema(published: dict[str, Any]) -> None:
    broken = json.loads(json.dumps(published))
    del broken["symptoms"]["tempo-maximo"]["advice"]["es"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, document.schema(TAGS), cls=jsonschema.Draft202012Validator)
