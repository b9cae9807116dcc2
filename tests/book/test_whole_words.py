"""No line parts a name, or a word of another language: which words these are, how they are set, and the books."""

import re
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from publish import glossary
from publish.book import pdf, whole_words
from publish.languages import BUILD, LANGUAGES, Language, language
from tests.book.parting import parted
from tests.book.reading import Book
from tests.docs import spelling

# ---- which words

SAID = {
    "pt": {"Lua", "casa", "notebook", "Notebook", "Sol", "Praia"},
    "en": {"Lua", "moon", "notebook", "Sol", "Praia", "house"},
    "es": {"Lua", "casa", "cuaderno", "Sol"},
}


def test_a_word_that_english_has_too_is_whole_in_another_language_however_it_is_written() -> None:
    assert whole_words.of(SAID, "pt") == {"lua", "notebook", "sol", "praia"}
    assert whole_words.of(SAID, "es") == {"lua", "sol"}


def test_in_english_it_is_a_name_that_all_the_others_write_the_same() -> None:
    assert whole_words.of(SAID, "en") == {"Lua", "Sol"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Canvas app, (serverless).", {"Canvas", "serverless"}),
        ("“default” or *Studio*", {"default", "Studio"}),
        ("`notebook` and `a.b`: code", {"code"}),
        ("[Canvas](../opcoes/canvas/index.md){ .bare }", {"Canvas"}),
        ("opcoes/canvas, algoritmo-integrado, a.canvas@b, train.py", set()),
        ("AWS says so[^canvas-pricing] {{ canvas-closed }} <span id='canvas'>", {"says"}),
        ("```python\nimport canvas\n```\nAfter", {"After"}),
    ],
)
def test_a_word_stands_by_itself_and_not_in_code_or_an_address(text: str, words: set[str]) -> None:
    assert whole_words.words(text) - {"other"} == words


@pytest.mark.parametrize("each", LANGUAGES, ids=lambda each: each.tag)
def test_the_names_of_the_services_are_whole_in_every_language(each: Language) -> None:
    found = {word.casefold() for word in whole_words.of_book(each)}
    assert found >= {"canvas", "bedrock", "studio", "autopilot", "kubernetes", "augmented"}


# ---- how they are set

ABOUT = {
    "title": "T",
    "description": "D",
    "independent": "I.",
    "language": "L",
    "tag": "pt-BR",
    "by": "B",
    "date": "hoje",
    "edition": "E",
    "version": "1.0.0",
    "colophon": [],
    "words": language("pt-BR").words()["book"],
}


def set_narrow(html: str, whole: tuple[str, ...], tmp_path: Path) -> Path:
    """A book with this text in a table of narrow columns."""
    cells = "".join(f"<td>{html}</td>" for _ in range(4))
    table = f"<table><thead><tr>{'<th>a</th>' * 4}</tr></thead><tr>{cells}</tr></table>"
    out = tmp_path / "narrow.pdf"
    markup = pdf.to_typst(f'<h1 id="parte-1">P</h1><h2 id="p">C</h2>{table}', whole)
    pdf.typeset(markup, ABOUT, BUILD / "book" / tmp_path.parent.name, out, 0)
    return out


TEXT = " ".join(f"{'x' * n} Kubernetes, (Kubernetes) e comprehend-kubernetes" for n in range(9))


def test_a_word_is_parted_unless_it_is_to_be_whole(tmp_path: Path) -> None:
    assert {"Kubernetes"} <= parted(set_narrow(TEXT, (), tmp_path)).keys()
    (tmp_path / "whole").mkdir()
    assert parted(set_narrow(TEXT, ("kubernetes",), tmp_path / "whole")) == {}


def test_what_is_marked_as_another_language_is_not_parted_and_says_which_it_is(tmp_path: Path) -> None:
    out = set_narrow(f'<span lang="en">{TEXT}</span>', (), tmp_path)
    assert parted(out) == {}
    assert languages_of(out) == {"en"}


def languages_of(path: Path) -> set[str]:
    """The languages that pieces of a book, or what holds them, say."""
    with pikepdf.open(path) as file:
        held = {
            str(item.Lang)
            for item in file.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/Lang" in item
        }
        content = b"".join(page.Contents.read_bytes() for page in file.pages)
    return held | {found.decode() for found in re.findall(rb"/Lang\(([\w-]+)\)", content)}


