"""A site is built again only when something that it is made from has changed, or somebody touched it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from publish import __main__ as publish
from publish import up_to_date
from publish.book import whole_words
from publish.languages import LANGUAGES


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of one page, whose build writes one file and counts how often it was asked."""

    def build(site: Path, with_book: bool) -> None:
        with (tmp_path / "built").open("a") as count:
            count.write("book " if with_book else "pages ")
        (site / "index.html").write_text("página")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(publish, "ROOT", tmp_path)
    monkeypatch.setattr(publish, "BUILD", tmp_path / "build")
    monkeypatch.setattr(publish, "build", build)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Um")
    return tmp_path


def built(repo: Path, *asked: list[str]) -> list[str]:
    """What was built when these command lines were given one after another."""
    assert [publish.main(arguments) for arguments in asked] == [0] * len(asked)
    return (repo / "built").read_text().split()


def test_the_same_sources_are_built_once(repo: Path) -> None:
    assert built(repo, [], [], []) == ["book"]


def test_a_site_with_the_book_is_good_for_who_needs_only_the_pages_but_not_the_other_way_round(repo: Path) -> None:
    assert built(repo, ["--pages"], ["--pages"], [], ["--pages"]) == ["pages", "book"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda repo: (repo / "docs/index.md").write_text("# Dois"), id="a page"),
        pytest.param(lambda repo: (repo / "docs/outra.md").write_text("# Um"), id="one page more"),
        pytest.param(lambda repo: (repo / "docs/index.md").rename(repo / "docs/inicio.md"), id="a page renamed"),
        pytest.param(lambda repo: (repo / "mkdocs.yml").write_text("site_name: x"), id="the configuration"),
        pytest.param(lambda repo: os.environ.update(SITE_URL="https://outro.example/"), id="a setting"),
        pytest.param(lambda repo: os.environ.update(SOURCE_DATE_EPOCH="86400"), id="the day"),
        pytest.param(lambda repo: (repo / "site/index.html").unlink(), id="a file of the site is gone"),
        pytest.param(lambda repo: (repo / "site/index.html").write_text("outra!"), id="a file of the site is another"),
        pytest.param(lambda repo: (repo / "build/site.json").unlink(), id="nothing is known of the site"),
    ],
)
def test_after_a_change_it_is_built_again(
    repo: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    for setting in ("SITE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.setenv(setting, "0")  # so that it is as before afterwards
    assert built(repo, []) == ["book"]
    change(repo)
    assert built(repo, []) == ["book", "book"]


@pytest.mark.parametrize(
    ("changed", "made_again"),
    [
        ("docs/pt/index.md", {"pt-BR", "en", "es"}),  # whose pages then say that they are behind
        ("docs/es/opcoes/canvas.md", {"es"}),
        ("docs/words/es.toml", {"pt-BR", "en", "es"}),
        ("decision/tree.toml", {"pt-BR", "en", "es"}),
        ("docs/translations/es.toml", {"es"}),
        ("docs/translations/apart.toml", set()),
    ],
)
def test_what_changes_concerns_the_languages_that_are_made_from_it_alone(
    repo: Path, changed: str, made_again: set[str]
) -> None:
    def digests() -> dict[str, str]:
        return {language.tag: up_to_date.sources(repo, language) for language in LANGUAGES}

    for language in LANGUAGES:
        (repo / "docs" / language.folder / "opcoes").mkdir(parents=True)
    (repo / changed).parent.mkdir(parents=True, exist_ok=True)
    before = digests()
    (repo / changed).write_text("outro")
    assert {tag for tag, digest in digests().items() if digest != before[tag]} == made_again


def test_what_was_made_is_kept_until_it_changes_or_is_touched(tmp_path: Path) -> None:
    made, note = tmp_path / "guia.pdf", tmp_path / "guia.json"
    made.write_text("livro")
    up_to_date.note(made, "these sources", note)
    assert up_to_date.is_current(made, "these sources", note)
    assert not up_to_date.is_current(made, "others", note)
    made.write_text("outro livro")
    assert not up_to_date.is_current(made, "these sources", note)


def test_a_book_is_made_again_when_another_language_takes_a_word_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"pt": {"casa", "notebook"}, "en": {"house"}, "es": {"casa"}}

    def made_from() -> dict[str, str]:
        return {language.tag: publish.sources_of_book(language) for language in LANGUAGES}

    monkeypatch.setattr(up_to_date, "sources", lambda *_: "")
    monkeypatch.setattr(whole_words, "said", lambda: said)
    before = made_from()
    said["en"] = {"house", "notebook"}
    assert {tag for tag, words in made_from().items() if words != before[tag]} == {"pt-BR"}
