"""What the search knows of words: ``docs/search/`` and the glossary, and a language for the theme's worker made of it.

The worker takes its languages from files that it names itself. The one written here shortens words as the page does
with what is typed, by the same script (``search-words.js``); the theme's own languages do neither accents nor what is
typed with a wildcard, so they are left out of the site.
"""

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publish import glossary
from publish.languages import ROOT, Language

FOLDER = ROOT / "docs" / "search"
LANGUAGE = "guide"  # what the index calls the language of its words, so that the worker loads it
WORKER_LANGUAGES = "assets/javascripts/lunr"
NEEDED = "min/lunr.stemmer.support.min.js"  # the worker brings it along with any language
SCRIPT = "assets/search-words.js"
# Between words: signs that no name holds, a sentence's end, and a dot between two words, as in ``sagemaker.estimator``.
SEPARATOR = r"""[\s\-,:;!?=()\[\]{}<>"'`´“”‘’«»|+^~#$%&@…·→\\]+|\.+(?=\s|$)|\.(?=[A-Za-z_])|(?<=^|\s)/+|/+(?=\s|$)"""
FIELDS = {"title": {"boost": 8}, "text": {"boost": 1}, "tags": {"boost": 1}}


def load(language: Language, folder: Path = FOLDER, terms: Mapping[str, glossary.Term] | None = None) -> dict[str, Any]:
    """Read the words of a language that say nothing, English ones among them, and the groups that mean the same.

    Raises:
        ValueError: naming file and key, when one is missing.
    """
    own, english = (_read(folder / f"{name}.toml") for name in (language.folder, "en"))
    known = glossary.load() if terms is None else terms
    return {"stop": sorted({*own.split(), *english.split()}), "synonyms": glossary.groups(known, language.folder)}


def _read(path: Path) -> str:
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    if words.keys() != {"stop"}:
        raise ValueError(
            f"docs/search/{path.name}: write stop in it, and nothing else; synonyms are in docs/glossary.toml"
        )
    return str(words["stop"])


def settings(language: Language) -> dict[str, Any]:
    """Return what the worker and the page are told of words, with the index."""
    return {
        "lang": [LANGUAGE],
        "language": language.folder,
        "separator": SEPARATOR,
        "pipeline": [],
        "fields": FIELDS,
        "words": load(language),
    }


def write_language(site: Path, language: Language) -> None:
    """Let the built ``site`` have, of the worker's languages, only that of its words. Raises ``FileNotFoundError``."""
    support = (site / WORKER_LANGUAGES / NEEDED).read_text(encoding="utf-8")
    script = (site / SCRIPT).read_text(encoding="utf-8")
    shutil.rmtree(site / WORKER_LANGUAGES)
    folder = site / WORKER_LANGUAGES / "min"
    folder.mkdir(parents=True)
    (site / WORKER_LANGUAGES / NEEDED).write_text(support, encoding="utf-8")
    (folder / f"lunr.{LANGUAGE}.min.js").write_text(
        f'self.searchLanguage = "{language.folder}";\n{script}', encoding="utf-8"
    )
