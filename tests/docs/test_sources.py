"""Each source is read by us, on a day that can be, at the address that its id says; each page shows it as it is."""

import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html
from markdown import Markdown

from publish.day import build_day
from publish.languages import LANGUAGES, ROOT, Language
from publish.pages import facts, sources
from publish.pages.sources import Source
from publish.site import configuration
from tests.docs.conftest import BuiltPage, written_whole

Pages = Mapping[str, BuiltPage]
FACTS = facts.load(ROOT / "docs" / "facts.toml")
CATALOGUE = sources.catalogue(ROOT / "docs", configuration.repository_url())
TODAY = build_day().date()
MARKDOWN = Markdown()
# The day of the guide's first commit. What was read for it was read since.
FIRST_DAY = date(2026, 11, 22)
each_source = pytest.mark.parametrize("source", CATALOGUE.values(), ids=list(CATALOGUE))
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)

# An id is the name of its page in the SageMaker Developer Guide, or `github-<repository>-<number>`. The address of
# every other source stands here a second time, written by hand, with `{commit}` where one is pinned.
GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg/{id}.html"
THREAD = re.compile(r"https://github\.com/[\w-]+/(?P<repository>[\w-]+)/(issues|pull)/(?P<number>\d+)")
COMMIT = "[0-9a-f]{8}"
DOCS = "https://docs.aws.amazon.com"
GITHUB = "https://github.com"
SDK = f"{GITHUB}/aws/sagemaker-python-sdk"
TAG = f"{SDK}/blob/v3.27.0"
CONTAINER = f"{GITHUB}/aws/sagemaker-xgboost-container/blob/{{commit}}/src/sagemaker_xgboost_container"
ELSEWHERE = {
    "al2023-language-runtimes": f"{DOCS}/linux/al2023/ug/language-runtimes.html",
    "amazonsagemakercanvasfullaccess": f"{DOCS}/aws-managed-policy/latest/reference/"
    "AmazonSageMakerCanvasFullAccess.html",
    "api-automlcomputeconfig": f"{DOCS}/sagemaker/latest/APIReference/API_AutoMLComputeConfig.html",
    "api-stop-notebook-instance": f"{DOCS}/sagemaker/latest/APIReference/API_StopNotebookInstance.html",
    "autogluon-cloud-foundation": "https://auto.gluon.ai/cloud/dev/tutorials/foundation_model.html",
    "bedrock-custom-model-fine-tuning": f"{DOCS}/bedrock/latest/userguide/custom-model-fine-tuning.html",
    "bedrock-custom-models": f"{DOCS}/bedrock/latest/userguide/custom-models.html",
    "bedrock-deploy-custom-model-on-demand": f"{DOCS}/bedrock/latest/userguide/deploy-custom-model-on-demand.html",
    "bedrock-import-model": f"{DOCS}/bedrock/latest/userguide/model-customization-import-model.html",
    "bedrock-import-model-cost": f"{DOCS}/bedrock/latest/userguide/import-model-calculate-cost.html",
    "bedrock-prov-thru-purchase": f"{DOCS}/bedrock/latest/userguide/prov-thru-purchase.html",
    "comprehend-availability-change": f"{DOCS}/comprehend/latest/dg/comprehend-availability-change.html",
    "dio-canvas-custos": "https://www.dio.me/en/articles/"
    "fui-cobrado-pelo-sagemaker-canvas-checklist-oficial-da-aws-em-2025-3db16f0fc63a",
    "dlc-dados": f"{GITHUB}/aws/deep-learning-containers/tree/{{commit}}/docs/src",
    "dlc-pytorch": f"{GITHUB}/aws/deep-learning-containers/blob/{{commit}}/docs/pytorch/deployment/sagemaker.md",
    "faq-nivel-gratuito": "https://aws.amazon.com/pt/free/free-tier-faqs",
    "faq-sagemaker-pt": "https://aws.amazon.com/pt/sagemaker/faqs",
    "guia-arquivado": f"{GITHUB}/awsdocs/amazon-sagemaker-developer-guide/tree/{{commit}}/doc_source",
    "hyperpod-recipes": f"{GITHUB}/aws/sagemaker-hyperpod-recipes/blob/{{commit}}/README.md",
    "iam-passrole": f"{DOCS}/IAM/latest/UserGuide/id_roles_use_passrole.html",
    "maintenance-services": f"{DOCS}/general/latest/gr/maintenance_services.html",
    "ml-packaging-your-code-into-images": f"{DOCS}/marketplace/latest/userguide/"
    "ml-packaging-your-code-into-images.html",
    "model-customization-policy": f"{DOCS}/aws-managed-policy/latest/reference/"
    "AmazonSageMakerModelCustomizationCoreAccess.html",
    "modelo-api-bedrock": f"{GITHUB}/boto/botocore/tree/1.44.5/botocore/data/bedrock",
    "modelo-api-sagemaker": f"{GITHUB}/boto/botocore/tree/1.44.5/botocore/data/sagemaker",
    "nova-custom-fine-tune-odi": f"{DOCS}/nova/latest/userguide/custom-fine-tune-odi.html",
    "nova-forge-sft-datamix-smtj": f"{DOCS}/nova/latest/nova2-userguide/nova-forge-sft-datamix-smtj.html",
    "precos-canvas": "https://aws.amazon.com/sagemaker/ai/canvas/pricing/",
    "what-is-ecr": f"{DOCS}/AmazonECR/latest/userguide/what-is-ecr.html",
    "aws-billing-reports": f"{DOCS}/AmazonS3/latest/userguide/aws-billing-reports.html",
    "batch-quota-management": f"{DOCS}/batch/latest/userguide/quota-management.html",
    "batch-gpu-jobs": f"{DOCS}/batch/latest/userguide/gpu-jobs.html",
    "deadline-acceleratorselection": f"{DOCS}/deadline-cloud/latest/APIReference/API_AcceleratorSelection.html",
    "rapids-aws": "https://docs.rapids.ai/deployment/stable/cloud/aws/",
    "hf-model-memory-anatomy": "https://huggingface.co/docs/transformers/v5.14.0/model_memory_anatomy",
    "docker-multi-platform": "https://docs.docker.com/build/building/multi-platform/",
    "precos-sagemaker": "https://aws.amazon.com/sagemaker/ai/pricing/",
    "rekognition-streaming-video": f"{DOCS}/rekognition/latest/dg/streaming-video.html",
    "repost-s3-accessdenied": "https://repost.aws/pt/knowledge-center/sagemaker-s3-accessdenied-training",
    "repost-s3-kms": "https://repost.aws/knowledge-center/s3-large-file-encryption-kms-key",
    "retry-behavior": f"{DOCS}/sdkref/latest/guide/feature-retry-behavior.html",
    "s3-403": f"{DOCS}/AmazonS3/latest/userguide/troubleshoot-403-errors.html",
    "sdk-changelog": f"{SDK}/blob/{{commit}}/CHANGELOG.md",
    "sdk-codigo": f"{TAG}/sagemaker-train/src/sagemaker/train/model_trainer.py#L1322",
    "sdk-dados-de-demonstracao": f"{TAG}/sagemaker-train/src/sagemaker/train/defaults.py#L473",
    "sdk-instalador": f"{TAG}/sagemaker-core/src/sagemaker/core/utils/install_requirements.py#L46",
    "sdk-papel-verificado": f"{TAG}/sagemaker-core/src/sagemaker/core/helper/iam_role_resolver.py#L419",
    "sdk-installation": f"{SDK}/blob/{{commit}}/docs/installation.rst",
    "sdk-lifecycle": f"{SDK}/blob/{{commit}}/docs/lifecycle.rst",
    "sdk-migration": f"{SDK}/blob/{{commit}}/migration.md",
    "sdk-model-customization": f"{SDK}/tree/{{commit}}/docs/model_customization",
    "sdk-training": f"{SDK}/blob/{{commit}}/docs/training/index.rst",
    "iam-delete-policy": f"{DOCS}/IAM/latest/APIReference/API_DeletePolicy.html",
    "nova-sagemaker-inference": f"{DOCS}/nova/latest/nova2-userguide/nova-sagemaker-inference-getting-started.html",
    "sso-customermanagedpolicyreference": f"{DOCS}/singlesignon/latest/APIReference/"
    "API_CustomerManagedPolicyReference.html",
    "service-lifecycle": f"{DOCS}/general/latest/gr/service-lifecycle.html",
    "sunset-services": f"{DOCS}/general/latest/gr/sunset_services.html",
    "task-governance": "https://awslabs.github.io/ai-on-sagemaker-hyperpod/docs/category/task-governance",
    "training-toolkit": f"{GITHUB}/aws/sagemaker-training-toolkit/blob/{{commit}}/ENVIRONMENT_VARIABLES.md",
    "xgboost-container": f"{CONTAINER}/checkpointing.py#L271",
    "xgboost-container-canais": f"{CONTAINER}/algorithm_mode/channel_validation.py#L20",
    "xgboost-container-dados": f"{CONTAINER}/data_utils.py#L321",
    "xgboost-container-hiperparametros": f"{CONTAINER}/algorithm_mode/hyperparameter_validation.py#L141",
}  # fmt: skip
SHARED = {frozenset({"execucao-rosetta", "execucao-v2"})}  # one program, of two versions of the SDK
# Where else a source may lie than in the documentation of AWS; a new domain is a decision, written here.
DOMAINS = {
    "docs.aws.amazon.com",
    "aws.amazon.com",
    "repost.aws",
    "awslabs.github.io",
    "github.com",
    "docs.docker.com",
    "www.dio.me",
    "auto.gluon.ai",
    "huggingface.co",  # the documentation of Transformers: what a parameter takes while it is trained
    "docs.rapids.ai",  # NVIDIA's list of AWS's machines with its GPUs
}
# Read whole: data in many files, or in one that is compressed, and pages of which several are meant.
FOLDERS = {"dlc-dados", "guia-arquivado", "modelo-api-bedrock", "modelo-api-sagemaker", "sdk-model-customization"}
RUNS = [source for source in CATALOGUE.values() if source.read == "run"]
# What stands at a place that changes or that holds everything: a repository, a branch or a commit without a file.
BARE = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+(/tree/[\w.-]+)?/?")
REPOSITORY = configuration.repository_url()


