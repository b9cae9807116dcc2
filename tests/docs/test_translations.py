"""English and Spanish follow the Portuguese: nothing is behind, and every section and label claims the same.

Reads what is written, not the built site.
"""

from collections.abc import Iterable, Mapping
from functools import cache

import pytest

from publish.languages import Language
from publish.translations import parity, record, texts
from publish.translations.facts import Block
from publish.translations.texts import SOURCE, TRANSLATIONS, Place

by_translation = pytest.mark.parametrize("language", TRANSLATIONS, ids=lambda language: language.tag)


@cache
def written(language: Language) -> Mapping[Place, str]:
    return texts.read(language)


@cache
def said(language: Language) -> Mapping[Place, list[Block]]:
    return parity.read(written(language), language)


def lines(found: Iterable[object]) -> str:
    return "".join(f"\n{each}" for each in found)


@by_translation
def test_no_translation_is_behind_the_portuguese(language: Language) -> None:
    late = record.late(written(SOURCE), written(language), record.load(language), language)
    assert not late, lines(record.by_file(late, written(SOURCE)))


@by_translation
def test_every_section_and_label_claims_what_the_portuguese_claims(language: Language) -> None:
    found = list(parity.differences(said(SOURCE), said(language), language, parity.load(language)))
    assert not found, lines(found)


@by_translation
def test_sections_and_labels_stand_in_the_order_of_the_portuguese(language: Language) -> None:
    assert list(written(language)) == list(written(SOURCE))


@by_translation
def test_two_texts_of_a_table_do_not_become_one(language: Language) -> None:
    """Labels that were exchanged, or copied from one line to the next, read well and say the wrong thing."""
    meant: dict[str, set[str]] = {}
    for place, text in written(SOURCE).items():
        if place.file.endswith(".toml"):
            meant.setdefault(written(language).get(place, ""), set()).add(text)
    assert {here: sorted(texts) for here, texts in meant.items() if len(texts) > 1} == {}
    assert len(meant) >= 400


@by_translation
def test_one_label_has_one_translation(language: Language) -> None:
    assert parity.unequal(written(SOURCE), written(language), language) == []


@by_translation
def test_what_is_declared_to_differ_does_differ(language: Language) -> None:
    assert parity.needless(said(SOURCE), said(language), parity.load(language)) == []


# By hand, so that a check that finds nothing to compare says so: a little less than there was on 28 November 2026.
@pytest.mark.parametrize(
    ("where", "at_least"),
    [("docs/{}/", 380), ("docs/words/", 150), ("decision/text/", 270), ("decision/labels/", 19)],
)
def test_so_many_sections_and_labels_are_compared(where: str, at_least: int) -> None:
    assert len([place for place in written(SOURCE) if place.file.startswith(where)]) >= at_least


@pytest.mark.parametrize(
    ("fact", "at_least"),
    [("citations", 480), ("links", 230), ("code", 400), ("numbers", 500), ("fields", 20)],
)
def test_so_many_blocks_with_claims_are_compared(fact: str, at_least: int) -> None:
    assert len([block for blocks in said(SOURCE).values() for block in blocks if fact in block.facts]) >= at_least
