"""Lines that change are taken apart and made again without loss, and do not change what they do not fit."""

import pytest

from snippets import voices
from snippets.voices import diffs
from tests.snippets.adjusting import DIFFS, PAIRS

BEFORE = {"a.py": "um\ndois\ntres\nquatro\ncinco\n", "b.py": "x\n"}
DIFF = "--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,4 @@\n um\n-dois\n+DOIS\n+mais\n tres\n@@ -5 +6,2 @@\n cinco\n+seis\n"


def test_the_lines_lead_to_the_file_that_they_describe() -> None:
    assert diffs.changed(DIFF, BEFORE) == {"a.py": "um\nDOIS\nmais\ntres\nquatro\ncinco\nseis\n"}


def test_lines_that_do_not_fit_are_refused_with_their_place() -> None:
    with pytest.raises(diffs.DiffError, match=r"^a\.py, line 1: "):
        diffs.changed(DIFF, BEFORE | {"a.py": "um\ntres\n"})


@pytest.mark.parametrize(("snippet", "adjustment"), PAIRS)
def test_the_lines_that_are_kept_are_those_that_a_translation_makes_anew(snippet: str, adjustment: str) -> None:
    lines = (DIFFS / snippet / f"{adjustment}.diff").read_text(encoding="utf-8")
    after = voices.adjusted(snippet, lines)
    assert diffs.difference({file: voices.text(file, "pt") for file in after}, after) == lines