def address(id_: str) -> re.Pattern[str]:
    """What the address of a source looks like, by its id."""
    expected = ELSEWHERE.get(id_, GUIDE.format(id=id_))
    return re.compile(re.escape(expected).replace(r"\{commit\}", COMMIT))


def is_at_its_address(source: Source) -> bool:
    if source.read == "run":
        return source.url == f"{REPOSITORY}/blob/main/{source.run}"
    if source.id.startswith("github-"):
        thread = THREAD.fullmatch(source.url)
        return bool(thread) and source.id == f"github-{thread['repository']}-{thread['number']}".lower()
    return bool(address(source.id).fullmatch(source.url))


# -- the catalogue ------------------------------------------------------------------------------------------------


@each_source
def test_a_source_was_read_since_the_guide_began_and_not_after_the_build_day(source: Source) -> None:
    assert FIRST_DAY <= source.verified <= build_day().date(), f"{source.id}: mend `verified` in docs/sources.toml"


@each_source
def test_a_source_does_not_carry_a_date_later_than_our_reading_of_it(source: Source) -> None:
    dated = re.fullmatch(r"\d{4}(-\d\d-\d\d)?", source.edition or "")
    assert not dated or dated[0] <= source.verified.isoformat(), f"{source.id}: mend `edition` or `verified`"


