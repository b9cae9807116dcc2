"""The rules that every tree keeps: sound ids, existing targets, no cycle, nothing unreachable, no idle question.

Each function yields one sentence for each fault: file, id, what is wrong, what to do.
"""

import re
from collections.abc import Iterable, Iterator

from decision import graph
from decision.fields import PLACE, declared
from decision.model import DONT_KNOW, PARTS, Adjustment, Draft, Outcome, Part, Question, Reply, Worry, one_of

RESERVED_KEYS = {"v", "ajustes", "comparar", "preocupacoes"}  # of the address fragment; never question ids
MAX_QUESTIONS = 8


def structure_faults(draft: Draft) -> Iterator[str]:
    """Yield the faults of each part by itself: version, ids, answers and their targets, levels."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", draft.version):
        yield f"tree.toml: version {draft.version!r} is not MAJOR.MINOR.PATCH; write for example '1.0.0'"
    if draft.root not in draft.questions:
        yield f"tree.toml: root {draft.root!r} is not a question; name one of {sorted(draft.questions)}"
    yield from _id_faults("question", draft.questions)
    yield from _id_faults("outcome", draft.outcomes)
    for qid in sorted(RESERVED_KEYS & draft.questions.keys()):
        yield f"tree.toml: question {qid!r} has an id that the address reserves; rename it"
    yield from _id_faults("adjustment", draft.adjustments)
    for question in draft.questions.values():
        yield from _answer_faults(draft, question)
    for adjustment in draft.adjustments.values():
        for oid in sorted(set(adjustment.outcomes) - draft.outcomes.keys()):
            yield (
                f"tree.toml: adjustment {adjustment.id!r} applies to outcome {oid!r}, which does not exist; mend the id"
            )
        yield from _line_faults(adjustment)
    for outcome in draft.outcomes.values():
        yield from _near_faults(draft, outcome)
    yield from _id_faults("worry", draft.worries)
    for worry in draft.worries.values():
        yield from _reply_faults(draft, worry)
    for table in PARTS:
        for part in getattr(draft, table).values():
            yield from _value_faults(one_of(table), part)


def _value_faults(kind: str, part: Part) -> Iterator[str]:
    for each in declared(type(part)):
        if not each.kind.allows(value := getattr(part, each.name)):
            yield f"tree.toml: {kind} {part.id!r} has {each.name} {value!r}; write {each.kind.write}"


def _line_faults(adjustment: Adjustment) -> Iterator[str]:
    """Yield where a language has other steps or limits than another, which stand one on a line."""
    for key in ("effect", "limits"):
        lines = {tag: text.splitlines() for tag, text in adjustment.words[key].items()}
        where = f"text/: {key} of adjustment {adjustment.id!r}"
        if len({len(found) for found in lines.values()}) > 1:
            counts = ", ".join(f"{len(found)} in {tag}" for tag, found in lines.items())
            yield f"{where} has other lines in another language ({counts}); write one step or limit a line, in each"
        for tag in (tag for tag, found in lines.items() if not all(map(str.strip, found))):
            yield f"{where} has an empty line in {tag}; remove it"


def _near_faults(draft: Draft, outcome: Outcome) -> Iterator[str]:
    where = f"tree.toml: outcome {outcome.id!r} is near"
    for oid in outcome.near:
        if oid not in draft.outcomes:
            yield f"{where} outcome {oid!r}, which does not exist; mend the id"
        if oid == outcome.id:
            yield f"{where} itself; remove it"
    for oid in sorted({oid for oid in outcome.near if outcome.near.count(oid) > 1}):
        yield f"{where} outcome {oid!r} twice; remove one"


def _id_faults(kind: str, ids: Iterable[str], where: str = "") -> Iterator[str]:
    for id_ in ids:
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", id_):
            yield f"tree.toml: {kind} id {id_!r}{where} is not lower-case ASCII words with hyphens; rename it"


def _answer_faults(draft: Draft, question: Question) -> Iterator[str]:
    ids = [answer.id for answer in question.answers]
    where = f" of question {question.id!r}"
    yield from _id_faults("answer", ids, where)
    for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        yield f"tree.toml: answer {id_!r}{where} stands twice; rename or remove one"
    if len(ids) < 2:
        yield f"tree.toml: question {question.id!r} has {len(ids)} answer(s); give it at least two"
    if not ids or ids[-1] != DONT_KNOW:
        yield f"tree.toml: question {question.id!r} does not end with {DONT_KNOW!r}; add it as the last answer"
    for answer in question.answers:
        kind, target = answer.target.kind, answer.target.id
        if target not in (draft.questions if kind == "question" else draft.outcomes):
            yield (
                f"tree.toml: answer {answer.id!r}{where} leads to {kind} {target!r}, which does not exist; "
                f"add the {kind} or mend the id"
            )


def _reply_faults(draft: Draft, worry: Worry) -> Iterator[str]:
    """Yield what is wrong with a worry's replies: every outcome has one of them, and no more."""
    where = f" of worry {worry.id!r}"
    ids = [reply.id for reply in worry.replies]
    yield from _id_faults("reply", ids, where)
    for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        yield f"tree.toml: reply {id_!r}{where} stands twice; rename or remove one"
    answered = [oid for reply in worry.replies for oid in reply.outcomes]
    for reply in worry.replies:
        for oid in sorted(set(reply.outcomes) - draft.outcomes.keys()):
            yield f"tree.toml: reply {reply.id!r}{where} is for outcome {oid!r}, which does not exist; mend the id"
        if not re.fullmatch(PLACE, reply.page):
            yield (
                f"tree.toml: reply {reply.id!r}{where} is told on page {reply.page!r}; "
                "write a page's address, as 'limpar/', or '#' and a heading of the outcome's own page, or take it out"
            )
        yield from _help_faults(draft, reply, where)
    for oid in sorted({oid for oid in answered if answered.count(oid) > 1}):
        yield f"tree.toml: worry {worry.id!r} has two replies for outcome {oid!r}; take it out of one"
    for oid in sorted(draft.outcomes.keys() - set(answered)):
        yield f"tree.toml: worry {worry.id!r} has no reply for outcome {oid!r}; name it in one, or write one for it"


