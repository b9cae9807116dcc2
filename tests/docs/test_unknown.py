"""What the guide could not confirm stands on one page, and is told as a fact on no other.

The list was written when the sources were read; each line of it has its place on that page. What can be looked for by
its form, a price, is looked for everywhere.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.languages import LANGUAGES, ROOT, Language

PAGE = "o-que-nao-sabemos.md"
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)

# What was looked for and not confirmed, and in which section of the page a word of it must stand.
NOT_CONFIRMED = {
    "what closed after the copies of the lists": ("canvas", "lists-until"),
    "prices": ("precos-e-cotas", "HyperPod"),
    "the free plan": ("precos-e-cotas", "SageMaker"),
    "quotas of new accounts": ("precos-e-cotas", "Service Quotas"),
    "the models that Canvas tunes, and its rows or items": ("canvas", "150"),
    "columns of the algorithms after May 2023": ("imagens", "2023"),
    "a GPU with the built-in XGBoost": ("imagens", "{{ xgboost }}"),
    "the end of patches of PyTorch 2.14": ("imagens", "PyTorch 2.14"),
    "the release notes and image of SMP": ("imagens", "SMP"),
    "whether AWS's table page names newer features": ("outras-paginas", "instance preferences"),
    "Regions of serverless customization and of sessions": ("regioes", "SDK 3.27.0"),
    "time to create a HyperPod cluster": ("nao-executado", "HyperPod"),
    "AWS's decision guides and official wording": ("outras-paginas", "AWS"),
    "whether the message about v3 depends on pip": ("outras-paginas", "pip"),
}
ENGLISH_ONLY = {"instance preferences"}  # words that are looked for in one language

# Every amount of money that the pages name: one dated example by its names, credits, and what people reported.
AMOUNT = re.compile(r"(?:US\$|R\$) ?(\{\{ [\w-]+ \}\}|\d[\d.,]*\d|\d+)")
ALLOWED = {"{{ canvas-hour }}", "{{ canvas-month }}", "100", "200", "1000", "2000", "7000"}
# AWS's guide says what spot does without capacity, it waits, and not what it never does.
SPOT = re.compile(
    r"\b(?:não|nunca|never|not|no) (?:passa|vira|pasa|turns?|moves?)\b[^.;:|]{0,25}?"
    r"(?:sob demanda|máquina comum|on.demand|ordinary machine|bajo demanda|máquina común)",
    re.IGNORECASE,
)
DATA = {"facts.toml", "sources.toml"}  # where the example stands, and the titles of other people's pages


def sections(language: Language) -> dict[str, str]:
    """The text of each section of the page, by its id."""
    parts = re.split(r"^## .*\{#([\w-]+)\}$", (language.docs / PAGE).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def texts() -> Iterator[Path]:
    for folder in ("docs", "decision/text", "symptoms/text"):
        found = (path for path in (ROOT / folder).rglob("*") if path.suffix in (".md", ".toml"))
        yield from sorted(path for path in found if path.name not in DATA)


@by_language
@pytest.mark.parametrize("what", NOT_CONFIRMED)
def test_each_thing_that_was_not_confirmed_stands_in_its_section(what: str, language: Language) -> None:
    section, word = NOT_CONFIRMED[what]
    text = sections(language)[section]
    assert word in text or (word in ENGLISH_ONLY and language.tag != "en")


@by_language
def test_the_page_gives_no_source_for_what_it_does_not_know(language: Language) -> None:
    assert "[^" not in (language.docs / PAGE).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", list(texts()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_price_is_told_but_the_one_dated_example(path: Path) -> None:
    found = {re.sub(r"[.,](?=\d{3})", "", amount) for amount in AMOUNT.findall(path.read_text(encoding="utf-8"))}
    assert found <= ALLOWED


def test_amounts_are_found_where_there_are_some() -> None:
    pages = [path.read_text(encoding="utf-8") for path in texts()]
    assert sum(len(AMOUNT.findall(page)) for page in pages) >= 24


@pytest.mark.parametrize("path", list(texts()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_said_of_spot_that_no_source_says(path: Path) -> None:
    assert SPOT.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "espera até o limite e para; não passa sozinho para sob demanda.",
        "it does not move to an ordinary machine;",
        "spot never turns into on demand on its own.",
        "no pasa por sí solo a bajo demanda.",
    ],
)
def test_what_no_source_says_of_spot_would_be_found(text: str) -> None:
    assert SPOT.search(text)
