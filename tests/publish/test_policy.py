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


# What the site needs, each thing from its own address only; inline styles and data: images are the theme's.
ALLOWED = {
    "default-src": "'none'",
    "script-src": f"'self' {digest('a')} {digest('b')}",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def test_exactly_this_is_allowed_and_nothing_from_elsewhere() -> None:
    directives = policy("<script>a</script><script>b</script><script>a</script>").split("; ")
    assert dict(directive.split(" ", 1) for directive in directives) == ALLOWED


def test_the_policy_stands_before_everything_it_governs() -> None:
    page = with_policy(f"<html><head>{HEAD}<script>a</script></head></html>")
    assert page.index("Content-Security-Policy") < page.index("<script>")


def test_a_page_without_a_character_set_is_refused() -> None:
    with pytest.raises(ValueError, match="must have"):
        with_policy("<html><head></head></html>")
