"""The tutorial ends as it says for somebody who has only its pages and an empty folder.

Portuguese is followed by every run of the tests, the other languages by `make audit`. What talks to AWS runs in the
rehearsal; what cannot run here, with `aws` or `docker`, is marked so on the page and looked up.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import snippets
from publish.languages import LANGUAGES, Language
from snippets import voices
from tests.tutorial.following import appears, follow
from tests.tutorial.not_run import commands, faults
from tests.tutorial.reading import PAGES, tutorial

pytestmark = pytest.mark.timeout(1200)  # all commands of five pages, one after another
# By hand, so that a block that is not found any more is missed: files, commands, those that must fail, those that are
# not run, and what appears.
BLOCKS = {
    "primeiro-modelo": {"file": 3, "run": 5, "fails": 1, "seen": 4},
    "na-aws": {"file": 2, "run": 4, "not-run": 7, "seen": 4},
    "modo-script": {"file": 2, "run": 3, "fails": 1, "not-run": 3, "seen": 4},
    "spot": {"file": 2, "run": 2, "not-run": 3, "seen": 2},
    "conteiner": {"file": 3, "run": 3, "not-run": 5, "seen": 3},
}
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
followed = pytest.mark.parametrize(
    "language",
    [LANGUAGES[0], *(pytest.param(language, marks=pytest.mark.audit) for language in LANGUAGES[1:])],
    ids=[language.tag for language in LANGUAGES],
)


@pytest.fixture(scope="module")
def blocks(site: Path):
    return cache(lambda language: tutorial(site, language))


# One test, for it takes minutes, and a second that needs what it did would only wait for it.
@followed
def test_every_command_ends_and_shows_what_its_page_says(
    language: Language, blocks, site: Path, tmp_path: Path
) -> None:
    known = blocks(language)
    ended = follow(known, language, site, tmp_path)

    def end(n: int) -> tuple[int | None, str]:
        return ended.get(str(n), (None, "it was not reached"))

    typed = {n: block for n, block in enumerate(known) if block.kind in ("run", "fails")}
    not_so = {
        (block.page, block.text): end(n)
        for n, block in typed.items()
        if end(n)[0] is None or bool(end(n)[0]) != (block.kind == "fails")
    }
    assert not_so == {}
    seen = [n for n, block in enumerate(known) if block.kind == "seen"]
    assert {n - 1 for n in seen} <= typed.keys()
    missed = {
        (known[n].page, known[n - 1].text): (known[n].text, end(n - 1)[1])
        for n in seen
        if not appears(known[n].text, end(n - 1)[1])
    }
    assert missed == {}
    # The user is given this policy once, on the second page.
    policies = [path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.caller")]
    assert len(policies) == 4
    assert len(set(policies)) == 1


@by_language
def test_a_program_that_is_started_on_aws_was_rehearsed_before_on_its_page(language: Language, blocks) -> None:
    def started(kind: str) -> set[tuple[str, str]]:
        """Page and words, without what is the rehearsal's: its options, and the sign before the program's own."""
        found = set()
        for block in blocks(language):
            for words in commands(block.text) if block.kind == kind else []:
                if words[0] in ("python", "ensaio") and words[1] != "-m":
                    own = words[words.index("--") + 1 :] if "--" in words else []
                    given = [words[1], *own] if words[0] == "ensaio" else words[1:]
                    found.add((block.page, " ".join(given)))
        return found

    assert started("not-run") - started("run") == set()
    assert len(started("not-run")) == 5


@by_language
def test_what_is_not_run_here_exists_and_has_its_options(language: Language, blocks) -> None:
    looked_at = [
        words
        for block in blocks(language)
        if block.kind == "not-run"
        for words in commands(block.text)
        if words[0] != "python"
    ]
    assert [fault for words in looked_at for fault in faults(words)] == []
    assert len(looked_at) >= 26


@by_language
def test_each_page_has_its_blocks(language: Language, blocks) -> None:
    found = {page: Counter(block.kind for block in blocks(language) if block.page == page) for page in PAGES}
    assert found == BLOCKS


@by_language
def test_the_files_to_write_are_those_of_the_repository_in_the_language_of_the_page(language: Language, blocks) -> None:
    shown = {(block.name, block.text.strip()) for block in blocks(language) if block.kind == "file"}
    files = snippets.tutorial_files()
    wanted = {("/".join(Path(file).parts[2:]), voices.text(file, language.folder).strip()) for file in files}
    assert shown == wanted
    assert len(files) == 12


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("aws iam put-role-polices --role-name a", "aws iam has no put-role-polices"),
        ("aws iam delete-role --name a", "aws iam delete-role has no --name"),
        ("aws sagmaker list-domains", "aws has no sagmaker"),
        ("aws s3 rm s3://a --recursively", "aws s3 rm has no --recursively"),
        ("docker build --plataform a .", "docker build has no --plataform"),
        ("rm -rf a", "rm: no command that pages may use"),
    ],
)
def test_a_slip_in_a_command_is_noticed(command: str, wrong: str) -> None:
    assert wrong in [fault for words in commands(command) for fault in faults(words)]


@pytest.mark.parametrize(
    ("shown", "output", "does"),
    [
        ("a\n…\nc", "a\nb\nb\nc\n", True),
        ("a\nc", "a\nb\nc\n", False),
        ("n=… s", "n=12 s\n", True),
        ("n=… s", "n=12 m\n", False),
        ("…\nb", "a\nb\nc", False),
        ("…\nb\n…", "a\nb\nc", True),
    ],
)
def test_only_what_appears_is_said_to_appear(shown: str, output: str, does: bool) -> None:
    assert appears(shown, output) is does
