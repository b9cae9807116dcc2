"""The chooser's page carries the tree, and each option's page the card to which the chooser leads."""

import json
from collections.abc import Mapping

import pytest

from decision import cases, history, paths
from publish import checked
from publish.languages import LANGUAGES, Language
from publish.pages import cards, workshops
from publish.site import made_links
from tests.docs.conftest import BuiltPage
from tests.tree import TREE

by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)

Pages = Mapping[str, BuiltPage]


@by_language
def test_the_chooser_carries_the_tree_in_its_language(language: Language, pages: Pages) -> None:
    page = pages[f"{language.prefix}escolher/index.html"]
    data = json.loads(page.root.xpath("string(//script[@data-chooser-data])"))
    routing = {
        qid: [(a["id"], a.get("question"), a.get("outcome")) for a in q["answers"]]
        for qid, q in data["questions"].items()
    }
    assert routing == {
        q.id: [(a.id, a.target.question, a.target.outcome) for a in q.answers] for q in TREE.questions.values()
    }
    assert {qid: q["text"] for qid, q in data["questions"].items()} == {
        q.id: q.text[language.tag] for q in TREE.questions.values()
    }
    assert data["version"] == TREE.version


@by_language
def test_the_whole_tree_is_in_the_page_as_a_list_with_an_anchor_for_each_question(
    language: Language, pages: Pages
) -> None:
    page = pages[f"{language.prefix}escolher/index.html"]
    anchors = page.root.xpath("//*[@data-tree]//*[@class='tree-question']/@id")
    assert sorted(anchors) == sorted(f"pergunta-{qid}" for qid in TREE.questions)
    assert {str(o) for o in page.root.xpath("//*[@data-tree]//@data-leads-to")} == set(TREE.outcomes)


@by_language
def test_the_page_says_how_many_paths_were_followed_of_which_version_and_it_was_all_of_them(
    language: Language, pages: Pages
) -> None:
    run = checked.load()
    versions = {**history.load(), TREE.version: TREE}
    assert run.paths == sum(1 for _ in paths.all_walks(versions[run.version])), "run `make update`"
    said = pages[f"{language.prefix}escolher/index.html"].root.xpath("string(//article)")
    words = language.words()["tree"]["followed"]
    assert words.format(version=run.version, paths=run.paths, date=language.date(run.date)) in said


@by_language
def test_the_data_of_the_chooser_leads_to_every_option_its_code_its_adjustments_its_worries_and_its_cases(
    language: Language, pages: Pages
) -> None:
    root = pages[f"{language.prefix}escolher/index.html"].root
    options = {
        f"{outcome.page}{spot}"
        for outcome in TREE.outcomes.values()
        for spot in (
            "",
            *(["#codigo"] if outcome.snippets else []),
            *(f"#{cards.anchor(adjustment.id)}" for adjustment in TREE.adjustments_for(outcome.id)),
        )
    }
    told = {worry.reply(o.id).address(o) for worry in TREE.worries.values() for o in TREE.outcomes.values()} - {""}
    alike = {f"casos-reais/#{case}" for case in cases.load(TREE)}
    found = {address.removeprefix("../") for address in made_links.addresses(root) if not address.startswith("#")}
    assert found == options | told | alike | helping_lines(language, pages)


def helping_lines(language: Language, pages: Pages) -> set[str]:
    """Return where the lines stand of each adjustment that helps against a worry, where a page shows them."""
    replies = ((o, w.reply(o.id)) for w in TREE.worries.values() for o in TREE.outcomes.values())
    helps = {(f"{o.page}{workshops.NAME}/", cards.anchor(reply.adjustment)) for o, reply in replies if reply.adjustment}
    shown = {
        (page.address, str(id_))
        for page in pages.values()
        if page.language == language and page.address.endswith(f"/{workshops.NAME}/")
        for id_ in page.root.xpath("//h3/@id")  # not an old address, which leads to what is nearest to it
    }
    assert helps & shown
    return {f"{address}#{id_}" for address, id_ in helps & shown}


@by_language
def test_every_option_page_carries_the_card_of_its_outcome(language: Language, pages: Pages) -> None:
    shown = {(page.address, str(card)) for page in pages.values() if page.language == language
             for card in page.root.xpath("//@data-card")}  # fmt: skip
    assert shown == {(o.page, o.id) for o in TREE.outcomes.values()}


@by_language
def test_every_option_page_has_a_spot_for_each_adjustment_to_which_the_chooser_links(
    language: Language, pages: Pages
) -> None:
    def spots(page: BuiltPage) -> set[str]:
        return set(map(str, page.root.xpath("//details//p/@id[starts-with(., $start)]", start=cards.anchor(""))))

    found = {o.id: spots(pages[f"{language.prefix}{o.page}index.html"]) for o in TREE.outcomes.values()}
    assert found == {id_: {cards.anchor(a.id) for a in TREE.adjustments_for(id_)} for id_ in TREE.outcomes}
