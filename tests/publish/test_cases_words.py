"""Token words on the page of cases and on the start page: which text stands where, and what the filter can name."""

import re
from dataclasses import replace

import pytest

from decision import cases as people
from decision.reading import load
from publish.languages import LANGUAGES, ROOT, language
from publish.pages import cases
from tests.tokens import labels, token_cases, token_tree

TREE = token_tree()
CASES = token_cases(TREE)
ENGLISH = language("en")
WORDS = labels()

GROUP = """\
<div class="cases-group" data-casos="objetivo-sol preocupacao-sede preocupacao-frio" data-leads-to="oculos" markdown>

## en:outcomes.oculos.name {#casos-oculos}

en:outcomes.oculos.summary [cases.option](/opcoes/oculos.md)

<div class="case" data-case="mar" data-casos="objetivo-sol preocupacao-sede preocupacao-frio" markdown>

### en:mar.who {#mar}

> en:mar.said

cases.data
:   en:mar.data

cases.constraint
:   en:mar.constraint

cases.answers
:   en:questions.clima.answers.sol. en:questions.praia.answers.sim. \
<a href="../escolher/#clima=sol&amp;praia=sim">cases.again</a>

cases.why
:   en:mar.why

cases.worries
:   en:worries.sede.name, en:worries.frio.name.

cases.typical

</div>

</div>
"""
START = """\
<div class="grid cards people" markdown>

-   **en:rua.who**

    “en:rua.said”

    → [en:outcomes.guarda-chuva.name](/opcoes/guarda-chuva.md)

    [cases.whole](/casos-reais.md#rua)

-   **en:sofa.who**

    “en:sofa.said”

    → [en:outcomes.casa.name](/opcoes/casa.md)

    [cases.whole](/casos-reais.md#sofa)

</div>

[cases.every](/casos-reais.md)
"""
FILTER = """\
<fieldset class="cases-filter"><legend>cases.filter</legend>
<label><input type="radio" name="casos" id="so-todos" checked> <span>cases.all</span></label>
<p>cases.by_goal</p>
<label><input type="radio" name="casos" id="so-objetivo-chuva"> <span>en:questions.clima.answers.chuva</span></label>
<label><input type="radio" name="casos" id="so-objetivo-sol"> <span>en:questions.clima.answers.sol</span></label>
<label><input type="radio" name="casos" id="so-objetivo-nao-sei"> \
<span>en:questions.clima.answers.nao-sei</span></label>
<p>cases.by_worry</p>
<label><input type="radio" name="casos" id="so-preocupacao-frio"> <span>en:worries.frio.name</span></label>
<label><input type="radio" name="casos" id="so-preocupacao-sede"> <span>en:worries.sede.name</span></label>
</fieldset>
"""


def test_a_case_stands_below_its_option_with_each_text_in_its_row() -> None:
    assert GROUP in cases.page(TREE, CASES, ENGLISH, WORDS)


def test_a_case_told_in_public_cites_where() -> None:
    assert "\n\ncases.told[^algos]\n\n" in cases.page(TREE, CASES, ENGLISH, WORDS)


def test_the_filter_names_each_goal_and_worry_that_a_case_has() -> None:
    assert FILTER in cases.page(TREE, CASES, ENGLISH, WORDS)


def test_the_start_page_shows_the_cases_that_are_for_it() -> None:
    assert cases.start(TREE, CASES, ENGLISH, WORDS) == START


def test_a_case_whom_the_name_of_its_outcome_would_mislead_says_its_own_way() -> None:
    (case,) = (replace(case, way={"en": "own way"}) for case in CASES if case.id == "sofa")
    assert "→ [own way](/opcoes/casa.md)" in cases.start(TREE, [case], ENGLISH, WORDS)


def test_an_option_without_a_case_has_no_block() -> None:
    assert cases.block(CASES[:1], "casa", "en", WORDS) == ""


def test_the_chooser_is_given_who_why_and_where() -> None:
    assert cases.data(CASES[1:2], "en") == [
        {"outcome": "oculos", "who": "en:mar.who", "why": "en:mar.why", "url": "../casos-reais/#mar"}
    ]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_each_choice_of_the_filter_has_its_rule(language) -> None:
    tree = load()
    page = cases.page(tree, list(people.load(tree).values()), language, language.words())
    css = (ROOT / "docs/theme/assets/cases.css").read_text(encoding="utf-8")
    rules = dict(
        re.findall(r'\.cases:has\(#so-([\w-]+):checked\) \[data-casos\]:not\(\[data-casos~="([\w-]+)"\]\)', css)
    )
    choices = set(re.findall(r'id="so-([\w-]+)"', page)) - {"todos"}
    assert rules == {choice: choice for choice in choices}
    assert len(choices) == 15
