"""What the theme writes and HTML does not allow goes; everything else of a page stays as it is."""

import pytest

from publish.site.markup import sound

HERE = '<input id="__toc" type="checkbox">'


@pytest.mark.parametrize(
    ("written", "left"),
    [
        pytest.param('<label class="a" tabindex="">x', '<label class="a">x', id="empty-tabindex"),
        pytest.param('<label class="a" tabindex="0">x', '<label class="a" tabindex="0">x', id="tabindex"),
        pytest.param('<input type="checkbox" autocomplete="off">', '<input type="checkbox">', id="checkbox"),
        pytest.param('<input autocomplete="off" type="checkbox">', '<input type="checkbox">', id="order"),
        pytest.param('<input type="text" autocomplete="off">', '<input type="text" autocomplete="off">', id="text"),
        pytest.param('<label class="a" for="__toc">x', '<label class="a">x', id="no-switch"),
        pytest.param(f'{HERE}<label for="__toc">x', f'{HERE}<label for="__toc">x', id="switch"),
        pytest.param('<p>tabindex="" autocomplete="off"</p>', '<p>tabindex="" autocomplete="off"</p>', id="words"),
    ],
)
def test_only_what_html_does_not_allow_goes(written: str, left: str) -> None:
    assert sound(written) == left
