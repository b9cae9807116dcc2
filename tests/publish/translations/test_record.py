"""A translation is behind when the Portuguese is not what it followed; whoever follows it notes it."""

from pathlib import Path

import pytest

from publish.languages import LANGUAGES
from publish.translations import record, texts
from publish.translations.record import PlaceError
from publish.translations.texts import Place, TextError

PT, EN, ES = LANGUAGES
S3, IAM = Place("docs/{}/conceitos.md", "s3"), Place("docs/{}/conceitos.md", "iam")
LABEL = Place("decision/text/{}.toml", "questions.tamanho.text")
SOURCE = {S3: "O S3.", IAM: "O IAM.", LABEL: "Tamanho?"}
TRANSLATED = {S3: "S3.", IAM: "IAM.", LABEL: "Size?"}
FOLLOWED = record.followed(SOURCE, TRANSLATED, {}, EN, None)


def late(source=SOURCE, translated=TRANSLATED, known=FOLLOWED) -> list[str]:
    return [str(each) for each in record.late(source, translated, known, EN)]


def without(texts_, place):
    return {other: text for other, text in texts_.items() if other != place}


def test_nothing_is_behind_once_everything_was_followed() -> None:
    assert late() == []
    assert list(FOLLOWED) == [S3, IAM, LABEL]


def test_spaces_and_line_breaks_are_no_change() -> None:
    assert late({**SOURCE, S3: "O\n  S3. "}) == []


@pytest.mark.parametrize(
    ("source", "translated", "known", "message"),
    [
        pytest.param(
            {**SOURCE, S3: "O S3, agora."},
            TRANSLATED,
            FOLLOWED,
            "docs/en/conceitos.md#s3: the Portuguese changed after it was translated; follow it, then run "
            "`python -m publish.translations --done docs/en/conceitos.md#s3`",
            id="changed",
        ),
        pytest.param(
            {**SOURCE, LABEL: "Qual tamanho?"},
            TRANSLATED,
            FOLLOWED,
            "decision/text/en.toml#questions.tamanho.text: the Portuguese changed after it was translated; follow it, "
            "then run `python -m publish.translations --done decision/text/en.toml#questions.tamanho.text`",
            id="a key changed",
        ),
        pytest.param(
            SOURCE,
            without(TRANSLATED, S3),
            without(FOLLOWED, S3),
            "docs/en/conceitos.md#s3: the Portuguese has it and this does not; write it, then run "
            "`python -m publish.translations --done docs/en/conceitos.md#s3`",
            id="added",
        ),
        pytest.param(
            SOURCE,
            TRANSLATED,
            without(FOLLOWED, S3),
            "docs/en/conceitos.md#s3: is new; see that it says what the Portuguese says, then run "
            "`python -m publish.translations --done docs/en/conceitos.md#s3`",
            id="added in both",
        ),
        pytest.param(
            without(SOURCE, S3),
            TRANSLATED,
            FOLLOWED,
            "docs/en/conceitos.md#s3: the Portuguese does not have it; take it out, then run "
            "`python -m publish.translations --done docs/en/conceitos.md#s3`",
            id="removed",
        ),
        pytest.param(
            without(SOURCE, S3),
            without(TRANSLATED, S3),
            FOLLOWED,
            "docs/en/conceitos.md#s3: is gone in both languages; see that it is meant, then run "
            "`python -m publish.translations --done docs/en/conceitos.md#s3`",
            id="removed in both",
        ),
    ],
)
def test_whoever_changes_the_portuguese_sees_each_place_that_has_to_follow(source, translated, known, message) -> None:
    assert late(source, translated, known) == [message]


def test_a_new_page_is_one_line() -> None:
    found = record.late(SOURCE, TRANSLATED, {LABEL: FOLLOWED[LABEL]}, EN)
    assert [str(each) for each in record.by_file(found, SOURCE)] == [
        "docs/en/conceitos.md: is new; see that it says what the Portuguese says, then run "
        "`python -m publish.translations --done docs/en/conceitos.md`"
    ]


