"""The chooser in a terminal: asks one question at a time and says what the page says, in any of the languages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from textwrap import fill, indent

from decision import graph, paths
from decision.cases import Case, similar
from decision.model import Question
from decision.tree import Tree

WIDTH = 88


class Stopped(Exception):  # noqa: N818 - not an error: the reader left
    """The reader ended the input before a result; the message says so in the language of the questions."""


def ask(
    tree: Tree,
    language: str,
    words: Mapping[str, str],
    given: Mapping[str, str],
    read: Callable[[str], str],
    cases: Iterable[Case] = (),
) -> Iterator[str]:
    """Walk the tree with a reader and yield what to print.

    Args:
        tree: the tree.
        language: the tag of a language.
        words: the labels of that language, of all sections.
        given: answers already known, question id -> answer id.
        read: shows a prompt and returns what the reader typed; raises ``EOFError`` at the end of the input.
        cases: people's situations, of which the similar ones are named.

    Raises:
        Stopped: when the input ends before a result.
    """
    answers = dict(given)
    while (walk := paths.replay(tree, answers)).question:
        question = tree.questions[walk.question]
        asked = len(walk.steps)
        most = asked + len(graph.longest_route(tree, question.id))
        yield from _question(question, words["question_place"].format(n=asked + 1, most=most), language)
        while (chosen := _chosen(question, _typed(read, words))) is None:
            yield words["again"].format(n=len(question.answers))
        answers[question.id] = chosen
    yield from result(tree, walk, language, words, cases)


def _typed(read: Callable[[str], str], words: Mapping[str, str]) -> str:
    try:
        return read(f"{words['prompt']} ").strip().lower()
    except EOFError:
        raise Stopped(words["stopped"]) from None


def _chosen(question: Question, typed: str) -> str | None:
    """Return the answer that a number or an id names, or None."""
    if typed.isdecimal() and 1 <= int(typed) <= len(question.answers):
        return question.answers[int(typed) - 1].id
    answer = question.answer(typed)
    return answer.id if answer else None


def _question(question: Question, title: str, language: str) -> Iterator[str]:
    yield f"\n{title}. {question.text[language]}"
    yield indent(fill(question.help[language], WIDTH), "   ")
    for place, answer in enumerate(question.answers, 1):
        yield f"  {place}. {answer.text[language]}"
        if answer.note:
            yield indent(fill(answer.note[language], WIDTH), "     ")


def _item(text: str) -> str:
    return indent(fill(text, WIDTH, initial_indent="- ", subsequent_indent="  "), "      ")


def result(
    tree: Tree, walk: paths.Walk, language: str, words: Mapping[str, str], cases: Iterable[Case] = ()
) -> Iterator[str]:
    """Yield the recommendation with why, why not, what would change it, what worries, what to add, and who is alike."""
    outcome = tree.outcomes[walk.end.id]

    def said(step: paths.Step) -> str:
        return f"{tree.questions[step.question].text[language]} {paths.given(tree, step).text[language]}"

    def name(outcome_id: str) -> str:
        return tree.outcomes[outcome_id].name[language]

    def named(outcome_id: str) -> str:
        return f"{name(outcome_id)} · {tree.outcomes[outcome_id].work_label[language]}"

    yield f"\n== {named(outcome.id)} =="
    if english := outcome.english(language):
        yield words["in_english"].format(name=english)
    yield fill(f"{tree.use_case_label(outcome)[language]}. {outcome.words['summary'][language]}", WIDTH)
    for key in ("billing", "trap", "avoid_when"):
        yield fill(f"{words[key]}: {outcome.words[key][language]}", WIDTH)
    yield f"\n{words['why']}"
    yield from (f"  - {said(step)}" for step in walk.steps)
    yield f"\n{words['flips']}"
    for flip in paths.flips(tree, walk):
        more = words["further_many" if flip.further > 1 else "further_one"].format(n=flip.further)
        further = f" {more}" if flip.further else ""
        yield f"  - {said(paths.Step(flip.step.question, flip.answer))} -> {named(flip.outcome)}{further}"
    yield f"\n{words['why_not']}"
    for step, ruled_out in paths.why_not(tree, walk).items():
        yield f"  - {said(step)}"
        yield indent(fill(", ".join(map(name, ruled_out)), WIDTH), "      ")
    if tree.worries:
        yield f"\n{words['worries']}"
        for worry in tree.worries.values():
            yield f"  - {worry.question[language]}"
            yield indent(fill(worry.reply(outcome.id).text[language], WIDTH), "      ")
    if adjustments := tree.adjustments_for(outcome.id):
        yield f"\n{words['adjustments']}"
        for adjustment in adjustments:
            yield f"  - {adjustment.words['question'][language]}"
            does, steps, limits = adjustment.told(language)
            yield indent(fill(does, WIDTH), "      ")
            yield from (_item(step) for step in steps)
            yield f"      {words['limits']}"
            yield from (_item(limit) for limit in limits)
    if alike := similar(cases, outcome.id):
        yield f"\n{words['similar']}"
        for case in alike:
            yield f"  - {case.who[language]}"
            yield indent(fill(case.why[language], WIDTH), "      ")
    yield f"\n{words['address']}: escolher/#{walk.fragment}"
