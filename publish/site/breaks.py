"""Where a line of code may break: in no option of a command, and within a long name where one reads on.

A browser breaks a line after any hyphen, of ``--data`` too, and a long name anywhere or nowhere; no stylesheet tells it
otherwise. What is added here has no text, so code is found and copied as it was written.
"""

import re

# Code in a line of text; a block, whose commands break on a narrow screen (guide.css), and others, which stay.
CODE = re.compile(
    r"(<code>)(.*?)(?=</code>)"
    r'|(<div class="language-(?:bash|console|sh)\b[^"]*">(?:<span class="filename">[^<]*</span>)?<pre>)(.*?)(?=</pre>)'
    r"|<pre\b.*?</pre>",
    re.DOTALL,
)
TAG = re.compile(r"(<[^>]*>)")
OPTION = re.compile(r"(?<![\w./)\]-])(?:--?[A-Za-z][\w-]*|--(?=\s))")
WHOLE = "whole"  # the class of what stays in one piece

# The page on names has them side by side; in half a phone there is room for so many letters.
NAMES = "data-rosetta"
ROOM = 18
CELL = re.compile(r"(<td[^>]*>)(.*?)(?=</td>)", re.DOTALL)
LONG = re.compile(rf"[^\s<]{{{ROOM},}}")
PART = re.compile(r"(?<=[\w)\]}'\"][._(,=:/\[{])(?=[^\W_]|['\"*&])|(?<=[a-z])(?=[A-Z][a-z])")


def settled(page: str) -> str:
    """Return a page whose code breaks where one reads on."""
    if NAMES in page:
        page = CELL.sub(lambda cell: cell[1] + CODE.sub(_named, cell[2]), page)
    return CODE.sub(_kept, page)


def _kept(found: re.Match[str]) -> str:
    start, code = found[1] or found[3], found[2] or found[4]
    return start + _outside_tags(OPTION, rf'<span class="{WHOLE}">\g<0></span>', code) if code else found[0]


def _named(found: re.Match[str]) -> str:
    return found[1] + LONG.sub(lambda name: "<wbr>".join(_lines(name[0])), found[2]) if found[2] else found[0]


def _lines(name: str) -> list[str]:
    lines = [""]
    for part in PART.split(name):
        if lines[-1] and len(lines[-1] + part) > ROOM:
            lines.append("")
        lines[-1] += part
    return lines


def _outside_tags(pattern: re.Pattern[str], put: str, code: str) -> str:
    parts = TAG.split(code)
    parts[::2] = (pattern.sub(put, part) for part in parts[::2])
    return "".join(parts)
