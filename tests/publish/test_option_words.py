"""Token words on the page of an option, and in the table of all options: which text stands where."""

from dataclasses import replace

import pytest
from lxml import html
from lxml.html import HtmlElement

from decision.tree import Tree
from publish.languages import LANGUAGES, language
from publish.pages import cards, distance, options, permissions, snippet_section, workshops
from publish.pages.cards import comparison
from publish.pages.distance import Move
from tests.tokens import labels, token_cases, token_tree, tokens

ENGLISH = language("en")
WORDS = labels()


@pytest.fixture(scope="module")
def tree() -> Tree:
    return token_tree()


CARD = """\
<div class="outcome-card" data-card="guarda-chuva" markdown>

card.work
:   en:outcomes.guarda-chuva.work_label

card.use_case
:   en:use_cases.3

card.optimized_for
:   en:outcomes.guarda-chuva.optimized_for

card.considerations
:   en:outcomes.guarda-chuva.considerations

card.skills
:   en:outcomes.guarda-chuva.skills

card.levels
:   card.code card.level n=4 · card.flexibility card.level n=5. card.editorial

card.billing
:   en:outcomes.guarda-chuva.billing

card.trap
:   en:outcomes.guarda-chuva.trap

card.avoid_when
:   en:outcomes.guarda-chuva.avoid_when

card.status
:   en:outcomes.guarda-chuva.status[^algos][^canvas]

</div>

??? question "chooser.worries"

    **en:worries.frio.question** en:worries.frio.replies.casaco[^algos] [worries.more](/limpar.md#o-que-cobra) · \
[snippets.changes](/opcoes/guarda-chuva/oficina.md#ajuste-bolsa)
    {: #preocupacao-frio }

    **en:worries.sede.question** en:worries.sede.replies.agua [worries.more](/ensaiar.md)
    {: #preocupacao-sede }

??? tip "chooser.adjustments"

    **en:adjustments.galocha.question** en:adjustments.galocha.effect
    {: #ajuste-galocha }

    - en:adjustments.galocha.effect-`more`

    chooser.limits[^algos]

    - en:adjustments.galocha.limits
    - en:adjustments.galocha.limits-`more`

    **en:adjustments.bolsa.question** en:adjustments.bolsa.effect
    {: #ajuste-bolsa }

    - en:adjustments.bolsa.effect-`more`

    chooser.limits

    - en:adjustments.bolsa.limits
    - en:adjustments.bolsa.limits-`more`

    [snippets.changes](/opcoes/guarda-chuva/oficina.md#ajuste-bolsa)

??? example on-screen "chooser.similar"

    - [en:rua.who](/casos-reais.md#rua). en:rua.why
"""


def test_a_card_has_each_text_in_its_row_and_below_it_what_worries_what_can_be_added_and_who_is_alike(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snippet_section, "changed_lines", lambda _, adjustment, __: "+x" * (adjustment == "bolsa"))
    assert options.outcome_card(tree, tree.outcomes["guarda-chuva"], ENGLISH, WORDS, token_cases(tree)) == CARD


def test_where_another_name_is_used_the_card_has_the_english_one_too(tree: Tree) -> None:
    words = WORDS["card"]
    card = cards.card(tree, tree.outcomes["casa"], "pt-BR", words, lambda source: "")
    assert (
        'card.work\n:   pt:outcomes.casa.work_label\n\ncard.english\n:   <span lang="en">en:outcomes.casa.name</span>\n'
        in card
    )


WITHOUT_ADJUSTMENTS = """\
card.status
:   en:outcomes.casa.status

</div>

??? question "chooser.worries"

    **en:worries.frio.question** en:worries.frio.replies.lareira [worries.more](#custos)
    {: #preocupacao-frio }

    **en:worries.sede.question** en:worries.sede.replies.poco
    {: #preocupacao-sede }
"""


def test_an_option_to_which_nothing_can_be_added_has_its_card_and_what_worries(tree: Tree) -> None:
    card = options.outcome_card(tree, tree.outcomes["casa"], ENGLISH, WORDS)
    assert card.startswith(
        '<div class="outcome-card" data-card="casa" markdown>\n\ncard.work\n:   en:outcomes.casa.work_label\n\n'
        "card.use_case\n:   en:use_cases.none"
    )
    assert card.endswith(WITHOUT_ADJUSTMENTS)


