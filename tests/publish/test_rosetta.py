import re
from collections.abc import Callable
from typing import Any

import pytest

from publish.languages import LANGUAGES, Language
from publish.pages import rosetta
from tests.v2_names import ROWS

EVERY = [row for table in rosetta.TABLES for row in ROWS[table]]
WORDS = {
    **{"old": "v2", "new": "v3", "guide": "guide", "works": "works", "none": "none", "instead": "what"},
    **{"field": "field", "sent": "sent", "not_sent": "not sent"},
}
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)


@pytest.fixture(scope="module", params=LANGUAGES, ids=lambda language: language.tag)
def fragments(request: pytest.FixtureRequest) -> dict[str, str]:
    language: Language = request.param
    return rosetta.fragments(language, language.words()["rosetta"])


def test_every_row_stands_in_one_table(fragments: dict[str, str]) -> None:
    tables = [fragments["rosetta-none.md"], *(fragments[f"rosetta-{table}.md"] for table in rosetta.TABLES)]
    lines = [line for table in tables for line in table.splitlines()]
    assert sorted(line.split("|")[1].strip() for line in lines if line.startswith("| `")) == sorted(
        f"`{row['v2']}`" for row in EVERY
    )


def test_the_forms_stand_as_files_and_not_as_copies(fragments: dict[str, str]) -> None:
    files = {*rosetta.FORMS.values(), *rosetta.SCRIPTS}
    assert {path for path in files if f'--8<-- "{path}"' in fragments["rosetta-forms.md"]} == files
    assert len(files) >= 4


@by_language
def test_what_differs_from_run_to_run_is_marked_in_letters_of_the_language(language: Language) -> None:
    said = rosetta.fragments(language, language.words()["rosetta"])["rosetta-differences.md"]
    year = language.words()["marks"]["AAAA-MM-DD"][:4]
    assert set(re.findall(r"modo-script-([A-Z]+)", said)) == {year}


@by_language
def test_the_page_includes_every_fragment(language: Language) -> None:
    page = (language.docs / "rosetta.md").read_text(encoding="utf-8")
    names = rosetta.fragments(language, language.words()["rosetta"])
    assert {name: page.count(f'--8<-- "{name}"') for name in names} == dict.fromkeys(names, 1)
    assert len(names) >= 4


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("A.B", 1),
        ("A.C", None),
        ("InputDataConfig.train.InputMode", "File"),
        ("InputDataConfig.outro", None),
        ("X.Y", None),
    ],
)
def test_a_place_of_a_request_is_found_by_its_path(path: str, value: Any) -> None:
    request = {"A": {"B": 1}, "InputDataConfig": [{"ChannelName": "train", "InputMode": "File"}]}
    assert rosetta.at(request, path.split(".")) == value


def test_what_a_form_does_not_send_is_said_in_words_and_a_pipe_does_not_end_the_cell() -> None:
    entry = {"pt": "Por quê.", "paths": ["A", "B"]}
    requests = {form: {"parameters": {"A": "x|y", **({"B": {}} if form == "v2" else {})}} for form in rosetta.FORMS}
    text = rosetta.difference(entry, requests, "pt", WORDS)
    assert "| `B` | sent | not sent | not sent |" in text
    assert r"| `A` | `x\|y` | `x\|y` | `x\|y` |" in text


@pytest.mark.parametrize("piece", [rosetta.table_of, rosetta.without_equivalent])
def test_a_row_that_lacks_a_language_is_named(piece: Callable[..., str]) -> None:
    row = {"v2": "a.b", "pt": "Por quê.", **({"v3": "a.c"} if piece is rosetta.table_of else {})}
    with pytest.raises(ValueError, match=r"the entry of a\.b has no 'fr'; write it in every language"):
        piece([row], "fr", ("v2", "v3") if piece is rosetta.table_of else WORDS)


def test_what_the_guide_of_aws_says_does_not_stand_as_a_name_of_v2(fragments: dict[str, str]) -> None:
    heads = {table: fragments[f"rosetta-{table}.md"].splitlines()[0] for table in rosetta.TABLES}
    assert [table for table, head in heads.items() if "v2" not in head] == ["guide"]
    guides = [row["v2"] for row in ROWS["guide"]]
    assert [line.split("|")[1].strip(" `") for line in fragments["rosetta-guide.md"].splitlines()[2:]] == guides
    assert len(guides) >= 10


def test_a_difference_that_lacks_a_language_is_named() -> None:
    requests = {form: {"parameters": {}} for form in rosetta.FORMS}
    with pytest.raises(ValueError, match=r"the entry of A, B has no 'fr'; write it in every language"):
        rosetta.difference({"paths": ["A", "B"], "pt": "Por quê."}, requests, "fr", WORDS)
