"""Makes the search indifferent to accents, which the theme's search is not.

It appends a few lines to a file that the theme brings, so the theme is pinned and a test searches in a real browser.
"""

from pathlib import Path

from publish.languages import Language

# The language that the theme's search speaks by itself: it brings no file, and has next to no accents to fold.
BUILT_IN = "en"
FOLD = Path(__file__).with_name("fold.js")


def fold_accents(folder: Path, language: Language) -> None:
    """Let the search of a language, built into ``folder``, find words with and without accents.

    Raises:
        ValueError: when the theme no longer brings the file that this adds to.
    """
    if language.folder == BUILT_IN:
        return
    path = folder / f"assets/javascripts/lunr/min/lunr.{language.folder}.min.js"
    if not path.exists():
        raise ValueError(f"{path.name} is not in the built theme; see where it went and mend publish/site/search.py")
    script = FOLD.read_text(encoding="utf-8").replace("LANGUAGE", language.folder)
    path.write_text(path.read_text(encoding="utf-8") + "\n" + script, encoding="utf-8")
