"""What holds on a day follows from dates: which of the words stands, in the tables and where a page asks by name."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from publish.languages import LANGUAGES, ROOT, language
from publish.pages import facts
from publish.pages.facts import FactError, Image, Service
from tests.tokens import labels

END = date(2027, 5, 13)
DAYS = {"before": END - timedelta(1), "on": END, "after": END + timedelta(1)}
WORDS = labels()
REAL = facts.load(ROOT / "docs" / "facts.toml")


def states(each: Image | Service) -> dict[str, object]:
    return {name: each.state(day) for name, day in DAYS.items()}


def test_an_image_is_patched_until_its_last_day() -> None:
    image = Image("X 1", "x", "1", "fonte", END)
    assert states(image) == {"before": "patched", "on": "patched", "after": "unpatched"}


def test_an_image_that_is_partly_patched_is_so_until_its_last_day() -> None:
    image = Image("X 1", "x", "1", "fonte", END, note="partly")
    assert states(image) == {"before": "partly", "on": "partly", "after": "unpatched"}


def test_an_image_without_a_date_is_what_its_note_says() -> None:
    assert set(states(Image("X 1", "x", "1", "fonte", note="unseen")).values()) == {"unseen"}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"closed": END}, ["closes", "closed", "closed"]),
        ({"ends": END}, ["ends", "ends", "ended"]),
        ({"announced": END}, ["announced"] * 3),
    ],
    ids=["closed", "ends", "announced"],
)
def test_a_service_closes_and_ends_on_its_day(days: Mapping[str, date], expected: list[str]) -> None:
    service = Service("s", "S", "ai", "fonte", **days)
    assert [service.state(day) for day in DAYS.values()] == [(state, END) for state in expected]


def test_the_table_of_images_shows_name_date_state_and_source() -> None:
    images = [
        Image("X 1", "x", "1", "fonte", END),
        Image("X 0", "x", "0", "fonte", END),
        Image("Y 2", "y", "2", "outra", note="newest"),
    ]
    table = facts.images(images, DAYS["after"], WORDS, language("en"))
    assert table.splitlines()[0] == (
        "| facts.image | facts.image_name | facts.patched_until | facts.on date=May 14, 2027 |"
    ), "the book repeats the head of a table, and a link cannot stand there"
    assert table.splitlines()[2:] == [
        '| X 1 | `x` | <time datetime="2027-05-13">May 13, 2027</time>[^fonte] | image_states.unpatched |',
        '| X 0 | `x` | <time datetime="2027-05-13">May 13, 2027</time> | image_states.unpatched |',
        "| Y 2 | `y` | facts.no_date[^outra] | image_states.newest |",
    ]


def test_a_table_of_services_shows_its_own_with_state_source_and_what_to_take() -> None:
    services = [Service("forecast", "S", "ai", "fonte", ends=END), Service("clarify", "T", "training", "b", closed=END)]
    table = facts.services(services, "ai", DAYS["before"], WORDS, language("en"))
    assert table.splitlines()[2:] == [
        '| S | service_states.ends date=<time datetime="2027-05-13">May 13, 2027</time>[^fonte] | instead.forecast |'
    ]


def test_a_page_asks_for_the_versions_that_the_snippets_take_and_for_what_is_patched() -> None:
    values = facts.values(REAL, END, WORDS)
    assert (values["xgboost"], values["sklearn"], values["pytorch"]) == ("3.2-0", "1.9-0", "2.13")
    assert values["xgboost-patched-until"] == END
    assert values["xgboost-patched"] == "3.2-0"
    assert facts.values(REAL, DAYS["after"], WORDS)["xgboost-patched"] == "facts.none"
    assert values["pytorch-unpatched"] == "2.6, 2.7, 2.8, 2.9, 2.10, 2.11"
    assert values["build-day"] == END


def test_the_old_sdk_is_out_of_support_after_its_last_day() -> None:
    said = [facts.values(REAL, date(2027, 7, day), WORDS)["v2-state"] for day in (5, 6)]
    assert said == ["facts.v2_before", "facts.v2_after"]


# Written a second time, from AWS's lists: who changes one has to read the source again.
BY_HAND = {
    "PyTorch 2.6": date(2026, 1, 29),
    "PyTorch 2.7": date(2026, 4, 23),
    "PyTorch 2.8": date(2026, 8, 6),
    "PyTorch 2.9": date(2026, 10, 15),
    "PyTorch 2.10": date(2027, 1, 21),
    "PyTorch 2.11": date(2027, 4, 30),
    "PyTorch 2.12": date(2027, 7, 2),
    "PyTorch 2.13": date(2027, 7, 20),
    "PyTorch 2.14": None,
    "TensorFlow 2.19": date(2026, 3, 11),
    "TensorFlow 2.21": date(2027, 7, 10),
    "scikit-learn 1.4-2": None,
    "scikit-learn 1.4-2-py312": date(2026, 10, 30),
    "scikit-learn 1.9-0": date(2027, 7, 16),
    "XGBoost 3.0-5": date(2026, 11, 17),
    "XGBoost 3.2-0": date(2027, 5, 13),
    "Hugging Face 5.3": None,
}
NUMBERS = {
    "train-types": 225,
    "job-days": 28,
    "job-hyperparameters": 100,
    "job-name-length": 63,
    "list-jobs": 100,
    "hyperparameter-length": 2500,
    "train-hours": 1,
    "max-run-hours": 24,
    "pytorch-renamed": "2.11",
    "stop-seconds": 120,
    "patch-days": 365,
    "canvas-hour": 1.9,
    "canvas-month": 1368,
    "warm-pool-guide": 1,
    "warm-pool-api": 6,
    "ensaio-download": 240,
    "ensaio-room": 1610,
    "ensaio-disk": 1130,
}


def test_the_dates_are_those_that_aws_gives() -> None:
    assert {image.title: image.patched_until for image in REAL.images} == BY_HAND
    assert {name: each["day"].isoformat() for name, each in REAL.days.items()} == {
        "v2-maintenance": "2026-07-06",
        "v2-end": "2027-07-05",
        "lists-until": "2026-09-29",
        "notebook-al2-end": "2026-07-01",
        "studio-lab-closed": "2026-07-30",
    }


def test_the_numbers_are_those_of_their_sources() -> None:
    assert {name: each["value"] for name, each in REAL.numbers.items()} == NUMBERS
    assert round(720 * NUMBERS["canvas-hour"]) == NUMBERS["canvas-month"]


def test_the_version_from_which_pytorch_has_another_name_is_the_first_of_that_name() -> None:
    renamed = next(image for image in REAL.images if image.name == "pytorch-amzn2023")
    assert renamed.version == NUMBERS["pytorch-renamed"]


def test_a_page_or_a_symptom_asks_for_every_day_and_number() -> None:
    written = [*LANGUAGES[0].docs.rglob("*.md"), *(ROOT / "symptoms" / "text").glob("*/pt.toml")]
    text = "".join(path.read_text(encoding="utf-8") for path in written)
    names = [*REAL.days, *REAL.numbers]
    assert [name for name in names if f"{{{{ {name} }}}}" not in text] == []


@pytest.mark.parametrize("tag", ["pt-BR", "en", "es"])
def test_every_service_has_words_for_what_to_take_instead(tag: str) -> None:
    assert set(language(tag).words()["instead"]) == {service.id for service in REAL.services}


GOOD = """
[days]
[numbers]
[[image]]
title = "X"
name = "x"
version = "1"
source = "a"
patched_until = 2027-01-01
[[service]]
id = "s"
title = "S"
table = "ai"
source = "a"
ends = 2027-01-01
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("patched_until = 2027-01-01", "", "image 'X' has neither patched_until nor a note"),
        ("ends = 2027-01-01", "", "service 's' needs exactly one of closed, announced, ends and note"),
        ("ends =", "closed = 2026-01-01\nends =", "service 's' needs exactly one of"),
        ('"ai"', '"elsewhere"', "service 's' is on the table 'elsewhere'; write one of training, ai"),
        ("patched_until", "patched", "facts.toml: .*'patched'"),
        ("[days]", "[dias]", "facts.toml: 'days'"),
    ],
)
def test_broken_facts_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "facts.toml"
    path.write_text(GOOD, encoding="utf-8")
    facts.load(path)
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FactError, match=message):
        facts.load(path)
