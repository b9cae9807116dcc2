"""What `make bench` clicks on is there, and each click is followed by something painted: how fast is not asked here."""

import pytest
from playwright.sync_api import Browser

from tests.bench import clicks

# As long as fifty other tests, and `make bench` itself fails where a click leads to nothing.
pytestmark = pytest.mark.audit


def test_every_click_that_the_bench_times_is_followed_by_something_painted(
    browser: Browser, base_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SLOWER", "TIMES", "PASTES"):
        monkeypatch.setattr(clicks, name, 1)
    found = clicks.figures(browser, base_url, has_diagnosis=True)
    assert [figure.measure for figure in found if figure.now is None] == []
    assert len(found) == len(clicks.CLICKS) + len(clicks.PASTED)
