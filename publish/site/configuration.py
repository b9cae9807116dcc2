"""What differs between the languages: one MkDocs configuration for each, made from mkdocs.yml, and the same pages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from publish.languages import ROOT, Language

FILE = ROOT / "mkdocs.yml"


def configuration(language: Language, folder: Path) -> MkDocsConfig:
    """Return the MkDocs configuration that builds ``language`` into ``folder``."""
    settings = _settings()
    words = language.words()["site"]
    settings |= {
        "site_name": words["name"],
        "site_description": words["description"],
        "site_url": site_url() + language.prefix,
        "docs_dir": str(language.docs),
        "site_dir": str(folder),
    }
    settings["hooks"].append("publish/site/light.py")  # after what writes the pages
    settings["theme"]["language"] = language.tag
    settings["extra"]["language"] = language.tag
    settings["extra"]["prefix"] = language.prefix
    settings["extra"]["repository_url"] = repository_url()
    settings["extra"]["root"] = site_url()
    toggles = (words["to_dark"], words["to_light"])
    for palette, name in zip(settings["theme"]["palette"], toggles, strict=True):
        palette["toggle"]["name"] = name
    for extension in settings["markdown_extensions"]:
        if "pymdownx.snippets" in extension:
            extension["pymdownx.snippets"]["base_path"] = [str(language.fragments), str(language.copied)]
    return load_config(str(FILE), **settings)


def site_url() -> str:
    """Return the address of the site, with a slash at the end: the SITE_URL of the environment, or mkdocs.yml's."""
    return str(_settings()["site_url"]).rstrip("/") + "/"


def repository_url() -> str:
    """Return the address of this repository: the REPOSITORY_URL of the environment, or mkdocs.yml's."""
    return str(_settings()["extra"]["repository_url"]).rstrip("/")


def _settings() -> dict[str, Any]:
    with FILE.open(encoding="utf-8") as file:
        settings: dict[str, Any] = yaml_load(file)
    return settings


def named_sections(nav: list[Any], names: Mapping[str, str], language: Language) -> list[Any]:
    """Return the menu with each section's key replaced by its name. Raises ``ValueError`` for a key without one."""

    def named(entry: Any) -> Any:
        if isinstance(entry, str):
            return entry
        ((key, below),) = entry.items()
        if key not in names:
            raise ValueError(f"docs/words/{language.folder}.toml: [nav] has no {key!r}, which mkdocs.yml uses; add it")
        return {names[key]: [named(item) for item in below]}

    return [named(entry) for entry in nav]
