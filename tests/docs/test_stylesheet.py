"""What the theme's stylesheet is made for is what the built pages have, as lxml reads them whole."""

from collections import defaultdict
from collections.abc import Mapping

import pytest
from lxml import etree

from publish.languages import LANGUAGES, Language
from publish.site.stylesheet import Seen
from tests.docs.conftest import BuiltPage


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_every_element_of_every_page_was_seen_and_no_other(language: Language, pages: Mapping[str, BuiltPage]) -> None:
    seen, attributes = Seen(), defaultdict(set)
    of_language = [page for page in pages.values() if page.language == language]
    for page in of_language:
        seen.add_page((page.site / page.path).read_text(encoding="utf-8"))
    elements = [element for page in of_language for element in page.root.iter(etree.Element)]
    for element in elements:
        for name, value in element.items():
            attributes[name].add(value)
    assert len(elements) > 500 * len(of_language) > 30_000
    assert seen.tags == {element.tag for element in elements}
    assert seen.attributes == attributes
    assert seen.ids == attributes["id"]
    assert seen.classes == {each for value in attributes["class"] for each in value.split()}