def _help_faults(draft: Draft, reply: Reply, where: str) -> Iterator[str]:
    if reply.adjustment is None:
        return
    if reply.adjustment not in draft.adjustments:
        yield (
            f"tree.toml: reply {reply.id!r}{where} names adjustment {reply.adjustment!r}, which does not exist; "
            f"mend the id"
        )
        return
    for oid in sorted(set(reply.outcomes) - set(draft.adjustments[reply.adjustment].outcomes)):
        yield (
            f"tree.toml: reply {reply.id!r}{where} offers adjustment {reply.adjustment!r} to outcome {oid!r}, to which "
            f"it does not apply; give that outcome another reply"
        )


def graph_faults(draft: Draft) -> Iterator[str]:
    """Yield the faults of the whole: cycles, what nothing leads to, long routes, questions that decide nothing."""
    if cycle := graph.cycle(draft):
        yield f"tree.toml: the questions {' -> '.join(cycle)} form a cycle; lead one of the answers elsewhere"
        return
    questions, outcomes = graph.reachable(draft)
    for qid in sorted(draft.questions.keys() - questions):
        yield f"tree.toml: no answer leads to question {qid!r}; lead one there or remove it"
    for oid in sorted(draft.outcomes.keys() - outcomes):
        yield f"tree.toml: no answer leads to outcome {oid!r}; lead one there or remove it"
    longest = graph.longest_route(draft)
    if len(longest) > MAX_QUESTIONS:
        yield f"tree.toml: {' -> '.join(longest)} asks {len(longest)} questions; keep it to {MAX_QUESTIONS}"
    reach = graph.reach(draft)
    for question in draft.questions.values():
        if len({graph.outcomes_after(answer, reach) for answer in question.answers}) == 1:
            yield f"tree.toml: every answer of question {question.id!r} leads to the same outcomes; remove the question"
