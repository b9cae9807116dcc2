"""Which files the folder of a language has, and the zip that holds it."""

from html import escape
from pathlib import Path

from publish.day import build_day
from publish.languages import Language
from publish.offline import links
from publish.zipped import zipped

FOLDER = "offline"  # below the site's address
# For a server, or for programs that come by the network.
LEFT_OUT = ("404.html", "objects.inv", "*.md", "*.xml", "llms.txt", "social")
SWITCH = "assets/beside.js"  # the switch of languages; only the folder has it
SCRIPT = Path(__file__).with_name("beside.js")
SMALLEST = 9  # of zlib


def stem(language: Language) -> str:
    """Return what the zip of a language and the folder in it are called: ``guia-pt-BR``."""
    return f"guia-{language.tag}"


def name(language: Language) -> str:
    """Return the file name of the zip of a language."""
    return f"{stem(language)}.zip"


def write(pages: Path, book: Path, language: Language, version: str, site: str, out: Path) -> None:
    """Write the zip of a language.

    Args:
        pages: the folder of its built pages.
        book: its PDF.
        language: the language.
        version: of the tree.
        site: the address of the site, with a slash at the end.
        out: where the zip goes.

    Raises:
        ValueError: naming page and link, for one that leads out of the site.
    """
    found = contents(pages, book, language, version, site)
    out.write_bytes(zipped({f"{stem(language)}/{path}": found[path] for path in found}, build_day().date(), SMALLEST))


def contents(pages: Path, book: Path, language: Language, version: str, site: str) -> dict[str, bytes]:
    """Return every file of the folder, by its path in it; the arguments are those of ``write``."""
    paths = sorted(path for path in pages.rglob("*") if path.is_file())
    places = [path.relative_to(pages).as_posix() for path in paths if not _is_left_out(path.relative_to(pages))]
    files = {language.prefix + place: place for place in places}
    found = {place: (pages / place).read_bytes() for place in places}
    files[f"pdf/{book.name}"] = f"pdf/{book.name}"
    found[f"pdf/{book.name}"] = book.read_bytes()
    words = language.words()["offline"]
    for place in (place for place in places if place.endswith(".html")):
        page = links.carried(found[place].decode(), language.prefix + place, files, site)
        found[place] = _with_switch(page, place, words).encode()
    found[SWITCH] = SCRIPT.read_bytes()
    found[words["read_me"]] = _read_me(language, version, site).encode()
    return found


def _is_left_out(path: Path) -> bool:
    return any(path.match(pattern) or path.parts[0] == pattern for pattern in LEFT_OUT)


def _with_switch(page: str, place: str, words: dict[str, str]) -> str:
    told = "".join(f' data-{key}="{escape(words[key])}"' for key in ("absent", "close"))
    script = f'<script src="{"../" * place.count("/")}{SWITCH}" defer{told}></script>'
    return page.replace("</head>", f"{script}\n</head>", 1)


def _read_me(language: Language, version: str, site: str) -> str:
    words, about = language.words()["offline"], language.words()["site"]
    told = words["how"].format(date=language.date(build_day().date()), version=version, site=site + language.prefix)
    return f"{about['name']}\n\n{about['description']}\n\n{told.strip()}\n\n{about['independent']}\n"
