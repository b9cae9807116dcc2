"""Whoever runs the suite against something newer is told which pages must change."""

import re
from pathlib import Path

import pytest

from publish.languages import LANGUAGES, ROOT
from tests.newest import report
from tests.newest.__main__ import main
from tests.newest.pages import about, errors, named, pages_of, records, showing

MODULES = sorted(
    path for room in ("rehearsal", "sdk", "snippets") for path in (ROOT / "tests" / room).glob("test_*.py")
)
NAMED = sorted({page for record in records() for page in record.get("pages", [])})

RUN = """<testsuites><testsuite>
<testcase classname="tests.rehearsal.test_spot" name="test_a"/>
<testcase classname="tests.snippets.test_snippets_train" name="test_b[modo-script-pytorch]"><failure/></testcase>
<testcase classname="tests.rehearsal.test_errors" name="test_c[tempo-maximo-pt]"><failure>x</failure></testcase>
<testcase classname="tests.rehearsal.test_once" name="test_d"><error>x</error></testcase>
<testcase classname="" name="tests.snippets.test_rosetta"><error>x</error></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """What pytest left of five tests, of which four failed."""
    file = tmp_path / "newest.xml"
    file.write_text(RUN)
    return file


@pytest.mark.parametrize(
    ("test", "pages"),
    [
        ("tests/rehearsal/test_sdk_silences.py::test_booleans_x[train]", "rosetta.md#booleanos opcoes/modo-script.md"),
        ("tests/snippets/test_snippets_train.py::test_x[conteiner-proprio]", "opcoes/conteiner-proprio.md"),
        ("tests/snippets/test_adjustments.py::test_x[xgboost-script/spot]", "opcoes/xgboost-script.md"),
        ("tests/snippets/test_snippets_train.py::test_x[limpeza]", "limpar.md"),
        ("tests/rehearsal/test_errors.py::test_x[spot-do-zero]", "erros/sem-erro.md#spot-do-zero"),
        ("tests/rehearsal/test_errors.py::test_x", "erros.md"),
        ("tests/rehearsal/test_once.py::test_x", ""),
    ],
)
def test_a_test_leads_to_the_pages_that_say_what_it_holds(test: str, pages: str) -> None:
    assert [page for page in pages.split() if not any(each.startswith(page) for each in pages_of(test))] == []
    assert bool(pages_of(test)) == bool(pages)


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ("modo-script-pytorch", ["modo-script-pytorch"]),
        ("modo-script/spot", ["modo-script"]),
        ("pt-modo-script-pytorch-modo-script", ["modo-script-pytorch", "modo-script"]),
        ("modo-scripts", []),
    ],
)
def test_a_snippet_is_told_from_one_whose_name_it_begins(parameters: str, names: list[str]) -> None:
    assert named(parameters, ["modo-script", "modo-script-pytorch"]) == names


def test_every_snippet_is_shown_on_a_page() -> None:
    assert {name for name, pages in showing().items() if not pages} == set()
    assert (len(showing()), len(errors())) > (15, 10)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_every_module_of_tests_is_about_pages_or_says_why_not(module: Path) -> None:
    assert set(about(f"{module.relative_to(ROOT).as_posix()}::test_x")) & {"pages", "why"}


@pytest.mark.parametrize("record", records(), ids=lambda record: record["tests"])
def test_a_record_is_of_tests_that_there_are_and_says_one_thing(record: dict) -> None:
    path, _, name = record["tests"].partition("::")
    assert (ROOT / path).exists()
    assert not name or re.search(rf"^def {name}", (ROOT / path).read_text(), re.MULTILINE)
    assert ("pages" in record) != ("why" in record)
    assert [each["tests"] for each in records()].count(record["tests"]) == 1


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize("page", NAMED)
def test_a_page_that_a_record_names_is_there_with_its_section(page: str, language) -> None:
    file, _, section = page.partition("#")
    text = (ROOT / "docs" / language.folder / file).read_text(encoding="utf-8")
    assert not section or f"{{#{section}}}" in text


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize("place", sorted({place for record in records() for place in record.get("also", [])}))
def test_words_that_a_record_names_are_there(place: str, language) -> None:
    folder, _, table = place.partition(": ")
    assert f"\n[{table}]\n" in (ROOT / folder / f"{language.folder}.toml").read_text(encoding="utf-8")


def test_a_run_is_told_by_page_with_versions_and_the_rest_at_the_end(run: Path) -> None:
    text = report.told(*report.failures(run))
    assert re.match(r"4 of 5 tests failed with sagemaker \d\S+, boto3 \S+, botocore \S+, moto \S+, Python 3\.", text)
    assert re.findall(r"^- (.+)$", text, re.MULTILINE) == [
        "**como-testamos.md#exemplos**",
        "**erros/sem-erro.md#tempo-maximo**",
        "**opcoes/modo-script.md**",
        "**rosetta.md**",
        "of no page; look at the tests",
    ]
    assert "    - `tests/snippets/test_snippets_train.py::test_b[modo-script-pytorch]`" in text
    assert text.rstrip().endswith("- `tests/rehearsal/test_once.py::test_d`")


def test_a_version_that_is_not_the_guides_is_told_with_the_guides(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = {"sagemaker": report.locked()["sagemaker"], "boto3": "9.9.9", "botocore": "9.9.9", "moto": "0.1"}
    monkeypatch.setattr(report, "version", installed.__getitem__)
    text = report.told(5, [])
    assert f"sagemaker {installed['sagemaker']}, boto3 9.9.9 (the guide: {report.locked()['boto3']})" in text
    assert f"moto 0.1 (the guide: {report.locked()['moto']})" in text


def test_every_part_of_the_sdk_that_is_locked_is_made_newest() -> None:
    """pip takes a newer part only where it is named: the SDK itself is satisfied with the older one."""
    recipe = re.search(r"^newest:.*?\n\n", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert recipe
    upgraded = re.search(r"--upgrade (.+?)(?<!\\)\n", recipe[0], re.DOTALL)
    assert upgraded
    parts = {name for name in report.locked() if re.fullmatch(r"sagemaker-(?:core|train|serve|mlops)", name)}
    assert len(parts) == 4
    assert parts <= set(re.findall(r"sagemaker-\w+", upgraded[1]))


def test_nothing_that_failed_changes_no_page(run: Path) -> None:
    assert report.told(5, []).endswith("No page must change.\n")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(RUN, 1, id="failures"),
        pytest.param(re.sub("<failure/>|<(failure|error)>x</\\1>", "", RUN), 0, id="none"),
        pytest.param("<testsuites/>", 2, id="nothing-ran"),
        pytest.param("no XML", 2, id="no-xml"),
        pytest.param(None, 2, id="no-file"),
    ],
)
def test_the_command_says_how_it_ended(
    content: str | None, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, page = tmp_path / "newest.xml", tmp_path / "summary.md"
    if content is not None:
        file.write_text(content)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert main([str(file)]) == code
    printed = capsys.readouterr()
    assert (page.read_text() in printed.out) if code < 2 else ("newest.xml" in printed.err and not page.exists())


def test_the_command_asks_for_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "python -m tests.newest" in capsys.readouterr().err
