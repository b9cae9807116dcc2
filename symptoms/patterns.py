r"""What recognises a symptom: an expression that Python and JavaScript read alike, whose work is bounded by its form.

A pattern is written as the text appears, with regular expressions for what differs: ``Unsupported
(?<framework>[\w-]{1,40}) version``. White space and kinds of quotation marks do not matter (see ``normal``). It begins
with fixed text, which is looked for before any expression runs; what differs may be named; each repetition says how
often at most, and none stands within another or right after another.
"""

import importlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from symptoms.normal import normal

_parser: Any = importlib.import_module("re._parser")  # Python's own reader of expressions, also in 3.12 and 3.13

SHORTEST = 5  # characters of the fixed text that a pattern begins with, white space not counted
LONGEST_GAP = 4000
MOST_WORK = 20_000  # how many ways of matching may be tried at one place
NAME = re.compile(r"\(\?<(?=[a-z])")
QUOTES = re.compile("[\"'`]+")


class PatternError(ValueError):
    """A pattern that is refused; the message says why and what to do."""


@dataclass(frozen=True)
class Pattern:
    """A pattern, ready to look for.

    source: as both languages read it, in normal form. literal: the fixed text that it begins with. expression: None
    when that is all of it. weight: how many characters of it are fixed, which is how much it says.
    """

    source: str
    literal: str
    expression: re.Pattern[str] | None
    weight: int


def compiled(written: str) -> Pattern:
    """Return a pattern as it is looked for.

    Raises:
        PatternError: for one that is broken, that only Python reads, or whose work is not bounded.
    """
    source = QUOTES.sub("'", re.sub(r"\s+", "", written))
    try:
        python = NAME.sub("(?P<", source)
        parsed = _parser.parse(python, re.ASCII)
        expression = re.compile(python, re.ASCII)
    except re.error as error:
        raise PatternError(f"is broken ({error}); mend it") from None
    if parsed.state.flags & ~re.ASCII:
        raise PatternError("sets a flag, which JavaScript does not read; take it out")
    items = list(parsed)
    _refuse(items)
    literal = _leading(items)
    if len(literal) < SHORTEST:
        raise PatternError(f"does not begin with fixed text of {SHORTEST} characters; begin with what never differs")
    if normal(literal).text != literal:
        raise PatternError(
            f"begins with {literal!r}, part of which is taken out of a text (see normal.py); leave that out"
        )
    if _work(items) > MOST_WORK:
        raise PatternError(f"may try more than {MOST_WORK} ways of matching; bound its gaps more narrowly")
    whole = len(literal) == len(items)
    return Pattern(source, literal, None if whole else expression, _fixed(items))


def _leading(items: list[Any]) -> str:
    found = ""
    for operation, value in items:
        if str(operation) != "LITERAL":
            break
        found += chr(value)
    return found


def _fixed(items: Any) -> int:
    """Return how many characters are the same in every text that matches."""
    count = 0
    for operation, value in items:
        match str(operation):
            case "LITERAL":
                count += 1
            case "SUBPATTERN":
                count += _fixed(value[3])
            case "BRANCH":
                count += min(_fixed(branch) for branch in value[1])
            case "MAX_REPEAT" | "MIN_REPEAT":
                count += value[0] * _fixed(value[2])
    return count


def _work(items: Any) -> int:
    """Return how many ways of matching there are at one place, at most."""
    ways = 1
    for operation, value in items:
        match str(operation):
            case "SUBPATTERN":
                ways *= _work(value[3])
            case "BRANCH":
                ways *= sum(_work(branch) for branch in value[1])
            case "MAX_REPEAT" | "MIN_REPEAT":
                ways *= (value[1] - value[0] + 1) * _work(value[2])
    return ways


def _refuse(items: Any, repeated: bool = False, after_one: bool = False) -> bool:
    """Refuse what is not bounded; return whether what stands after these items stands right after a repetition."""
    for operation, value in items:
        match str(operation):
            case "LITERAL" | "NOT_LITERAL" | "ANY":
                after_one = False
            case "IN":
                _refuse_classes(value)
                after_one = False
            case "SUBPATTERN":
                if value[1] or value[2]:
                    raise PatternError("sets a flag, which JavaScript does not read; take it out")
                after_one = _refuse(value[3], repeated, after_one)
            case "BRANCH":
                ends = [_refuse(branch, repeated, after_one) for branch in value[1]]
                after_one = any(ends)
            case "ASSERT" | "ASSERT_NOT":
                if value[0] < 0:
                    raise PatternError("looks backwards, which is not bounded everywhere; write it forwards")
                _refuse(value[1], repeated)
            case "MAX_REPEAT" | "MIN_REPEAT":
                after_one = _refuse_repetition(value, repeated, after_one)
            case other:
                raise PatternError(f"uses {other.lower()}, which is not read alike everywhere; write it otherwise")
    return after_one


def _refuse_repetition(value: Any, repeated: bool, after_one: bool) -> bool:
    least, most, inner = value
    if most == _parser.MAXREPEAT or math.isinf(float(most)):
        raise PatternError("repeats without a bound; say how often at most, as in {0,200}")
    if most > LONGEST_GAP:
        raise PatternError(f"has a gap of more than {LONGEST_GAP} characters; make it shorter")
    if most > 1 and repeated:
        raise PatternError("repeats within a repetition; write it out")
    if most > 1 and most != least and after_one:
        raise PatternError("repeats right after a repetition; put fixed text between them")
    _refuse(inner, repeated or most > 1)
    return bool(most > 1 and most != least) or (after_one and least == 0)


def _refuse_classes(members: list[Any]) -> None:
    for operation, value in members:
        if str(operation) == "CATEGORY" and "SPACE" in str(value):
            raise PatternError(r"asks for white space (\s, \S), of which none is left; leave it out, or write [^…]")


def names(pattern: Pattern) -> Iterator[str]:
    """Return the names of what differs in a pattern."""
    yield from pattern.expression.groupindex if pattern.expression else ()
