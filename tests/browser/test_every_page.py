"""Every page of every language under axe, in both colour schemes and at three widths."""

from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from publish.languages import LANGUAGES, Language
from tests.browser.conftest import NewPage
from tests.browser.every_page import audit, visit

pytestmark = audit
WIDTHS = (360, 768, 1280)
# Whether there is room for a finger, axe looks at only when asked. And of all that it looks for, the second scheme can
# only change what colours decide.
LOOKS = {
    "light": {"rules": {"target-size": {"enabled": True}}},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
EACH = list(product(LANGUAGES, LOOKS, WIDTHS))


@pytest.mark.parametrize(
    ("language", "scheme", "width"), EACH, ids=[f"{language.tag} {scheme} {width}" for language, scheme, width in EACH]
)
def test_axe_finds_nothing_on_any_page(
    new_page: NewPage, base_url: str, site: Path, language: Language, scheme: str, width: int
) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    found = {}
    for address in visit(page, base_url, site, language):
        told = Axe().run(page, options={**LOOKS[scheme], "resultTypes": ["violations"]}).response
        assert told["passes"]
        if told["violations"]:
            found[address] = [(each["id"], [node["target"] for node in each["nodes"]]) for each in told["violations"]]
    assert found == {}
