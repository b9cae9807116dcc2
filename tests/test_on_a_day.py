"""Pages built with the clock set to 1 June 2027: what has ended by then, what is patched, what is to be read again.

The day is all that differs from another build. What holds on it is written here by hand, from the dates that AWS gives
and the days on which each source was read.
"""

import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pathspec
import pytest
from lxml import html
from mkdocs.commands.build import build

from decision.reading import load as load_tree
from publish.languages import LANGUAGES, ROOT, Language
from publish.pages import sources
from publish.pages.sources import Source
from publish.site import configuration, made_links

DAY = datetime(2027, 6, 1, 9, 30, tzinfo=UTC)
PAGES = ("opcoes/modo-script.md", "opcoes/sem-treino.md", "comparacao.md", "rosetta.md", "casos/com-sdk.md")
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)

IMAGES = {
    "PyTorch 2.6": "unpatched",
    "PyTorch 2.7": "unpatched",
    "PyTorch 2.8": "unpatched",
    "PyTorch 2.9": "unpatched",
    "PyTorch 2.10": "unpatched",
    "PyTorch 2.11": "unpatched",
    "PyTorch 2.12": "patched",
    "PyTorch 2.13": "patched",
    "PyTorch 2.14": "unseen",
    "TensorFlow 2.19": "unpatched",
    "TensorFlow 2.21": "patched",
    "scikit-learn 1.4-2": "unsupported",
    "scikit-learn 1.4-2-py312": "unpatched",
    "scikit-learn 1.9-0": "patched",
    "XGBoost 3.0-5": "unpatched",
    "XGBoost 3.2-0": "unpatched",
    "Hugging Face 5.3": "newest",
}
SERVICES = {
    "comparacao": {
        "Debugger": ("closed", "2026-07-30"),
        "Clarify": ("closed", "2026-07-30"),
        "Model Monitor, Ground Truth, Augmented AI (A2I), Studio Lab, Role Manager, Geospatial": (
            "announced",
            "2026-06-30",
        ),
        "Profiler": ("ends", "2027-06-30"),
        "Studio Classic": ("no-new-users", None),
        "Training Compiler": ("no-new-versions", None),
    },
    "opcoes/sem-treino": {
        "Amazon Forecast": ("closed", "2024-07-29"),
        "Amazon Fraud Detector": ("announced", "2025-10-07"),
        "Lookout for Vision": ("ended", "2025-10-31"),
        "Lookout for Equipment": ("ended", "2026-10-07"),
        "Rekognition: Streaming Video, Bulk Image Analysis": ("no-new-customers", None),
        "Amazon Kendra, Amazon Q Business, Bedrock Agents Classic": ("announced", "2026-06-30"),
        "Augmented AI (A2I)": ("announced", "2026-06-30"),
    },
}
# Some of each kind: read every 90 days; on the next date that AWS gives; once a year, so not yet.
DUE = {"dlc-dados": "2027-01-21", "maintenance-services": "2027-02-20", "sunset-services": "2027-02-20"}
NOT_DUE = {"sdk-lifecycle": "2027-07-05", "model-train-storage": "2027-11-22", "studio": "2027-11-22"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """These pages of every language, as the site's own build renders them on that day."""
    root = tmp_path_factory.mktemp("2027")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setenv("SOURCE_DATE_EPOCH", str(int(DAY.timestamp())))
        patch.setattr(made_links, "faults", lambda *_: [])  # most pages are left out, and so lead nowhere
        logging.disable(logging.WARNING)
        for language in LANGUAGES:
            config = configuration.configuration(language, root / language.folder)
            config.extra["tree"] = load_tree()
            config.nav = list(PAGES)
            config.exclude_docs = pathspec.gitignore.GitIgnoreSpec.from_lines(["*.md", *(f"!/{p}" for p in PAGES)])
            config.strict = False
            config.plugins.events["nav"].clear()  # the workshops are left out, and so have no place in the menu
            build(config)
        logging.disable(logging.NOTSET)
    return root


@pytest.fixture(scope="module")
def catalogue() -> Mapping[str, Source]:
    return sources.catalogue(ROOT / "docs", "")


def article(site: Path, language: Language, page: str) -> html.HtmlElement:
    return html.fromstring((site / language.folder / page / "index.html").read_bytes()).xpath("//article")[0]


def cell(element: html.HtmlElement) -> str:
    """What a reader sees of a cell, without citations and their marks."""
    for mark in element.xpath(".//sup"):
        mark.drop_tree()
    return " ".join(element.text_content().split())


def of(reference: str) -> str:
    """The source that a citation in a page stands for."""
    return re.sub(r"^fnref\d*:", "", reference)


def rows(root: html.HtmlElement, heading: str) -> list[list[html.HtmlElement]]:
    """The rows of the first table below a heading."""
    table = root.xpath(f"//*[@id='{heading}']/following::table[1]")[0]
    return [row.xpath("td") for row in table.xpath(".//tbody/tr")]


@by_language
def test_each_image_has_the_state_of_that_day(site: Path, language: Language) -> None:
    words = language.words()["image_states"]
    shown = {cell(row[0]): cell(row[3]) for row in rows(article(site, language, "opcoes/modo-script"), "imagens")}
    assert shown == {title: words[state] for title, state in IMAGES.items()}


@by_language
@pytest.mark.parametrize(("page", "heading"), [("comparacao", "fechado"), ("opcoes/sem-treino", "armadilhas")])
def test_each_service_has_the_state_of_that_day(site: Path, language: Language, page: str, heading: str) -> None:
    words = language.words()["service_states"]
    found = {cell(row[0]): row[1] for row in rows(article(site, language, page), heading)}
    days = {title: [str(each) for each in place.xpath(".//time/@datetime")] for title, place in found.items()}
    assert days == {title: [day] if day else [] for title, (_, day) in SERVICES[page].items()}
    begins = {title: words[state].partition("{")[0] for title, (state, _) in SERVICES[page].items()}
    assert {title for title, place in found.items() if not cell(place).startswith(begins[title])} == set()


@by_language
def test_a_claim_is_marked_when_its_source_is_due_and_no_other_is(
    site: Path, language: Language, catalogue: Mapping[str, Source]
) -> None:
    due = {id_ for id_, source in catalogue.items() if source.review <= DAY.date()}
    articles = [article(site, language, page.removesuffix(".md")) for page in PAGES]
    marks = [mark for root in articles for mark in root.xpath("//sup[@data-due]")]
    marked = {mark.get("data-due") for mark in marks if mark.text}
    cited = {of(str(id_)) for root in articles for id_ in root.xpath("//sup/@id")}
    assert [of(mark.getprevious().get("id")) for mark in marks] == [mark.get("data-due") for mark in marks]
    assert marked == due & cited
    assert marked >= DUE.keys()
    assert cited - marked >= NOT_DUE.keys()


@by_language
def test_the_note_of_a_source_that_is_due_says_since_when(site: Path, language: Language) -> None:
    since = language.words()["site"]["due_since"].partition("{")[0]
    articles = [article(site, language, page.removesuffix(".md")) for page in PAGES]
    notes = [note for root in articles for note in root.xpath("//li[starts-with(@id, 'fn:')]")]
    when = ".//strong[@class='due'][starts-with(., $since)]/time/@datetime"
    told = {note.get("id").removeprefix("fn:"): list(map(str, note.xpath(when, since=since))) for note in notes}
    assert {id_: told[id_] for id_ in DUE} == {id_: [day] for id_, day in DUE.items()}
    assert {id_: told[id_] for id_ in NOT_DUE} == {id_: [] for id_ in NOT_DUE}


@pytest.mark.parametrize(("id_", "day"), [*DUE.items(), *NOT_DUE.items()])
def test_the_day_of_the_next_reading(catalogue: Mapping[str, Source], id_: str, day: str) -> None:
    assert catalogue[id_].review.isoformat() == day


@by_language
def test_no_image_of_xgboost_is_said_to_be_patched(site: Path, language: Language) -> None:
    text = article(site, language, "casos/com-sdk").xpath("string(//*[@data-fact='xgboost-patched'])")
    assert text == language.words()["facts"]["none"]


@by_language
def test_the_old_sdk_is_in_maintenance_until_its_last_day(site: Path, language: Language) -> None:
    text = article(site, language, "rosetta").xpath("string(//*[@data-fact='v2-state'])")
    assert text == language.words()["facts"]["v2_before"]
