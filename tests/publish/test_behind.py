"""A translated section that does not follow its original any more says so, and shows what changed there."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.languages import LANGUAGES
from publish.pages import behind
from publish.translations import earlier, record, texts
from publish.translations.texts import SOURCE, Place

EN = next(language for language in LANGUAGES if language.tag == "en")
FILE = "docs/{}/oi.md"
NOW = {"_top": "# Oi\nolá\n", "a": "## A {#a}\nnovo[^fonte]\n", "b": "## B {#b}\nigual\n"}
WAS = {"_top": "# Oi\nolá\n", "a": "## A {#a}\nvelho\n", "b": "## B {#b}\nigual\n"}
PAGE = "# Hi\nhello\n\n## A {#a}\nold\n\n```sh\n## B {#b}\n```\n\n## B {#b}\nthe same"
LABELS = {name: f"<{name}>" for name in ("behind", "behind_changed", "behind_now")}


def placed(parts: dict[str, str]) -> dict[Place, str]:
    return {Place(FILE, part): text for part, text in parts.items()}


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., behind.Behind]:
    """Behind, when the English followed these parts; git gives them back, or nothing."""

    def made(followed: dict[str, str], in_git: bool = True) -> behind.Behind:
        monkeypatch.setattr(texts, "read", lambda language: placed(NOW))
        hashes = {place: record.digest(text) for place, text in placed(followed).items()}
        monkeypatch.setattr(record, "load", lambda language: hashes)
        old = {record.digest(text): text for text in followed.values()}
        return behind.Behind(EN, lambda place, hash_: old.get(hash_) if in_git else None)

    return made


def test_a_section_that_is_behind_says_so_under_its_heading_and_shows_what_changed(at: Callable) -> None:
    shown = at(WAS).marked(PAGE, "docs/en/oi.md", LABELS)
    before, _, rest = shown.partition('\n!!! warning "<behind>"')
    assert before.rstrip().endswith("## A {#a}")
    notice, _, after = rest.partition("\nold")
    assert '??? note "<behind_changed>"' in notice
    assert [line.strip() for line in notice.splitlines() if line.strip().startswith(("+", "-"))] == ["-velho", "+novo"]
    assert after == PAGE.partition("\nold")[2]


def test_without_git_it_shows_the_original_as_it_is_now(at: Callable) -> None:
    shown = at(WAS, in_git=False).marked(PAGE, "docs/en/oi.md", LABELS)
    assert '??? note "<behind_now>"' in shown
    assert "novo" in shown
    assert "velho" not in shown


def test_the_original_that_is_shown_cites_nothing_and_includes_nothing(
    at: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NOW, "a", '## A {#a}\nnovo[^fonte]\n--8<-- "x.md"\n')
    shown = at(WAS, in_git=False).marked(PAGE, "docs/en/oi.md", LABELS)
    assert "[^" not in shown
    assert ';--8<-- "x.md"' in shown


@pytest.mark.parametrize("part", ["_top", "b"])
def test_the_notice_stands_under_the_heading_of_its_own_section(at: Callable, part: str) -> None:
    shown = at(WAS | {"a": NOW["a"], part: "outra coisa"}).marked(PAGE, "docs/en/oi.md", LABELS)
    heading = {"_top": "# Hi", "b": "```\n\n## B {#b}"}[part]
    assert f'{heading}\n\n!!! warning "<behind>"' in shown
    assert shown.count("<behind>") == 1


def test_a_page_that_follows_stays_as_it_is(at: Callable) -> None:
    assert at(NOW).marked(PAGE, "docs/en/oi.md", LABELS) == PAGE


def test_another_page_stays_as_it_is(at: Callable) -> None:
    assert at(WAS).marked(PAGE, "docs/en/outra.md", LABELS) == PAGE


def test_the_source_is_never_behind() -> None:
    assert behind.Behind(SOURCE).marked(PAGE, "docs/pt/conceitos.md", LABELS) == PAGE


def test_what_was_followed_is_found_in_git_by_its_hash(tmp_path: Path) -> None:
    page = tmp_path / "docs/pt/oi.md"
    page.parent.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for text in ("primeiro", "segundo", "terceiro"):
        page.write_text(f"---\ntitle: Oi\ndescription: Oi\n---\n# Oi\n\n## A {{#a}}\n{text}\n")
        who = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
        subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
        subprocess.run(["git", *who, "commit", "-qm", text], cwd=tmp_path, check=True)
    wanted = record.digest("## A {#a}\nsegundo\n")
    assert earlier.text(Place(FILE, "a"), wanted, tmp_path) == "## A {#a}\nsegundo\n"
    assert earlier.text(Place(FILE, "a"), "0000000000", tmp_path) is None


def test_without_git_nothing_is_found(tmp_path: Path) -> None:
    assert earlier.text(Place(FILE, "a"), "0000000000", tmp_path) is None
