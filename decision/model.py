"""What a decision tree is made of: questions, answers, outcomes, and the words of each in every language.

A ``Draft`` holds them all, sound or not; ``tree.Tree`` is one that keeps every rule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

DONT_KNOW = "nao-sei"
OUTCOME_WORDS = (
    "name",
    "summary",
    "optimized_for",
    "considerations",
    "skills",
    "billing",
    "trap",
    "avoid_when",
    "status",
)
USE_CASES = ("1", "2", "3", "none")
ADJUSTMENT_WORDS = ("question", "effect", "limits")

Text = Mapping[str, str]
"""The same words in every language, by language tag."""


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
    """One answer of a question, and where it leads."""

    id: str
    text: Text
    target: Target


@dataclass(frozen=True)
class Question:
    """A question with its help text and its answers, in the order in which they are shown."""

    id: str
    text: Text
    help: Text
    answers: tuple[Answer, ...]

    def answer(self, answer_id: str) -> Answer | None:
        """Return the answer with this id, or None when the question has no such answer."""
        return next((answer for answer in self.answers if answer.id == answer_id), None)


@dataclass(frozen=True)
class Outcome:
    """A recommendation.

    ``use_case`` is the column of AWS's table (1, 2, 3) or None. ``code`` and ``flexibility`` go from 0 to 5 and
    are editorial. ``words`` maps each of ``OUTCOME_WORDS`` (and ``no_snippet`` where there is no snippet) to text.
    """

    id: str
    use_case: int | None
    code: int
    flexibility: int
    snippets: tuple[str, ...]
    sources: tuple[str, ...]
    words: Mapping[str, Text]

    @property
    def name(self) -> Text:
        """The name of the option in every language."""
        return self.words["name"]

    @property
    def page(self) -> str:
        """The permanent address of its page, relative to the root of a language."""
        return f"opcoes/{self.id}/"


@dataclass(frozen=True)
class Adjustment:
    """Something to add after the result, such as spot instances; it applies only to some ``outcomes`` (ids).

    ``words`` maps each of ``ADJUSTMENT_WORDS`` to text: the question it answers, its effect and its limits.
    """

    id: str
    outcomes: tuple[str, ...]
    sources: tuple[str, ...]
    words: Mapping[str, Text]


@dataclass(frozen=True)
class Draft:
    """A tree that nobody has checked yet. ``changelog`` says, in every language, what this version changed."""

    version: str
    root: str
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    use_cases: Mapping[str, Text] = field(default_factory=dict)
    adjustments: Mapping[str, Adjustment] = field(default_factory=dict)
    changelog: Text = field(default_factory=dict)
