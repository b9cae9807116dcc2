"""The pieces of the page on v2, v3 and boto3: which name and which text stands in which column."""

import tomllib

from publish.languages import language
from publish.pages import rosetta
from snippets import ROSETTA
from tests.tokens import labels

TABLES = ("import", "argument", "input", "method", "guide")

WORDS = labels()["rosetta"]
REQUESTS = {
    form: {"sdk": f"<{form}>", "parameters": {"Name": f"{form}-name", "Sent": {"a": 1}, "Number": number}}
    for number, form in enumerate(("v2", "v3", "boto3"))
}
ROWS = [
    {"v2": "old.one", "v3": "new.one", "pt": "pt:one", "en": "en:one"},
    {"v2": "old.two", "v3": "new.two; new.three", "shown": "shown.two; shown.three"},
    {"v2": "old.none", "pt": "pt:none", "en": "en:none"},
]


def test_each_form_stands_in_a_tab_with_its_version_and_its_own_file() -> None:
    tabs = rosetta.forms(WORDS, REQUESTS)
    named = [line for line in tabs.splitlines() if line.startswith("===") or "--8<--" in line]
    assert named == [
        '=== "rosetta.v2 version=<v2>"',
        '    --8<-- "rosetta/com-sdk-v2.py"',
        '=== "rosetta.v3 version=<v3>"',
        '    --8<-- "modo-script/lancar.py"',
        '=== "rosetta.boto3 version=<boto3>"',
        '    --8<-- "rosetta/com-boto3.py"',
        '=== "treino.py"',
        '    --8<-- "modo-script/codigo/treino.py"',
        '=== "requirements.txt"',
        '    --8<-- "modo-script/codigo/requirements.txt"',
    ]


def test_a_difference_shows_in_each_column_what_that_form_sends() -> None:
    entry = {"pt": "pt:why", "en": "en:why", "paths": ["Name", "Number", "Sent", "Nothing"]}
    assert rosetta.difference(entry, REQUESTS, "en", WORDS) == (
        "en:why\n\n"
        "| rosetta.field | v2 | v3 | boto3 |\n"
        "| --- | --- | --- | --- |\n"
        "| `Name` | `v2-name` | `v3-name` | `boto3-name` |\n"
        "| `Number` | `0` | `1` | `2` |\n"
        "| `Sent` | rosetta.sent | rosetta.sent | rosetta.sent |\n"
        "| `Nothing` | rosetta.not_sent | rosetta.not_sent | rosetta.not_sent |\n"
    )


def test_a_name_of_v2_stands_before_that_of_v3_and_what_to_know_about_it() -> None:
    assert rosetta.table_of(ROWS, "en", ("Before", "After")) == (
        "| Before | After |\n"
        "| --- | --- |\n"
        "| `old.one` | `new.one`<br>en:one |\n"
        "| `old.two` | `shown.two`<br>`shown.three` |\n"
    )


def test_a_name_of_v2_without_equivalent_stands_before_what_to_do_instead() -> None:
    assert rosetta.without_equivalent(ROWS, "en", WORDS) == (
        "| rosetta.none | rosetta.instead |\n| --- | --- |\n| `old.none` | en:none |\n"
    )


def test_a_line_of_the_guide_of_aws_stands_before_what_works_or_what_to_do() -> None:
    assert rosetta.of_the_guide(ROWS, "en", WORDS) == (
        "| rosetta.guide | rosetta.works |\n"
        "| --- | --- |\n"
        "| `old.one` | `new.one`<br>en:one |\n"
        "| `old.two` | `shown.two`<br>`shown.three` |\n"
        "| `old.none` | en:none |\n"
    )


def test_a_module_that_moved_stands_before_its_new_place() -> None:
    assert rosetta.moved(["um", "dois"], WORDS) == (
        "| rosetta.old | rosetta.new |\n"
        "| --- | --- |\n"
        "| `sagemaker.um` | `sagemaker.core.um` |\n"
        "| `sagemaker.dois` | `sagemaker.core.dois` |\n"
    )


def test_each_piece_is_made_of_its_own_rows() -> None:
    names = tomllib.loads((ROSETTA / "nomes.toml").read_text(encoding="utf-8"))
    pieces = rosetta.fragments(language("en"), WORDS)
    expected = {
        **{
            f"rosetta-{table}.md": rosetta.table_of(names[table], "en", ("rosetta.old", "rosetta.new"))
            for table in ("import", "argument", "input", "method")
        },
        "rosetta-guide.md": rosetta.of_the_guide(names["guide"], "en", WORDS),
        "rosetta-moved.md": rosetta.moved(names["moved"], WORDS),
    }
    assert {name: pieces[name] for name in expected} == expected
    assert len(set(expected.values())) == 6
