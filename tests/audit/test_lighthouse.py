"""Lighthouse finds nothing to say about any kind of page in any language; how fast they are, `make bench` measures."""

from pathlib import Path

import pytest

from publish.languages import LANGUAGES, Language
from tests.audit import lighthouse
from tests.bench.serving import KINDS

CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.mark.audit
@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize("kind", KINDS)
def test_lighthouse_gives_every_point(site: Path, base_url: str, kind: str, language: Language) -> None:
    page = sorted((site / language.prefix).glob(KINDS[kind]))[0]
    verdict = lighthouse.ask(f"{base_url}{page.relative_to(site).parent.as_posix()}/", CATEGORIES)
    assert (verdict.scores, verdict.failed) == (dict.fromkeys(CATEGORIES, 100), {id_: [] for id_ in CATEGORIES})