def test_what_is_behind_is_given_by_page_and_section_for_the_page_to_say_it() -> None:
    changed = {place: f"{text} Mais." for place, text in SOURCE.items()}
    assert record.behind(record.late(changed, TRANSLATED, FOLLOWED, ES)) == {
        "docs/es/conceitos.md": ["s3", "iam"],
        "decision/text/es.toml": ["questions.tamanho.text"],
    }


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (S3, [IAM, LABEL]),
        (Place(S3.file, ""), [LABEL]),
        (LABEL, [S3, IAM]),
        (Place(LABEL.file, "questions.tamanho"), [S3, IAM]),
        (None, []),
    ],
    ids=["a section", "a page", "a key", "keys", "everything"],
)
def test_done_notes_what_was_asked_and_nothing_else(asked, left) -> None:
    changed = {place: f"{text} Mais." for place, text in SOURCE.items()}
    known = record.followed(changed, TRANSLATED, FOLLOWED, EN, asked)
    assert [each.place for each in record.late(changed, TRANSLATED, known, EN)] == left


def test_done_forgets_a_section_that_is_gone_in_both() -> None:
    known = record.followed(without(SOURCE, S3), without(TRANSLATED, S3), FOLLOWED, EN, S3)
    assert list(known) == [IAM, LABEL]


@pytest.mark.parametrize(
    ("asked", "source", "translated", "message"),
    [
        (Place(S3.file, "s4"), SOURCE, TRANSLATED, r"conceitos.md#s4: there is no such part; the file has s3, iam$"),
        (Place("docs/{}/nada.md", ""), SOURCE, TRANSLATED, r"^docs/en/nada.md: is nothing that is translated"),
        (S3, SOURCE, without(TRANSLATED, S3), r"cannot be noted as followed: the Portuguese has it.*write it first"),
        (None, without(SOURCE, S3), TRANSLATED, r"#s3: cannot be noted as followed: .* take it out first"),
    ],
    ids=["no such section", "no such page", "not translated", "not in Portuguese"],
)
def test_done_refuses_what_is_not_there(asked, source, translated, message) -> None:
    with pytest.raises(PlaceError, match=message):
        record.followed(source, translated, FOLLOWED, EN, asked)


@pytest.mark.parametrize(
    ("typed", "place", "languages"),
    [
        ("docs/en/conceitos.md#s3", S3, [EN]),
        ("docs/es/opcoes/canvas.md", Place("docs/{}/opcoes/canvas.md", ""), [ES]),
        ("docs/pt/conceitos.md#s3", S3, [EN, ES]),
        ("decision/text/en.toml#questions.tamanho.text", LABEL, [EN]),
        ("decision/labels/es.toml#terminal.prompt", Place("decision/labels/{}.toml", "terminal.prompt"), [ES]),
        ("decision/labels/{}.toml", Place("decision/labels/{}.toml", ""), [EN, ES]),
    ],
)
def test_a_place_is_named_as_the_check_prints_it_and_one_in_portuguese_means_all(typed, place, languages) -> None:
    assert texts.named(typed) == (place, languages)


PAGE = """\
---
title: T
description: D
---

# Um

Antes.

## Dois {#dois}

```python
## não é um título
```

### Três {#tres}

Fim.
"""


def test_a_page_is_cut_at_every_heading() -> None:
    parts = texts.sections(PAGE, "docs/pt/a.md")
    assert {part: "".join(text.split())[:12] for part, text in parts.items()} == {
        "_title": "T",
        "_description": "D",
        "_top": "#UmAntes.",
        "dois": "##Dois{#dois",
        "tres": "###Três{#tre",
    }
    assert "não é um título" in parts["dois"]


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (PAGE.replace(" {#dois}", ""), r"docs/pt/a.md: the heading '## Dois' has no id; end it"),
        (PAGE.replace("#tres", "#dois"), r"docs/pt/a.md: the id 'dois' stands twice"),
        (PAGE.replace("title: T\n", ""), r"docs/pt/a.md: has no title and description on top"),
    ],
)
def test_a_page_that_cannot_be_cut_is_refused(page: str, message: str) -> None:
    with pytest.raises(TextError, match=message):
        texts.sections(page, "docs/pt/a.md")


def test_a_table_that_is_no_toml_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "docs" / "words").mkdir(parents=True)
    (tmp_path / "docs" / "words" / "pt.toml").write_text("a = 1\na = 2\n", encoding="utf-8")
    with pytest.raises(TextError, match=r"pt.toml: .*; mend the TOML, or rename a key that stands twice"):
        texts.read(PT, tmp_path)
