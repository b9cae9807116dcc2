"""Names of the SDK's second version stand in code on one page alone: the one that translates them."""

import re

import pytest

from publish.languages import LANGUAGES, Language
from publish.pages.written import Page
from publish.site.files import read_pages
from tests import v2_names

ROSETTA = "rosetta.md"
PAGES = [(language, page) for language in LANGUAGES for page in read_pages(language)]
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
each_page = pytest.mark.parametrize(
    "page",
    [page for _, page in PAGES if page.path != ROSETTA],
    ids=[f"{language.tag}/{page.path}" for language, page in PAGES if page.path != ROSETTA],
)


def rosetta(language: Language) -> str:
    """The page on v2, v3 and boto3, as it is written."""
    return next(page.markdown for page in read_pages(language) if page.path == ROSETTA)


@each_page
def test_no_name_of_v2_stands_in_code(page: Page) -> None:
    assert {name for code in v2_names.code_of(page.markdown) for name in v2_names.used_in(code)} == set()


@by_language
def test_every_change_without_an_error_has_its_section(language: Language) -> None:
    section = rosetta(language).partition("{#armadilhas}")[2].partition("\n## ")[0]
    assert re.findall(r"^### .*\{#([\w-]+)\}$", section, re.MULTILINE) == [t["id"] for t in v2_names.ROWS["trap"]]


@by_language
def test_every_name_that_stayed_is_said_to_have_stayed(language: Language) -> None:
    section = rosetta(language).partition("{#argumentos}")[2].partition("<div")[0]
    assert {name for name in v2_names.ROWS["kept"]["arguments"] if f"`{name}`" in section} == set(
        v2_names.ROWS["kept"]["arguments"]
    )


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("from sagemaker.estimator import Estimator", {"sagemaker.estimator", "Estimator"}),
        ("from sagemaker import image_uris, Session", {"sagemaker.image_uris", "sagemaker.Session"}),
        ("from sagemaker.train.configs import Compute", {"sagemaker.train.configs"}),
        ("estimator.fit({'train': uri})", {"estimator.fit"}),
        ("max_run", {"max_run"}),
        ("ModelTrainer(max_run=900)", {"max_run"}),
        ("ModelTrainer(image_uri='…')", {"image_uri"}),
        ("SKLearn", {"SKLearn"}),
    ],
)
def test_a_name_of_v2_is_found(code: str, names: set[str]) -> None:
    assert v2_names.used_in(code) == names


@pytest.mark.parametrize(
    "code",
    [
        "from sagemaker.train import ModelTrainer",
        "from sagemaker.core import image_uris",
        "ModelBuilder(model=trainer, image_uri=image)",
        "ModelTrainer(training_image=image, compute=Compute(instance_type='ml.m5.large'))",
        "boto3.client('s3', region_name=REGION)",
        "@remote(use_spot_instances=True)",
        "model.fit(x, y)",
        "sagemaker.amazonaws.com",
        "xgboost-3.2",
    ],
)
def test_what_v3_has_is_not_taken_for_a_name_of_v2(code: str) -> None:
    assert v2_names.used_in(code) == set()


def test_the_text_of_an_error_is_not_taken_for_advice() -> None:
    page = "```text\nNo module named 'sagemaker.estimator'\n```\n`cannot import name … from 'sagemaker'`"
    assert [v2_names.used_in(code) for code in v2_names.code_of(page)] == [set(), set()]
