"""What a decision tree is made of: questions, answers, outcomes, and the words of each in every language.

Here every field is declared, once. A ``Draft`` holds all parts, sound or not; ``tree.Tree`` is one that keeps every
rule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from decision import fields
from decision.fields import Text

DONT_KNOW = "nao-sei"
USE_CASES = tuple(str(case or "none") for case in fields.CASES)


class TreeError(ValueError):
    """A tree that breaks a rule. ``faults`` has one sentence each: file, id, what is wrong, what to do."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True)
class Target:
    """Where an answer leads: the id of a question that is asked next, or of an outcome that is recommended."""

    kind: Literal["question", "outcome"]
    id: str

    @property
    def question(self) -> str | None:
        """The id, when a question is asked next."""
        return self.id if self.kind == "question" else None

    @property
    def outcome(self) -> str | None:
        """The id, when an outcome is recommended."""
        return self.id if self.kind == "outcome" else None


@dataclass(frozen=True)
class Answer:
    """One answer of a question, and where it leads.

    ``text`` is the reader's situation in a short line; ``note``, where there is one, a second and smaller line: what
    follows from it, an example, and the words that people would search themselves under.
    """

    id: str
    text: Text
    target: Target
    note: Text | None = None


def _answer_to_json(answer: Answer) -> dict[str, Any]:
    said = {"text": dict(answer.text)} | ({"note": dict(answer.note)} if answer.note else {})
    return {"id": answer.id, **said, answer.target.kind: answer.target.id}


def _answer_from_json(entry: Mapping[str, Any]) -> Answer:
    target = Target("question", entry["question"]) if "question" in entry else Target("outcome", entry["outcome"])
    return Answer(entry["id"], entry["text"], target, entry.get("note"))


ANSWERS = fields.Kind(
    {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "id": fields.ID,
                "text": fields.TEXT.schema,
                "note": fields.TEXT.schema,
                "question": fields.ID,
                "outcome": fields.ID,
            },
            "required": ["id", "text"],
            "oneOf": [{"required": ["question"]}, {"required": ["outcome"]}],
            "additionalProperties": False,
        },
        "minItems": 2,
        "contains": {"properties": {"id": {"const": DONT_KNOW}}},
    },
    to_json=lambda answers: [_answer_to_json(answer) for answer in answers],
    from_json=lambda entries: tuple(map(_answer_from_json, entries)),
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something of the tree with an id, unique among its like."""

    id: str

    @property
    def words(self) -> dict[str, Text]:
        """Its texts, by the name of the field."""
        named = {each.name: getattr(self, each.name) for each in fields.declared(type(self)) if each.in_words}
        return {name: text for name, text in named.items() if text is not None}


@dataclass(frozen=True, kw_only=True)
class Question(Part):
    """A question with its help text and its answers, in the order in which they are shown."""

    text: Text = fields.text()
    help: Text = fields.text()
    answers: tuple[Answer, ...] = fields.declare(ANSWERS)

    def answer(self, answer_id: str) -> Answer | None:
        """Return the answer with this id, or None when the question has no such answer."""
        return next((answer for answer in self.answers if answer.id == answer_id), None)


@dataclass(frozen=True, kw_only=True)
class Outcome(Part):
    """A recommendation.

    ``use_case`` is the column of AWS's table (1, 2, 3) or None; ``page`` the permanent address of its page, relative to
    the root of a language. ``work`` is what the reader works with (``fields.WORKS``), and ``work_label`` says it in a
    few words that stand in one line with the name. ``code`` and ``flexibility`` go from 0 to 5 and are editorial, as is
    ``near``: other outcomes, those first that are most useful to who thinks twice about this one.
    """

    name: Text = fields.text()
    work: str = fields.work()
    work_label: Text = fields.text()
    use_case: int | None = fields.case()
    page: str = fields.page()
    near: tuple[str, ...] = fields.others()
    code: int = fields.level()
    flexibility: int = fields.level()
    snippets: tuple[str, ...] = fields.names()
    sources: tuple[str, ...] = fields.names()
    summary: Text = fields.text()
    optimized_for: Text = fields.text(card=True)
    considerations: Text = fields.text(card=True)
    skills: Text = fields.text(card=True)
    billing: Text = fields.text(card=True)
    trap: Text = fields.text(card=True)
    avoid_when: Text = fields.text(card=True)
    status: Text = fields.text(card=True)
    no_snippet: Text | None = fields.text(unless="snippets")

    def __post_init__(self) -> None:
        object.__setattr__(self, "page", f"opcoes/{self.id}/")

    def english(self, language: str) -> str:
        """Return its English name, which AWS's pages and the SDK use, for a language in which it has another."""
        name = self.name.get("en", "")
        return "" if name == self.name[language] else name