def test_a_hyphen_of_another_language_is_not_said_twice_at_the_end_of_a_line(tmp_path: Path) -> None:
    said = " ".join(f"{'x' * n} kubernetes-kubernetes" for n in range(9))
    runs = [run.text.strip() for page in Book(set_narrow(said, ("kubernetes",), tmp_path)).runs for run in page]
    assert any(run.endswith("kubernetes-") for run in runs)
    assert [run for run in runs if run.startswith("-")] == []


def test_the_apostrophe_of_a_name_is_that_of_the_text_and_behind_a_digit_no_sign_of_minutes() -> None:
    assert "SageMaker’s" in pdf.to_typst("<p>SageMaker's</p>")
    assert "S3’s" in pdf.to_typst("<p>S3's</p>")


@pytest.mark.parametrize(
    ("html", "typst"),
    [
        pytest.param("<p>o scikit-learn</p>", '#name("scikit-learn")', id="a hyphen of a name"),
        pytest.param("<p>o K-Means</p>", '#name("K-Means")', id="a capital and a hyphen"),
        pytest.param("<p>US$ 40</p>", "US\\$\u00a040", id="a sum of money"),
        pytest.param("<table><tr><td>1. first</td></tr></table>", '#"1."', id="a number at the head of a cell"),
    ],
)
def test_is_set_as_it_is_written(html: str, typst: str) -> None:
    assert typst in pdf.to_typst(html).replace("~", "\u00a0")


@pytest.mark.parametrize("code", ["lancar.py --epocas 3", "--max_depth", "/opt/ml/model", "python -m ensaio"])
def test_no_line_ends_with_the_signs_that_an_option_or_a_path_begins_with(code: str, tmp_path: Path) -> None:
    said = " ".join(f"{'x' * n} <code>{code}</code>" for n in range(16))
    lines: dict[float, str] = {}
    for run in Book(set_narrow(said, (), tmp_path)).runs[-1]:
        if run.left < 170:  # points: of the first column
            lines[run.baseline] = lines.get(run.baseline, "") + run.text
    assert len(lines) > 16
    assert [line for line in lines.values() if line.rstrip().endswith(("-", "/", "_"))] == []


# ---- the books

NAMES = (
    *("Amazon", "SageMaker", "Bedrock", "Canvas", "Studio", "JumpStart", "HyperPod", "Autopilot", "Marketplace"),
    *("Comprehend", "Rekognition", "Clarify", "Personalize", "Textract", "Trainium", "Kubernetes", "Parquet"),
    *("Docker", "PyTorch", "TensorFlow", "Jupyter", "Transformers"),
)
OURS = {"algoritmo", "imagem"}  # of ids of ours, which the English pages say as they are


@pytest.fixture(scope="module", params=LANGUAGES, ids=lambda each: each.tag)
def each(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture(scope="module")
def torn(site: Path, each: Language) -> Mapping[str, int]:
    found = parted(site / "pdf" / pdf.name(each))
    assert len(found) > 30  # words of the language still are, or nothing is read
    return found


@pytest.fixture(scope="module")
def prose(site: Path) -> Mapping[str, set[str]]:
    """The words of the pages of each language, by its folder, but code and names in other languages."""
    return {
        each.folder: {word for _, text in spelling.pages(site, each.folder) for word in spelling.WORD.findall(text)}
        for each in LANGUAGES
    }


def test_no_name_is_parted(torn: Mapping[str, int]) -> None:
    same = {
        name.name
        for term in glossary.load().values()
        if len({name.name for name in term.names.values()}) == 1 and len(term.names) == len(LANGUAGES)
        for name in term.names.values()
    }
    names = {name.casefold() for name in (*NAMES, *same)}
    assert len(names) > 30
    assert {word: page for word, page in torn.items() if word.casefold() in names} == {}


def test_no_word_with_a_capital_or_a_sign_inside_is_parted(torn: Mapping[str, int]) -> None:
    assert {word: page for word, page in torn.items() if re.search(r"\w[A-Z]|[^\W]*[_./@\d]", word)} == {}


def test_no_word_of_another_language_is_parted(
    torn: Mapping[str, int], each: Language, prose: Mapping[str, set[str]]
) -> None:
    if each.folder == whole_words.ENGLISH:
        foreign = {word for word in set.intersection(*prose.values()) if word[0].isupper()}
        found = torn.keys() & foreign
    else:
        english = {word.casefold() for word in prose[whole_words.ENGLISH]}
        found = {word for word in torn if word.casefold() in english - OURS}
    assert {word: torn[word] for word in found} == {}
