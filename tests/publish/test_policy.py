import base64
import hashlib

import pytest

from publish.site.policy import HEAD, policy, with_policy


def digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_each_inline_script_is_allowed_by_its_own_digest() -> None:
    page = "<script>a&&b</script><script src='x.js'></script><script type='application/json'>{}</script>"
    assert digest("a&&b") in policy(page)
    assert policy(page).count("sha256-") == 1


def test_nothing_from_elsewhere_is_allowed() -> None:
    assert "http" not in policy("")
    assert policy("").startswith("default-src 'none'")


def test_the_policy_stands_before_everything_it_governs() -> None:
    page = with_policy(f"<html><head>{HEAD}<script>a</script></head></html>")
    assert page.index("Content-Security-Policy") < page.index("<script>")


def test_a_page_without_a_character_set_is_refused() -> None:
    with pytest.raises(ValueError, match="must have"):
        with_policy("<html><head></head></html>")
