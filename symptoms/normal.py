r"""The form in which a text from the screen is compared: what a terminal, a log or a notebook added to it is gone.

In this order, and the same in ``docs/theme/assets/recognise.js``:

1. every kind of line break becomes ``\n``; characters beyond the basic plane become ``?``; of more than ``LIMIT``
   characters the last ones stay, for that is where a log ends;
2. colours go: escape sequences, also as ``#033[31m`` (CloudWatch), ``\x1b[31m`` (JSON), or without their escape;
3. escaped breaks and tabs (``\n``, ``\t``, ``#011``) become spaces, other backslashes go, HTML entities are read;
4. every quotation mark becomes ``'``, several in a row one, every dash ``-``; the lines of drawn boxes go; a text in
   pieces, each between quotation marks on a line of its own, as notebooks print an answer of AWS, is one text: every
   piece but the last ends in a blank, which a message that ends in a quotation mark does not;
5. at the start of a line, up to ``PREFIXES`` times: times, levels, names of containers and ranks, marks of quotation;
6. all white space goes, so that a sentence is the same wherever its lines were broken.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

LIMIT = 2_000_000  # characters: twice the 1 MB that must be answered
PREFIXES = 4

ENTITIES = {
    "&quot;": '"',
    "&#34;": '"',
    "&#39;": "'",
    "&#x27;": "'",
    "&apos;": "'",
    "&lt;": "<",
    "&gt;": ">",
    "&amp;": "&",
}
# Read by Python and JavaScript alike, every repetition bounded: (what, becomes), in this order.
STEPS: tuple[tuple[str, str], ...] = (
    (r"(?:\x1b|#033|\\(?:x1b|u001b|033|e))\[[0-9;?]{0,20}[A-Za-z]|\[[0-9]{1,3}(?:;[0-9]{1,3}){0,4}m", ""),
    (r"\\{1,4}[nrt]|#01[15]", " "),
    (r"\\", ""),
    (r"[\t\x0b\x0c\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]", " "),
    (r"[\x00-\x08\x0e-\x1f\x7f\x85\u200b-\u200f\u2028\u2029\u2060\ufeff\u2500-\u257f]", ""),
    (r"[\u2010-\u2015\u2212]", "-"),
    (r"[\x22\x27\x60\u2018-\u201f\u2032\u2033\xab\xbb\xb4]{1,8}", "'"),
    (r" '\n {0,200}'", " \n"),
)
# What stands in front of a message; \n is the only break left.
PREFIX = "|".join(
    (
        r" {1,200}",
        r"> ?",
        r"\[?[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[T :][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?"
        r"(?:Z|:[A-Z]{4,8}|[+-][0-9]{2}:?[0-9]{2})?\]?",
        r"\[?[0-9]{2}/[0-9]{2}/[0-9]{2,4} [0-9]{2}:[0-9]{2}:[0-9]{2}(?: [A-Z]{4,8})?\]?",
        r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})? ",
        r"(?:DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL)[ :-] ?",
        r"(?:job|[A-Za-z0-9_.-]{1,60}[-_][0-9a-z]{1,12}) {0,8}\| ?",
        r"\[[0-9]{1,4},(?:mpirank:)?[0-9]{1,4}(?:,[A-Za-z0-9-]{1,20})?\](?:<std(?:out|err)>)?:? ?",
        r"\[(?:default|rank)?[0-9]{1,4}\]: ?",
        r"\([A-Za-z]{1,40} pid=[0-9]{1,9}(?:, ip=[0-9.]{7,15})?\) ?",
    )
)
_STEPS = [(re.compile(what), becomes) for what, becomes in STEPS]
_PREFIX = re.compile(f"^(?:{PREFIX})", re.MULTILINE)
_ENTITY = re.compile("|".join(ENTITIES))
_BREAK = re.compile(r"\r\n?")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Normal:
    """A text in the form in which it is compared. ``starts``: where each of its lines begins; ``before``: lines cut."""

    text: str
    starts: Sequence[int]
    before: int = 0

    def line(self, position: int) -> int:
        """Return the line, from 1, of what was given in which a position of ``text`` lies."""
        return self.before + bisect_right(self.starts, position)


def normal(text: str) -> Normal:
    """Return a text in the form in which it is compared. Its cost grows with its length and nothing else."""
    text = _ASTRAL.sub("?", _BREAK.sub("\n", text))
    before = text.count("\n", 0, max(0, len(text) - LIMIT))
    text = text[-LIMIT:]
    for what, becomes in _STEPS[:1]:
        text = what.sub(becomes, text)
    text = _ENTITY.sub(lambda found: ENTITIES[found[0]], text)
    for what, becomes in _STEPS[1:]:
        text = what.sub(becomes, text)
    for _ in range(PREFIXES):
        text = _PREFIX.sub("", text)
    lines = text.replace(" ", "").split("\n")
    starts = list(accumulate(map(len, lines), initial=0))[:-1]
    return Normal("".join(lines), starts, before)
