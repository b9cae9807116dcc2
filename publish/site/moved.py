"""Addresses that were published and have moved: what stands at the old one leads to the new one.

``docs/moved.toml`` says old = new, both from the root of a language, and holds for every language::

    "opcoes/velha/" = "opcoes/nova/"
    "erros/#velho" = "erros/#novo"
    "velha/a.json" = "nova/a.json"

At a page's old address stands a small page that leads on, with the fragment that it was asked for; the old id of a
heading becomes an anchor before the new one. A heading that went to another page leaves a line at the end of the old,
shown to who comes by the old address.
A file to download stands at both addresses, since programs fetch it and follow no link.
"""

import re
import shutil
import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path

from publish.languages import ROOT, Language
from publish.site import configuration

FILE = ROOT / "docs" / "moved.toml"
FILES = (".json", ".yaml")  # what is fetched by programs
ADDRESS = re.compile(r"([\w.-]+/)*(#[\w.-]+)?|([\w.-]+/)+[\w-]+\.(json|yaml)")
PAGE = """\
<!doctype html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<noscript><meta http-equiv="refresh" content="0; url={link}"></noscript>
</head>
<body>
<p>{title}: <a href="{link}">{canonical}</a></p>
<script>
const to = new URL(document.querySelector("a").href)
to.hash = to.hash || location.hash
location.replace(to)
</script>
</body>
</html>
"""


def load(path: Path = FILE) -> dict[str, str]:
    """Read what has moved: old address -> new address, without a language's prefix. Raises ``ValueError``."""
    moves: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    if wrong := [each for pair in moves.items() for each in pair if not ADDRESS.fullmatch(each)]:
        raise ValueError(f"{path.name}: {wrong}: an address is `page/`, `page/#id`, `#id` or `folder/file.json`")
    return moves


def write(folder: Path, language: Language, moves: Mapping[str, str], root: str | None = None) -> None:
    """Let every old address of a language lead to the new one.

    Args:
        folder: the built pages of the language, to which pages and anchors are added.
        language: their language.
        moves: old address -> new address.
        root: the address of the site, with a slash at the end.

    Raises:
        ValueError: when an old address is still there, or a new one is not.
    """
    for old, new in moves.items():
        if old.endswith(FILES):
            _copy(folder, language, old, new)
            continue
        _check(folder, language, old, new)
        page, _, id_ = old.partition("#")
        if id_:
            _leave_anchor(folder, page, id_, new, language)
        else:
            place = folder / page / "index.html"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(leading_on(language, old, new, root or configuration.site_url()), encoding="utf-8")


def leading_on(language: Language, old: str, new: str, root: str) -> str:
    """Return the page that stands at a page's old address and leads to the new one, by a relative link."""
    target, _, id_ = new.partition("#")
    # `index.html` is named because a browser that reads files shows the folder instead.
    link = "../" * old.count("/") + f"{target}index.html" + (f"#{id_}" if id_ else "")
    title = language.words()["site"]["moved"]
    canonical = f"{root}{language.prefix}{new}"
    return PAGE.format(tag=language.tag, title=escape(title), canonical=escape(canonical), link=escape(link))


def _copy(folder: Path, language: Language, old: str, new: str) -> None:
    if not (folder / new).is_file() or (folder / old).exists():
        fault = "the old address is still there" if (folder / old).exists() else "the new address does not exist"
        raise ValueError(f"docs/moved.toml: {language.prefix}{old} = {language.prefix}{new}: {fault}; mend it")
    (folder / old).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / new, folder / old)


def _check(folder: Path, language: Language, old: str, new: str) -> None:
    told = f"docs/moved.toml: {language.prefix}{old} = {language.prefix}{new}:"
    target, _, id_ = new.partition("#")
    if not (folder / target / "index.html").is_file() or (id_ and not _has(folder / target / "index.html", id_)):
        raise ValueError(f"{told} the new address does not exist; mend it")
    page, _, id_ = old.partition("#")
    there = folder / page / "index.html"
    if there.is_file() != bool(id_) or (id_ and _has(there, id_)):
        lacks = id_ and not there.is_file()
        raise ValueError(
            f"{told} {'its page has moved, so move the page alone' if lacks else 'the old address is still there'}; "
            "take this line out"
        )


def _has(page: Path, id_: str) -> bool:
    return f' id="{id_}"' in page.read_text(encoding="utf-8")


def _leave_anchor(folder: Path, page: str, id_: str, new: str, language: Language) -> None:
    path = folder / page / "index.html"
    html = path.read_text(encoding="utf-8")
    target, _, new_id = new.partition("#")
    if target == page:
        html = re.sub(rf'(<\w+(?=[^>]* id="{re.escape(new_id)}"))', rf'<a id="{id_}"></a>\1', html, count=1)
    else:
        link = "../" * page.count("/") + f"{target}index.html" + (f"#{new_id}" if new_id else "")
        title = language.words()["site"]["moved"]
        link_on = f'<a href="{escape(link)}">{escape(title)}: {escape(target)}</a>'
        line = f'<p class="moved on-screen" id="{id_}">{link_on}</p>\n'
        html = html.replace("</article>", f"{line}</article>", 1)
    path.write_text(html, encoding="utf-8")
