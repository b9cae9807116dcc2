from datetime import date
from pathlib import Path

import pytest

from publish.checked import Checked
from tests.paths_followed import FORMS, counts, note, summary


def test_the_notes_of_all_tests_add_up_and_none_counts_twice(tmp_path: Path) -> None:
    for form in FORMS:
        note(form, "a/b", 2, tmp_path)
        note(form, "c", 3, tmp_path)
        note(form, "c", 3, tmp_path)
    assert counts(tmp_path) == dict.fromkeys(FORMS, 5)


def test_a_form_that_was_not_followed_on_every_path_is_named(tmp_path: Path) -> None:
    note("json", "all", 5, tmp_path)
    with pytest.raises(ValueError, match=r"browser: 0 of 5; .*run `make update`"):
        summary(counts(tmp_path), 5, "1.0.0", date(2026, 11, 22))


def test_a_complete_run_says_version_paths_and_day() -> None:
    run = summary(dict.fromkeys(FORMS, 5), 5, "1.0.0", date(2026, 11, 22))
    assert run == Checked("1.0.0", 5, date(2026, 11, 22))