@each_source
def test_a_source_is_at_the_address_that_its_id_says(source: Source) -> None:
    assert is_at_its_address(source), (
        f"{source.id}: {source.url} is not the page that its id names; mend docs/sources.toml, or, for a page outside "
        f"the Developer Guide, write its address in ELSEWHERE of {__file__}"
    )


@pytest.mark.parametrize(
    ("id_", "url"),
    [
        ("canvas", "https://docs.aws.amazon.com/sagemaker/latest/dg/canvas-limits.html"),
        ("canvas", "http://docs.aws.amazon.com/sagemaker/latest/dg/canvas.html"),
        ("canvas", "https://docs.aws.amazon.com.example/sagemaker/latest/dg/canvas.html"),
        ("github-aws-doctor-127", "https://github.com/elC0mpa/aws-doctor/issues/12"),
        ("github-aws-doctor-127", "https://github.com/elC0mpa/aws-doctor/issues/127/../../x"),
        ("sdk-codigo", "https://github.com/aws/sagemaker-python-sdk/tree/master"),
    ],
)
def test_another_address_is_noticed(id_: str, url: str) -> None:
    assert not is_at_its_address(Source(id_, "", url, FIRST_DAY))


@each_source
def test_no_source_is_a_repository_without_a_file(source: Source) -> None:
    assert not BARE.fullmatch(source.url), f"{source.id}: name the file, at a commit or tag, and the line"


