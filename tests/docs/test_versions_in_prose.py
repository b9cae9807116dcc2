"""Every version that a page, the tree, a label or a snippet names is one that was run, or one that stands here.

What was run is pinned in pyproject.toml, and PyTorch in the Makefile. The image that a page tells to take is the one
that the snippets take. A version that belongs to neither is declared in ELSEWHERE, with the reason why readers meet it.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import snippets
from publish.languages import ROOT
from publish.pages import facts

GROUPS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
PINS = {
    group: dict(line.partition(";")[0].strip().split("==") for line in lines if isinstance(line, str))
    for group, lines in GROUPS.items()
}
TORCH = re.findall(r"^TORCH_VERSION := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[0]
V3, V2, BOTO3 = PINS["test"]["sagemaker"], PINS["v2"]["sagemaker"], PINS["test"]["boto3"]
COPIED = [*(file for name in snippets.names() for file in snippets.files(name)), *snippets.tutorial_files()]
CODE = sorted({ROOT / "snippets" / file for file in COPIED})


def short(version: str) -> str:
    """`3.27` of `3.27.0`."""
    return ".".join(version.split(".")[:2])


# The images that the snippets ask for, by the name of their framework.
ASKED_FOR = re.compile(r'retrieve\(\s*"([\w-]+)",\s*REGION,\s*version="([\d.-]+)"|sagemaker-([a-z-]+):([\d.-]+\d)\b')
IMAGES: dict[str, set[str]] = {}
for file in CODE:
    for found in ASKED_FOR.finditer(file.read_text(encoding="utf-8")):
        IMAGES.setdefault(found[1] or found[3].replace("scikit-learn", "sklearn"), set()).add(found[2] or found[4])
XGBOOST, SKLEARN, PYTORCH = (min(IMAGES[name]) for name in ("xgboost", "sklearn", "pytorch-amzn2023"))

RUN = {
    "sagemaker": {V3, short(V3), V2},
    "boto3": {BOTO3, short(BOTO3)},
    "botocore": {PINS["test"]["botocore"]},
    "moto": {PINS["test"]["moto"]},
    "pytorch": {TORCH, short(TORCH), PYTORCH},
    "scikit-learn": {PINS["test"]["scikit-learn"], SKLEARN},
    "xgboost": {XGBOOST, XGBOOST.partition("-")[0], PINS["test"]["xgboost-cpu"]},
    "numpy": {PINS["test"]["numpy"]},
    "pandas": {PINS["test"]["pandas"]},
}
ELSEWHERE = {
    "sagemaker": {
        "3.4.0": "the first of v3 with @remote",
        "2.256.0": "of v2, in which @remote did not work",
    },
    "pytorch": {
        "2.5.1": "in the last release of the data parallel library",
        "2.6": "the oldest in the table of images",
        "2.7": "in the table of images",
        "2.8": "the newest that v2 knows",
        "2.9": "past the end of its fixes",
        "2.10": "the last under the name pytorch",
        "2.11": "the first under the name pytorch-amzn2023",
        "2.12": "in the table of images",
        "2.14": "in the table of images",
    },
    "pytorch neuronx": {"2.9": "has no date of end"},
    "tensorflow": {"2.19": "the newest that v2 knows", "2.21": "in the table of images"},
    "xgboost": {
        "0.72": "what `latest` brings",
        "1.7": "its models do not open in the one that the snippets use",
        "3.0": "opens models of 1.7",
        "3.0-5": "its fixes have ended",
    },
    "scikit-learn": {
        "1.4-2": "its fixes have ended; the newest that v2 knows",
        "1.8": "in the XGBoost image",
        "1.8.0": "in the XGBoost image",
    },
    "pandas": {"2.2.3": "in the XGBoost image"},
    "numpy": {"2.1.0": "in the XGBoost image"},
    "joblib": {"1.4": "the oldest that a snippet takes", "1.6.0": "in the container of our own"},
    "model_version": {"2.1.0": "of a JumpStart model"},
    "autogluon": {"1.5": "has no date of end"},
    "hugging face": {"5.3": "in the table of images"},
    "transformers": {"5.14.0": "of whose documentation a page was read"},
    "cc by": {"4.0": "the licence of the texts"},
    "python": {
        "3.8": "the default image of @remote",
        "3.10": "the default image of @remote",
        "3.11": "with which we ran the SDK",
        "3.11.5": "the oldest for this repository",
        "3.12": "in the XGBoost image",
        "3.13": "the newest for this repository",
    },
}
NOT_VERSIONS = {"0.0", "0.1", "0.5", "1.0", "10.0"}  # in code and advice that pages write out
ALLOWED = {name: RUN.get(name, set()) | set(ELSEWHERE.get(name, {})) for name in RUN.keys() | ELSEWHERE.keys()}
ALIASES = {"sdk": "sagemaker", "sklearn": "scikit-learn", "torch": "pytorch", "pytorch-amzn2023": "pytorch"}

PRODUCT = "|".join(sorted([*ALLOWED, *ALIASES], key=len, reverse=True))
VERSION = re.compile(r"(?<![\w.,])v?(\d+\.\d+(?:\.\d+)?(?:-\d+)?)(?![\w%]|[.,]\d)")
NAMED_BEFORE = re.compile(rf"(?<![A-Za-z])({PRODUCT})(?: v[23])?\W{{1,3}}\Z", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+")
THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
AMOUNT = re.compile(r"\$ ?\d+[.,]\d+|\b\d+\.\d+ [GM]B\b|\b(?:value = |boost: |value \* )[\d.]+")

TEXTS = sorted(
    [
        *(ROOT / "docs").glob("[a-z][a-z]/**/*.md"),
        *(ROOT / "docs/words").glob("*.toml"),
        *(ROOT / "decision/text").glob("*.toml"),
        *(ROOT / "snippets/rosetta").glob("*.toml"),
        *(ROOT / "symptoms/text").glob("*/*.toml"),
        ROOT / "docs/sources.toml",
        ROOT / "docs/facts.toml",
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
    ]
)


def mentions(text: str) -> Iterator[tuple[str, str]]:
    """Every version that a text names, as (product, version); the product is "" when it does not stand before it."""
    text = AMOUNT.sub("", ADDRESS.sub("", text))
    for found in VERSION.finditer(text):
        if not THOUSANDS.fullmatch(found[1]) and found[1] not in NOT_VERSIONS:
            named = NAMED_BEFORE.search(text[max(0, found.start() - 30) : found.start()])
            name = named[1].lower() if named else ""
            yield ALIASES.get(name, name), found[1]


def is_known(product: str, version: str) -> bool:
    """Whether a product has such a version. One of three parts without a product is the SDK's; a number below one
    is none, as a rate or a score.
    """
    if not product and version.startswith("0."):
        return True
    if not product and version.count(".") == 2:
        product = "sagemaker"
    return version in (ALLOWED[product] if product else set().union(*ALLOWED.values()))


def of(path: Path) -> set[tuple[str, str]]:
    found = set(mentions(path.read_text(encoding="utf-8")))
    # A number of code below one is no version; the two that were are in no snippet.
    return {each for each in found if not each[1].startswith("0.")} if path in CODE else found


@pytest.mark.parametrize("path", TEXTS + CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_version_named_is_one_that_was_run_or_one_with_a_reason(path: Path) -> None:
    assert {each for each in of(path) if not is_known(*each)} == set(), (
        f"{path.relative_to(ROOT)}: mend the version, or write it with its reason in ELSEWHERE of {__file__}"
    )


def test_every_version_with_a_reason_is_named_somewhere() -> None:
    named = set().union(*map(of, TEXTS + CODE))
    bare = {version for product, version in named if not product}
    lacking = {
        (name, version)
        for name, versions in ELSEWHERE.items()
        for version in versions
        if (name, version) not in named and version not in bare
    }
    assert lacking == set(), "take them out of ELSEWHERE"
    assert {("sagemaker", V3), ("", V2), ("botocore", BOTO3), ("xgboost", XGBOOST), ("pytorch", TORCH)} <= named


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("O SDK 3.72.0 não conhece", {("sagemaker", "3.72.0")}),
        ("na 3.72.0, e não", {("", "3.72.0")}),
        ("since v3.28", {("", "3.28")}),
        ("SDK v3 3.28", {("sagemaker", "3.28")}),
        ("instale `sagemaker==3.27.1`", {("sagemaker", "3.27.1")}),
        ('pip install "sagemaker>=3.28,<4"', {("sagemaker", "3.28")}),
        ("botocore 1.45.4", {("botocore", "1.45.4")}),
        ("numpy 2.1.0 e XGBoost 2.1.0", {("xgboost", "2.1.0")}),
        ("a 2.1.0 traz", {("", "2.1.0")}),
        ("a imagem 3.3-0", {("", "3.3-0")}),
        ("sagemaker-xgboost:3.1-0", {("xgboost", "3.1-0")}),
        ("PyTorch 2.31", {("pytorch", "2.31")}),
        ("PyTorch 3.27", {("pytorch", "3.27")}),
        ("US$ 1.90, 2.5 GB, 1.368 reais, 0.5, 3.5%, em https://a.example/v9.9.9/", set()),
    ],
)
def test_a_slip_is_noticed(text: str, wrong: set[tuple[str, str]]) -> None:
    assert {each for each in mentions(text) if not is_known(*each)} == wrong


# -- where the versions come from ---------------------------------------------------------------------------------


def test_the_snippets_ask_for_one_image_of_each_framework() -> None:
    assert {name: len(versions) for name, versions in IMAGES.items()} == {
        "xgboost": 1,
        "sklearn": 1,
        "pytorch-amzn2023": 1,
    }


def test_the_images_that_pages_tell_to_take_are_those_of_the_snippets() -> None:
    known = facts.load(ROOT / "docs" / "facts.toml").images
    assert {image.name: {image.version} for image in known if image.use} == IMAGES


@pytest.mark.parametrize("name", snippets.names())
def test_a_result_is_of_the_version_that_is_pinned(name: str) -> None:
    result = json.loads((snippets.RESULTS / f"{name}.json").read_text(encoding="utf-8"))
    code = "\n".join((snippets.FOLDER / file).read_text(encoding="utf-8") for file in snippets.files(name))
    used = {"sdk": V3} if re.search(r"^\s*(?:import|from) sagemaker\b", code, re.MULTILINE) else {"boto3": BOTO3}
    assert {key: result[key] for key in ("sdk", "boto3") if key in result} == used, "run `make update`"
    around = {name: PINS["test"][name] for name in ("boto3", "botocore", "moto")}
    assert {name: version for name, version in result["versions"].items() if name != "python"} == around
    assert result["versions"]["python"] in ("3.11", "3.12", "3.13")


def test_the_requests_side_by_side_are_of_the_versions_that_are_pinned() -> None:
    requests = json.loads((snippets.ROSETTA / "pedidos.json").read_text(encoding="utf-8"))
    names = json.loads((snippets.ROSETTA / "nomes-v2.json").read_text(encoding="utf-8"))
    assert {form: told["sdk"] for form, told in requests.items()} == {"v2": V2, "v3": V3, "boto3": BOTO3}
    assert names["sdk"] == V2


def test_v2_and_v3_are_compared_on_one_boto3() -> None:
    shared = PINS["v2"].keys() & PINS["test"].keys() - {"sagemaker"}
    assert {name: PINS["v2"][name] for name in shared} == {name: PINS["test"][name] for name in shared}
    assert {"boto3", "botocore", "moto"} <= shared