def test_the_lines_that_an_adjustment_changes_are_those_kept_for_it_and_for_the_first_snippet(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for snippet in ("um", "dois"):
        for adjustment in ("galocha", "bolsa"):
            (tmp_path / snippet).mkdir(exist_ok=True)
            (tmp_path / snippet / f"{adjustment}.diff").write_text(f"+{adjustment} in {snippet}\n")
    monkeypatch.setattr(snippet_section.copied, "ADJUSTMENTS", tmp_path)
    assert snippet_section.changed_lines(["um", "dois"], "bolsa", LANGUAGES[0]) == "+bolsa in um\n"
    assert snippet_section.changed_lines(["um"], "outro", LANGUAGES[0]) == ""


LEAVING = """
### leaving.title {#sair}

leaving.intro

| leaving.to | leaving.kept | leaving.removed | leaving.added |
| --- | ---: | ---: | ---: |
| [en:outcomes.cachecol.name](/opcoes/cachecol.md) | 8 | 1 | 2 |
| [en:outcomes.oculos.name](/opcoes/oculos.md) | 7 | 3 | 4 |

[workshop.lines](/opcoes/guarda-chuva/oficina.md#sair)
"""


def with_one_more_neighbour() -> Tree:
    """The tree of the tokens, and an outcome with a snippet more, which stands last and is the nearest."""
    routing, _ = tokens()
    routing["questions"]["praia"]["answers"].insert(0, {"id": "frio", "outcome": "cachecol"})
    for worry in routing["worries"].values():
        worry["replies"][0]["outcomes"].append("cachecol")
    routing["adjustments"]["bolsa"]["outcomes"].append("cachecol")
    routing["outcomes"]["cachecol"] = {**routing["outcomes"]["oculos"], "snippets": ["busca-de-hiperparametros"]}
    return token_tree(routing)


@pytest.fixture
def costs(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = {"xgboost-script": (7, 3, 4), "busca-de-hiperparametros": (8, 1, 2)}
    monkeypatch.setattr(distance, "files_of", lambda texts: {"name": next(iter(texts)).split("/")[0].split(".")[0]})
    monkeypatch.setattr(
        distance,
        "move",
        lambda here, there: Move(f"{here['name']} → {there['name']}", *costs[there["name"]]),
    )


@pytest.mark.usefixtures("costs")
def test_the_cost_of_leaving_stands_in_its_columns_nearest_first() -> None:
    tree = with_one_more_neighbour()
    assert options.leaving_table(tree, tree.outcomes["guarda-chuva"], ENGLISH, WORDS) == LEAVING


@pytest.fixture
def sections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snippet_section, "section", lambda snippet, *_: f"section of {snippet.name}\n")
    monkeypatch.setattr(snippet_section, "behind", lambda snippet, *_: f"behind {snippet.name}\n")


@pytest.mark.usefixtures("sections")
def test_the_code_of_an_option_is_its_first_snippet_and_where_the_others_stand(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options, "leaving_table", lambda *_: "leaving\n")
    shown = [options.code(tree, tree.outcomes[id_], ENGLISH, WORDS) for id_ in ("guarda-chuva", "oculos", "casa")]
    assert shown == [
        "### snippet_titles.modo-script {#trecho-modo-script}\n\nsection of modo-script\n\n"
        "[workshop.more](/opcoes/guarda-chuva/oficina.md#trecho){ .workshop-link }\n\nworkshop.further\n\n"
        "- [snippet_titles.spot-com-checkpoints](/opcoes/guarda-chuva/oficina.md#trecho-spot-com-checkpoints)"
        "{ #trecho-spot-com-checkpoints }\nleaving\n",
        "section of xgboost-script\n\n[workshop.more](/opcoes/oculos/oficina.md#trecho){ .workshop-link }\nleaving\n",
        "en:outcomes.casa.no_snippet\n",
    ]


@pytest.mark.usefixtures("sections")
def test_a_snippet_that_asks_aws_for_nothing_promises_no_request(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "leaving_table", lambda *_: "")
    local = replace(tree.outcomes["oculos"], snippets=("modo-local",))
    assert "[workshop.more_permissions](" in options.code(tree, local, ENGLISH, WORDS)


WORKSHOP = """\
# workshop.title name=en:outcomes.guarda-chuva.name

workshop.intro option=[en:outcomes.guarda-chuva.name](/opcoes/guarda-chuva.md)

## workshop.adjustments {#ajustes}

workshop.adjustments_intro

### en:adjustments.galocha.question {#ajuste-galocha}

en:adjustments.galocha.effect

```diff
+galocha in modo-script
```

permissions of modo-script with galocha

## workshop.behind {#trecho}

behind modo-script

## snippet_titles.spot-com-checkpoints {#trecho-spot-com-checkpoints}

section of spot-com-checkpoints

behind spot-com-checkpoints

## leaving.title {#sair}

leaving.intro

<div class="leaving" data-leaving="guarda-chuva" data-search-exclude markdown>

??? note on-screen "leaving.lines name=en:outcomes.cachecol.name"

    ```diff
    modo-script → busca-de-hiperparametros
    ```

??? note on-screen "leaving.lines name=en:outcomes.oculos.name"

    ```diff
    modo-script → xgboost-script
    ```

</div>
"""


@pytest.mark.usefixtures("costs", "sections")
def test_the_workshop_has_the_lines_of_each_adjustment_the_further_snippets_and_the_lines_of_leaving(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = {"galocha": "+galocha in {}\n"}
    monkeypatch.setattr(
        snippet_section, "changed_lines", lambda names, adjustment, _: lines.get(adjustment, "").format(*names)
    )
    monkeypatch.setattr(
        permissions, "of_adjustment", lambda snippet, adjustment, _: f"permissions of {snippet} with {adjustment}"
    )
    tree = with_one_more_neighbour()
    assert workshops.workshop(tree, tree.outcomes["guarda-chuva"], ENGLISH, WORDS) == WORKSHOP


def test_each_option_with_a_snippet_has_a_workshop_and_no_other(tree: Tree) -> None:
    made = workshops.pages(tree, ENGLISH, WORDS)
    assert [(page.path, page.title, page.description) for page in made] == [
        (
            f"opcoes/{id_}/oficina.md",
            f"workshop.title name=en:outcomes.{id_}.name",
            f"workshop.description name=en:outcomes.{id_}.name",
        )
        for id_ in ("guarda-chuva", "oculos")
    ]


def test_a_snippet_without_a_title_is_refused_where_an_option_has_several() -> None:
    with pytest.raises(ValueError, match=r"\[snippet_titles\] has no words for 'novo'; write them in every language"):
        workshops.title("novo", WORDS)


CRITERIA = ("optimized_for", "avoid_when", "billing")
COLUMNS = ("use_case_short", "levels_short", *CRITERIA)


@pytest.fixture(scope="module")
def table(tree: Tree) -> HtmlElement:
    return html.fromstring(comparison(tree, "en", WORDS["card"], lambda outcome: f"address/{outcome.id}"))


def test_the_table_of_all_options_has_each_text_in_its_column(table: HtmlElement) -> None:
    def texts(outcome: str) -> list[str]:
        return [f"en:outcomes.{outcome}.{key}" for key in CRITERIA]

    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["card.option", *(f"card.{key}" for key in COLUMNS)],
        ["1 en:outcomes.guarda-chuva.name en:outcomes.guarda-chuva.work_label", "3", "4 / 5", *texts("guarda-chuva")],
        ["2 en:outcomes.oculos.name en:outcomes.oculos.work_label", "1", "2 / 3", *texts("oculos")],
        ["3 en:outcomes.casa.name en:outcomes.casa.work_label", "–", "0 / 1", *texts("casa")],
    ]


def test_each_row_of_the_table_has_the_mark_of_its_case_and_leads_to_its_option(table: HtmlElement) -> None:
    rows = [
        (row.get("class"), row.find(".//svg").get("class"), row.find(".//a").get("href"))
        for row in table.iter("tr")
        if row.get("class")
    ]
    assert rows == [
        ("use-case-3", "mark use-case-3", "address/guarda-chuva"),
        ("use-case-1", "mark use-case-1", "address/oculos"),
        ("use-case-none", "mark use-case-none", "address/casa"),
    ]


def test_a_cell_that_stands_alone_on_a_phone_says_what_it_is_about(table: HtmlElement) -> None:
    labelled = [[cell.get("data-label") for cell in row.findall("td")] for row in table.iter("tr") if row.get("class")]
    assert labelled == [[f"card.{key}" for key in COLUMNS]] * 3