@pytest.mark.parametrize("source", RUNS, ids=lambda source: source.id)
def test_a_run_of_ours_is_a_program_that_there_is_with_the_versions_that_are_locked(source: Source) -> None:
    assert source.run
    assert (ROOT / source.run).is_file()
    asked = re.findall(r"([\w-]+) (\d[\d.]+)", source.version or "")
    assert asked
    locks = [(ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8") for name in ("test", "v2")]
    assert [pin for pin in asked if not any(f"{'=='.join(pin)} " in lock for lock in locks)] == []


def test_there_are_runs_of_ours_and_they_are_read_as_such() -> None:
    assert len(RUNS) >= 15
    assert {source.id for source in CATALOGUE.values() if source.id.startswith("execucao-")} == {s.id for s in RUNS}


@each_source
def test_a_file_is_one_that_does_not_change_and_nothing_else_is_called_a_file(source: Source) -> None:
    """It is at a commit or at a tag, and the edition says of when that is."""
    pinned = re.search(r"github\.com/[\w-]+/[\w-]+/(blob|tree)/([0-9a-f]{8}|v?\d+\.\d+\.\d+)/", source.url)
    assert bool(pinned) == (source.read == "file")
    assert source.edition or source.read != "file"


def test_what_was_read_is_a_file_and_of_a_program_a_line() -> None:
    read = {id_: source.url for id_, source in CATALOGUE.items() if source.read == "file"}
    assert {id_ for id_, url in read.items() if "/blob/" not in url} == FOLDERS
    assert [id_ for id_, url in read.items() if ".py" in url and not re.search(r"\.py#L\d+$", url)] == []
    assert len(read) >= 20


def test_the_addresses_written_twice_are_those_of_sources() -> None:
    assert ELSEWHERE.keys() <= CATALOGUE.keys()


def test_every_source_is_on_a_domain_that_was_decided_on() -> None:
    assert {urlsplit(source.url).netloc for source in CATALOGUE.values() if source.read != "run"} == DOMAINS
    assert {urlsplit(source.url).scheme for source in CATALOGUE.values()} == {"https"}


def test_no_two_sources_have_one_address_unless_that_is_meant() -> None:
    ids: dict[str, set[str]] = {}
    for source in CATALOGUE.values():
        ids.setdefault(source.url, set()).add(source.id)
    assert {frozenset(same) for same in ids.values() if len(same) > 1} == SHARED


# -- the pages ----------------------------------------------------------------------------------------------------


def text_and_links(element: html.HtmlElement) -> tuple[str, list[str]]:
    """What a reader sees of a note or an entry, and where its links lead, without the links back into the text."""
    for back in element.xpath(".//a[contains(@class, 'footnote-backref')]"):
        back.drop_tree()
    return " ".join(element.text_content().split()), [str(link) for link in element.xpath(".//a/@href")]


@cache
def words(language: Language) -> dict[str, Any]:
    return language.words()


@cache  # many pages cite it
def as_shown(source: Source, language: Language) -> tuple[str, list[str]]:
    """The same of a source, from its description."""
    return text_and_links(
        html.fromstring(MARKDOWN.reset().convert(sources.describe(source, words(language)["site"], language, TODAY)))
    )


@by_language
def test_every_footnote_shows_its_source_with_address_edition_and_the_day_it_was_verified(
    language: Language, pages: Pages
) -> None:
    cited, shown = {}, {}
    for path, markdown in written_whole(language).items():
        cited[path] = {f"fn:{id_}": as_shown(CATALOGUE[id_], language) for id_ in sources.cited(markdown)}
        built = pages[language.prefix + path.removesuffix("index.md").replace(".md", "/") + "index.html"]
        notes = map(deepcopy, built.root.xpath("//li[starts-with(@id, 'fn:')]"))
        shown[path] = {str(note.get("id")): text_and_links(note) for note in notes}
    assert shown == cited
    assert sum(map(len, shown.values())) >= len(CATALOGUE)


@by_language
def test_every_number_in_the_text_that_stands_for_a_source_leads_to_its_note(language: Language, pages: Pages) -> None:
    """A citation that was not taken for one would stand in the page as `[^id]`."""
    here = [page for page in pages.values() if page.language == language]
    led = {page.path: {str(to) for to in page.root.xpath("//article//sup//a/@href")} for page in here}
    notes = {page.path: {f"#{id_}" for id_ in page.root.xpath("//li[starts-with(@id, 'fn:')]/@id")} for page in here}
    assert led == notes
    assert [page.path for page in here if "[^" in page.root.xpath("string(//article)")] == []


@by_language
def test_the_list_of_sources_shows_each_as_its_footnotes_do(language: Language, pages: Pages) -> None:
    words = language.words()["site"]
    entries = pages[f"{language.prefix}fontes/index.html"].root.xpath("//article//li[a[starts-with(@href, 'http')]]")
    listed = {" ".join(entry.text_content().partition(f" {words['cited_by']}: ")[0].split()) for entry in entries}
    assert listed == {as_shown(source, language)[0] for source in CATALOGUE.values()}
    assert len(entries) == len(CATALOGUE)
