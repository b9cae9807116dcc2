"""A symptom: what recognises it, where it is explained, and its words in every language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


class SymptomError(ValueError):
    """The records are broken. ``faults`` names for each the file, the id and what to do."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Words:
    """What is said of a symptom in one language.

    name: what it is called. when: when it shows, "" for a symptom without a row. seen: what the reader sees, in
    Markdown, one text for each row of the table; none for a symptom that the table leaves out. advice: what to do.
    rehearsal_advice: what to do instead when it shows in a rehearsal. Either may be "", not both without a row.
    """

    name: str
    when: str = ""
    seen: tuple[str, ...] = ()
    advice: str = ""
    rehearsal_advice: str = ""


@dataclass(frozen=True)
class Symptom:
    """A symptom. ``section``: the id of its section on the page of errors, None when it has none there.

    ``sample`` is a real text in which it shows; ``words`` has every language, by the name of its file.
    """

    id: str
    patterns: tuple[re.Pattern[str], ...]
    section: str | None
    sample: str
    words: Mapping[str, Words]
