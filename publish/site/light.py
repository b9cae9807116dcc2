"""MkDocs calls these too, after hooks.py: what makes the built pages light.

The theme's script is not loaded (docs/theme/assets/page.js and search.js do what the pages need of it), and of its
stylesheets only what the pages use. The theme is pinned, so that its files are where this looks for them.
"""

import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from publish import languages
from publish.site import breaks, search_index, search_words, slim, stylesheet

STYLESHEETS = ("assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css")
WORKER = "assets/javascripts/workers/search.*.min.js"
NEVER_LOADED = ("assets/**/*.map", "assets/javascripts/bundle.*", "assets/stylesheets", "assets/images")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let the search look through words only, and the theme's templates know what is loaded."""
    search_index.use_own_index(config)
    theme = theme_folder(config)
    config.extra["search_worker"] = _one(theme, WORKER).relative_to(theme).as_posix()
    # For one page, which asks for it (docs/theme/main.html).
    config.extra_css = [path for path in config.extra_css if path != "assets/_mkdocstrings.css"]
    return config


def theme_folder(config: MkDocsConfig) -> Path:
    """Return the folder of the theme as it is installed."""
    return next(Path(folder) for folder in config.theme.dirs if list(Path(folder).glob(WORKER)))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write a page without the markup that nobody sees, and with what tells where its code may break."""
    return breaks.settled(slim.slim(output))


def on_post_build(config: MkDocsConfig) -> None:
    """Make the stylesheet that the pages ask for, and take away what they do not."""
    site = Path(config.site_dir)
    (site / "assets/theme.css").write_text(_stylesheet(site), encoding="utf-8")
    for path in dict.fromkeys(path for pattern in NEVER_LOADED for path in site.glob(pattern)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    search_index.as_script(site / "search")
    search_words.write_language(site, languages.language(config.extra["language"]))


def _stylesheet(site: Path) -> str:
    own = [path.read_text(encoding="utf-8") for path in sorted((site / "assets").glob("*.*s"))]
    seen = stylesheet.Seen()
    for path in site.rglob("*.html"):
        seen.add_page(path.read_text(encoding="utf-8"))
    for path in [*sorted((site / "assets").glob("*.js")), _one(site, WORKER)]:
        seen.add_script(path.read_text(encoding="utf-8"))
    return stylesheet.pruned(theme_css(site), seen, "".join(own))


def theme_css(folder: Path) -> str:
    """Return the stylesheets of the theme, which stand below a folder."""
    return "".join(_one(folder, pattern).read_text(encoding="utf-8") for pattern in STYLESHEETS)


def _one(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise ValueError(f"the theme has {len(found)} files {pattern}, not one; mend publish/site/light.py")
    return found[0]
