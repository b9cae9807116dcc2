"""How a field of the tree's parts is declared, and what each kind of field is in JSON, in the schema and in a rule.

``model.py`` declares every field once, with the functions below. Reading, the published document, its schema, the rules
and the fact cards go through ``declared``, so a new field is a new line there, and its words or its value in the data.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from decision.languages import TAGS

Text = Mapping[str, str]
"""The same words in every language, by language tag."""


@dataclass(frozen=True)
class Kind:
    """What a field holds: its JSON Schema, which values it may have, and how one goes to JSON and comes back.

    ``write`` ends the sentence about a value that is not allowed. The values of text are checked as the words are read.
    ``empty``, in JSON, is what a version kept before the field was declared says of it.
    """

    schema: Mapping[str, Any]
    allows: Callable[[Any], bool] = lambda value: True
    write: str = ""
    to_json: Callable[[Any], Any] = lambda value: value
    from_json: Callable[[Any], Any] = lambda value: value
    empty: Any = None


def _list_of(items: Mapping[str, Any], least: int, write: str) -> Kind:
    def allows(value: Any) -> bool:
        return isinstance(value, tuple) and len(value) >= least and all(isinstance(each, str) for each in value)

    return Kind(
        {"type": "array", "items": items, "minItems": least} if least else {"type": "array", "items": items},
        allows,
        write,
        to_json=list,
        from_json=lambda value: tuple(value) if isinstance(value, list) else value,
        empty=[],
    )


ID = {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"}
CASES = (1, 2, 3, None)
TEXT = Kind(
    {
        "type": "object",
        "properties": {tag: {"type": "string", "minLength": 1} for tag in TAGS},
        "required": list(TAGS),
        "additionalProperties": False,
    },
    to_json=dict,
    empty={},
)
WORKS = ("screen", "few-lines", "own-code", "none")
WORK = Kind({"enum": list(WORKS)}, lambda value: value in WORKS, f"one of {', '.join(WORKS)}", empty="none")
LEVEL = Kind({"type": "integer", "minimum": 0, "maximum": 5}, lambda value: value in range(6), "0 to 5", empty=0)
CASE = Kind({"enum": list(CASES)}, lambda value: value in CASES, "1, 2, 3 or leave it out")
NAMES = _list_of({"type": "string"}, 0, "a list of names in quotes; it may be empty")
IDS = _list_of(ID, 1, "a list of at least one id in quotes")
OTHERS = _list_of(ID, 0, "a list of ids in quotes; it may be empty")
PLACE = r"^([a-z-]+/)*(#[a-z-]+)?$"  # of a page below the root of a language, or of a section
PAGE = Kind({"type": "string", "pattern": "^opcoes/[a-z-]+/$"})


def text(*, card: bool = False, unless: str | None = None) -> Any:
    """Declare words, which stand in ``text/<language>.toml``.

    Args:
        card: whether the fact card and the comparison of options show them, with the label of the same key.
        unless: the field that makes them needless when it holds something; they are None then.
    """
    missing: dict[str, Any] = {"default": None} if unless else {}
    return dataclasses.field(**missing, metadata={"kind": TEXT, "card": card, "unless": unless})


def level() -> Any:
    """Declare a judgement from 0 (none) to 5 (full)."""
    return declare(LEVEL)


def case() -> Any:
    """Declare the column of AWS's table, 1 to 3, or None when it is left out."""
    return declare(CASE, default=None)


def work() -> Any:
    """Declare what the reader works with: a screen, a few lines of code, code of their own, or nothing."""
    return declare(WORK)


def names() -> Any:
    """Declare a list of names of things outside the tree, such as sources."""
    return declare(NAMES)


def ids() -> Any:
    """Declare a list of ids of outcomes, at least one."""
    return declare(IDS)


def others() -> Any:
    """Declare a list of ids of other outcomes, in an order that means something; it may be empty."""
    return declare(OTHERS)


def page() -> Any:
    """Declare the address of a page, which follows from the id."""
    return declare(PAGE, init=False)


def declare(kind: Kind, **more: Any) -> Any:
    """Declare a field of any kind, with what ``dataclasses.field`` takes more."""
    return dataclasses.field(**more, metadata={"kind": kind})


@dataclass(frozen=True)
class Field:
    """A declared field. ``derived`` follows from the others; ``optional`` may be left out of ``tree.toml``."""

    name: str
    kind: Kind
    card: bool
    unless: str | None
    derived: bool
    optional: bool

    @property
    def in_words(self) -> bool:
        """Whether it stands in ``text/``, and not in ``tree.toml``."""
        return self.kind is TEXT


def declared(part: type) -> list[Field]:
    """Return the declared fields of a part, in the order of the published document."""
    return [
        Field(
            name=each.name,
            kind=each.metadata["kind"],
            card=each.metadata.get("card", False),
            unless=each.metadata.get("unless"),
            derived=not each.init,
            optional=each.default is not dataclasses.MISSING,
        )
        for each in dataclasses.fields(part)
        if "kind" in each.metadata
    ]
