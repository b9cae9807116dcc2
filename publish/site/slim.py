"""Built pages without the markup that nobody sees: the templates' indentation, and spans that change no colour.

Pygments puts each token of code into a span of its own, and the theme draws them in a few colours: here a run of one
colour is one span, and what has the colour of its block has none. In code, scripts and styles every character stays;
elsewhere white space with a line break in it becomes that line break, which a browser draws in the same way.
"""

import re
from collections.abc import Iterator

# What may hold white space that counts.
AS_WRITTEN = re.compile(r"(<(pre|code|script|style|textarea)\b.*?</\2>)", re.DOTALL)
LINE_BREAK = re.compile(r"\s*\n\s*")
NO_TITLE = re.compile(r'(<a class="footnote-backref" href="[^"]*") title=""')
LISTING = re.compile(
    r'(<div class="language-(\w+) highlight">(?:<span class="filename">[^<]*</span>)?<pre>)(.*?</pre>)', re.DOTALL
)
NOTHING = "<span></span>"  # what Pygments begins each listing with
SPAN = re.compile(r'<span class="(\w+)">([^<]*)</span>')

# Pygments' classes that the theme draws in one colour, by the one that stays; tests/browser/test_code_colours.py.
NAME, PUNCTUATION = "n", "p"
SAME = {
    NAME: "kc",
    PUNCTUATION: "o ow",
    "s": "cpf l s1 s2 sb sc si ss",
    "k": "kd kn kp kr kt nd ni nl nt",
    "m": "il mb mf mh mi mo",
    "c": "c1 ch cm cs sd",
    "nf": "nc ne nn",
    "nb": "bp no",
    "nv": "na vc vg vi",
    "se": "cp sh sr sx",
    "gu": "ge gh go gp gr gs gt",
}
COLOURLESS = ("w", "sa", "vm")  # which the theme does not draw
DRAWN_AS = {each: kept for kept, others in SAME.items() for each in others.split()} | dict.fromkeys(COLOURLESS, "")
# The colour of a block, by its language: guide.css draws JSON, half of which is punctuation, as that.
PLAIN = {"json": PUNCTUATION}
WITH_BACKGROUND = ("gd", "gi")  # lines that a change takes away or adds; between them, an empty line has none


def slim(page: str) -> str:
    """Return a page that looks the same, is copied the same and has the same addresses."""
    parts = AS_WRITTEN.split(LISTING.sub(_listing, page))
    parts[::3] = (NO_TITLE.sub(r"\1", LINE_BREAK.sub("\n", part)) for part in parts[::3])
    del parts[2::3]  # the names of the elements
    return "".join(parts)


def _listing(found: re.Match[str]) -> str:
    start, language, code = found.groups()
    plain = PLAIN.get(language, NAME)
    return start + "".join(_span(*run) for run in _runs(code.removeprefix(NOTHING), plain))


def _span(drawn: str, text: str) -> str:
    return f'<span class="{drawn}">{text}</span>' if drawn else text


def _runs(code: str, plain: str) -> list[tuple[str, str]]:
    """Return code as runs that are drawn alike: the class, empty for what has none, and the text."""
    runs: list[tuple[str, str]] = []
    for drawn, text in _tokens(code, plain):
        if runs and runs[-1][0] == drawn:
            runs[-1] = (drawn, runs[-1][1] + text)
        elif len(runs) > 1 and runs[-2][0] == drawn and _goes_on(drawn, *runs[-1]):
            between = runs.pop()[1]
            runs[-1] = (drawn, runs[-1][1] + between + text)
        else:
            runs.append((drawn, text))
    return runs


def _tokens(code: str, plain: str) -> Iterator[tuple[str, str]]:
    parts = SPAN.split(code)
    for before, name, text in zip(parts[::3], [*parts[1::3], ""], [*parts[2::3], ""], strict=True):
        drawn = DRAWN_AS.get(name, name)
        yield from ((each, part) for each, part in (("", before), ("" if drawn == plain else drawn, text)) if part)


def _goes_on(drawn: str, between: str, text: str) -> bool:
    return not between and (text == "\n" if drawn in WITH_BACKGROUND else text.isspace())
