"""The live preview shows the language that is asked for, Portuguese by itself, and refuses what is no language."""

from pathlib import Path

import pytest
from mkdocs.commands import serve
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from publish.languages import LANGUAGES, Language
from publish.pages import diagnosis, overview
from publish.site import configuration, preview


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[MkDocsConfig]:
    """What a preview would show: at first, and after a page changed."""
    found: list[MkDocsConfig] = []

    def instead(file: str) -> None:
        found.extend(serve.load_config(config_file=file, site_dir=f"build/{turn}") for turn in ("first", "changed"))

    monkeypatch.setattr(serve, "load_config", serve.load_config)  # so that it is as before afterwards
    monkeypatch.setattr(serve, "serve", instead)
    return found


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_a_language_is_previewed_from_its_own_pages_each_time(language: Language, served: list[MkDocsConfig]) -> None:
    preview.main([language.folder])
    assert [config.docs_dir for config in served] == [str(language.docs)] * 2
    assert [config.extra["language"] for config in served] == [language.tag] * 2


def test_portuguese_is_previewed_when_nothing_is_asked(served: list[MkDocsConfig]) -> None:
    preview.main([])
    assert {config.docs_dir for config in served} == {str(LANGUAGES[0].docs)}


def test_what_is_no_language_is_refused_with_the_list(
    served: list[MkDocsConfig], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        preview.main(["xx"])
    assert served == []
    known = ", ".join(language.folder for language in LANGUAGES)
    assert f"there is no language 'xx'; choose one of {known}" in capsys.readouterr().err


def test_a_preview_has_the_files_that_no_one_wrote_although_no_build_brings_it_the_tree(tmp_path: Path) -> None:
    config = configuration.configuration(LANGUAGES[0], tmp_path)
    config = config.plugins.on_config(config)
    made = {file.src_uri for file in config.plugins.on_files(Files([]), config=config)}
    assert {overview.DRAWING, diagnosis.DATA, *(page.path for page in config.extra["made"])} <= made