@dataclass(frozen=True, kw_only=True)
class Adjustment(Part):
    """Something to add after the result, such as spot instances; it applies only to some ``outcomes`` (ids).

    Its words are the question that it answers; its effect, what it does on the first line and a step on each line
    after that; and its limits, one on a line. Code in them stands between backticks.
    """

    outcomes: tuple[str, ...] = fields.ids()
    sources: tuple[str, ...] = fields.names()
    question: Text = fields.text()
    effect: Text = fields.text()
    limits: Text = fields.text()

    def told(self, language: str) -> tuple[str, list[str], list[str]]:
        """Return what it does, its steps, and its limits, in a language."""
        does, *steps = self.effect[language].splitlines()
        return does, steps, self.limits[language].splitlines()


@dataclass(frozen=True)
class Reply:
    """What is said of a worry for some ``outcomes`` (ids).

    ``page`` is where it is told in full: ``limpar/#o-que-cobra``, below the root of a language, or ``#custos``, a
    section of the outcome's own page; "" where no section says more. ``adjustment`` is the id of the one that helps,
    when one does.
    """

    id: str
    text: Text
    outcomes: tuple[str, ...]
    page: str
    sources: tuple[str, ...]
    adjustment: str | None = None

    def address(self, outcome: Outcome) -> str:
        """Return where it is told for one of its outcomes, below the root of a language, or nothing."""
        return outcome.page + self.page if self.page.startswith("#") else self.page


def _reply_to_json(reply: Reply) -> dict[str, Any]:
    entry = {"id": reply.id, "text": dict(reply.text), "outcomes": list(reply.outcomes), "sources": list(reply.sources)}
    return entry | {key: value for key in ("page", "adjustment") if (value := getattr(reply, key))}


def _reply_from_json(entry: Mapping[str, Any]) -> Reply:
    lists = {key: tuple(entry[key]) for key in ("outcomes", "sources")}
    return Reply(entry["id"], entry["text"], page=entry.get("page", ""), adjustment=entry.get("adjustment"), **lists)


REPLIES = fields.Kind(
    {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "id": fields.ID,
                "text": fields.TEXT.schema,
                "outcomes": fields.IDS.schema,
                "page": {"type": "string", "pattern": fields.PLACE, "minLength": 1},
                "sources": fields.NAMES.schema,
                "adjustment": fields.ID,
            },
            "required": ["id", "text", "outcomes", "sources"],
            "additionalProperties": False,
        },
        "minItems": 1,
    },
    to_json=lambda replies: [_reply_to_json(reply) for reply in replies],
    from_json=lambda entries: tuple(map(_reply_from_json, entries)),
)


@dataclass(frozen=True, kw_only=True)
class Worry(Part):
    """Something that people worry about once they know what is recommended; it has a reply for every outcome.

    ``name`` is what it is called in a list, ``question`` what a reader asks.
    """

    name: Text = fields.text()
    question: Text = fields.text()
    replies: tuple[Reply, ...] = fields.declare(REPLIES)

    @property
    def sources(self) -> list[str]:
        """The ids of the sources of all its replies, each once."""
        return list(dict.fromkeys(source for reply in self.replies for source in reply.sources))

    def reply(self, outcome_id: str) -> Reply:
        """Return what is said for an outcome. Raises ``KeyError`` for one that the tree does not have."""
        for reply in self.replies:
            if outcome_id in reply.outcomes:
                return reply
        raise KeyError(outcome_id)


# The tables of tree.toml, of the words and of the document, and what stands in each by id.
PARTS: dict[str, type[Part]] = {
    "questions": Question,
    "outcomes": Outcome,
    "adjustments": Adjustment,
    "worries": Worry,
}


def one_of(table: str) -> str:
    """Return what a thing of a table is called in a sentence: ``outcome`` for ``outcomes``."""
    return table.removesuffix("ies") + "y" if table.endswith("ies") else table.removesuffix("s")


@dataclass(frozen=True)
class Draft:
    """A tree that nobody has checked yet. ``changelog`` says, in every language, what this version changed."""

    version: str
    root: str
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    use_cases: Mapping[str, Text] = field(default_factory=dict)
    adjustments: Mapping[str, Adjustment] = field(default_factory=dict)
    worries: Mapping[str, Worry] = field(default_factory=dict)
    changelog: Text = field(default_factory=dict)
