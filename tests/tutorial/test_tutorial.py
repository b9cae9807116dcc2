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
from tests.once import OnceForAllWorkers
from tests.tutorial.following import Ended, appears, follow
from tests.tutorial.not_run import commands, faults
from tests.tutorial.reading import PAGES, Block, tutorial

pytestmark = pytest.mark.timeout(1200)  # all commands of five pages, one after another
# By hand, so that a block that is not found any more is missed: files, commands, those that must fail, those that are
# not run, and what appears.
BLOCKS = {
    "primeiro-modelo": {"file": 3, "run": 5, "fails": 1, "seen": 4},
    "na-aws": {"file": 2, "run": 4, "not-run": 5, "seen": 4},
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
by_page = pytest.mark.parametrize("page", PAGES)


@pytest.fixture(scope="module")
def blocks(site: Path):
    return cache(lambda language: tutorial(site, language))


@pytest.fixture(scope="module")
def ended(once_for_all_workers: OnceForAllWorkers, site: Path, blocks):
    def of(language: Language) -> Ended:
        def make(folder: Path) -> Ended:
            return follow(blocks(language), language, site, folder)

        return once_for_all_workers(f"tutorial-{language.folder}", make)[0]

    return of


def typed(blocks: list[Block], page: str) -> dict[int, Block]:
    return {n: block for n, block in enumerate(blocks) if block.page == page and block.kind in ("run", "fails")}


@by_page
@followed
def test_every_command_of_a_page_ends_as_the_page_says(page: str, language: Language, blocks, ended) -> None:
    codes = {n: ended(language).get(str(n), (None, ""))[0] for n in typed(blocks(language), page)}
    told = {n: block.text for n, block in typed(blocks(language), page).items()}
    wrong = {
        told[n]: ended(language).get(str(n), (None, "it was not reached"))
        for n, code in codes.items()
        if (code is None) or bool(code) != (blocks(language)[n].kind == "fails")
    }
    assert wrong == {}


@by_page
@followed
def test_what_appears_is_what_the_page_shows(page: str, language: Language, blocks, ended) -> None:
    known = blocks(language)
    shown = {n - 1: block.text for n, block in enumerate(known) if block.page == page and block.kind == "seen"}
    assert {known[n].kind for n in shown} <= {"run", "fails"}
    out = {n: ended(language).get(str(n), (None, ""))[1] for n in shown}
    assert {known[n].text: (text, out[n]) for n, text in shown.items() if not appears(text, out[n])} == {}


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
    assert len(looked_at) >= 23


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
