"""On the page of an option at most four pitfalls stand open, those that cost most readers most; the rest is folded."""

import pytest

from decision.reading import load
from publish.languages import LANGUAGES, Language

OPEN = 4
WITHOUT = {"notebook", "so-hospedar"}  # two that train nothing by themselves: their pages have no such section
OPTIONS = sorted(load().outcomes.keys() - WITHOUT)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize("option", OPTIONS)
def test_at_most_four_pitfalls_stand_open(pages, option: str, language: Language) -> None:
    page = pages[f"{language.prefix}opcoes/{option}/index.html"].root
    (heading,) = page.xpath("//h2[@id='armadilhas']")
    following = heading.xpath("following-sibling::*")
    until = next((number for number, each in enumerate(following) if each.tag == "h2"), len(following))
    section = following[:until]
    shown = [item for each in section if each.tag == "ul" for item in each.findall("li")]
    assert 3 <= len(shown) <= OPEN
    assert [each.tag for each in section if each.tag == "details"] in ([], ["details"])
