"""A symptom: what recognises it, where it shows, where it is explained, and its words in every language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from symptoms.patterns import Pattern


class SymptomError(ValueError):
    """The records are broken. ``faults`` names for each the file, the id and what to do."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Words:
    """What is said of a symptom in one language; code stands between backquotes.

    name: what it is called. what: what it is. advice: what to do. rehearsal_advice: what to do instead when it shows
    in a rehearsal, or "". when: where it shows. seen: what is seen, as it appears.
    """

    name: str
    what: str
    advice: str
    rehearsal_advice: str = ""
    when: str = ""
    seen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Symptom:
    """A symptom.

    place: where it shows, an id. section: the page of the site and the heading that explain it,
    ``erros/sem-erro.md#tempo-maximo``. samples: real texts in which it shows; account numbers and names of things in
    them are the example's. sources: public places in which its text was read, on the day ``verified``; none for one
    that a test produces (``produced``). affects, fixed: versions, as pip writes them, in which it is met and ended.
    confusable: ids of symptoms that look like it and are not. general: it says only that something failed, so
    whatever else shows comes before it. fallback: it says only how such a text is read, so it is told where nothing
    else shows. words: in every language, by the name of its files.
    """

    id: str
    patterns: tuple[Pattern, ...]
    place: str
    section: str
    samples: tuple[str, ...]
    words: Mapping[str, Words]
    sources: tuple[str, ...] = ()
    verified: date | None = None
    produced: bool = False
    affects: str = ""
    fixed: str = ""
    confusable: tuple[str, ...] = ()
    general: bool = False
    fallback: bool = False

    @property
    def level(self) -> int:
        """Return how little it says: 0 what it is, 1 that something failed, 2 how such a text is read."""
        return 2 if self.fallback else int(self.general)
