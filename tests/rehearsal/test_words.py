"""What a rehearsal says comes from its words, in the reader's language, and nothing else is said."""

import argparse
import ast
import os
import re
import string
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import rehearsal
from rehearsal import words
from rehearsal.command import arguments
from rehearsal.words import say
from symptoms.reading import load
from tests.rehearsal.rehearsing import Rehearsal, said

FOLDER = Path(rehearsal.__file__).parent
LANGUAGES = ("pt", "en", "es")
# What a job's programs print stands for AWS's containers, and is in AWS's words; rosetta.py is for contributors.
OTHERS_WORDS = {path for path in FOLDER.rglob("*.py") if "inside" in path.parts or path.name == "rosetta.py"}
FILES = sorted(set(FOLDER.rglob("*.py")) - OTHERS_WORDS)
PORTUGUESE = re.compile(
    r"(?:^|\s)(?:de|da|dos|das|que|para|com|em|um|uma|os|por|sem|seu|sua|foi|este|esta|ao|ou)(?:\s|$)"
)
# Recorded in snippets/results/ in place of what varies; never said to anybody.
RECORDED = {"CHAVE PÚBLICA"}
SAYING = {"print", "complain", "error", "write", "NotRehearsedError", "DockerfileError", "ArgumentTypeError", "add"}
# As Docker words them.
DOCKERS_WORDS = {"Docker Compose version v", "Login Succeeded (", " exited with code "}

# Said by an id that stands in data; what has those ids has tests of its own.
BY_ID = ("argparse.", "degrees.", "stand_ins.", "rules.", "operations.")

each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def language_of_the_tests() -> Iterator[None]:
    """Each test leaves the language as it was."""
    before = words.chosen()
    yield
    words.choose(before)


def literals(path: Path) -> list[str]:
    """Every text in the code of a file, without its docstrings."""
    tree = ast.parse(path.read_text())
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        node.body[0].value for node in ast.walk(tree) if isinstance(node, documented) and is_text(node.body[0])
    }
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in docstrings]
    return [node.value for node in constants if isinstance(node.value, str)]


def is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def told(path: Path) -> Iterator[str]:
    """Every text that a file gives to what tells the reader something, but for the keys given to `say`."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and called(node) in SAYING:
            yield from texts_in([*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "help")])


def texts_in(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif not isinstance(node, ast.Call):
            yield from texts_in([each for each in ast.iter_child_nodes(node) if isinstance(each, ast.expr)])


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}


def test_the_languages_are_those_of_the_words() -> None:
    assert (set(words.languages()), words.languages()[0], words.SOURCE) == (set(LANGUAGES), "pt", "pt")
    assert set(load()[0].words) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_says_the_same_with_the_same_values(language: str) -> None:
    source, other = words.table("pt"), words.table(language)
    assert list(other) == list(source)
    assert [
        key for key in source if not key.startswith("argparse.") and fields(source[key]) != fields(other[key])
    ] == []
    assert [key for key, text in other.items() if not text.strip()] == []


def test_every_key_is_said_somewhere_and_no_other_is() -> None:
    code = {text for path in FILES for text in literals(path)}
    code |= {key for page in FOLDER.rglob("*.html") for key in re.findall(r'say\("([\w.]+)"', page.read_text())}
    named = {key for key in words.table("pt") if not key.startswith(BY_ID)}
    unsaid = {key for key in named if key not in code and key.removeprefix("command.") not in code}
    assert unsaid == {"summary.real_sdk", "summary.real_boto3"}  # by the name of what was imported
    keys = {text for text in code if re.fullmatch(r"[a-z]+\.[a-z_0-9]+", text) and text.partition(".")[0] in sections()}
    files = {"docker.jsonl", "images.toml", "operations.toml", "rules.toml", "sheet.html"}
    assert keys - named == {*files, "summary.real_"}  # the beginning of two keys
    assert len(keys & named) > 60


def sections() -> set[str]:
    return {key.partition(".")[0] for key in words.table("pt")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_code_holds_words_of_the_readers_language(path: Path) -> None:
    found = {text for text in literals(path) if re.search(r"[^\W\d_a-zA-Z]", text) or PORTUGUESE.search(text)}
    assert found - RECORDED == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_nothing_is_said_that_is_not_in_the_words(path: Path) -> None:
    # an option's name, a metavar of one letter and a newline are no words
    words_ = {text for text in told(path) if re.search(r"[A-Za-z]{2}.*\s|\s.*[A-Za-z]{2}", text)}
    assert {text for text in words_ if not text.startswith(tuple(DOCKERS_WORDS))} == set()


def test_the_files_that_are_looked_at_are_the_rehearsals() -> None:
    assert len(FILES) > 25
    assert {path.name for path in OTHERS_WORDS} >= {"rosetta.py", "xgboost_builtin.py", "guard.py"}


@pytest.mark.parametrize(
    ("tag", "language"),
    [("pt-BR", "pt"), ("pt", "pt"), ("en_US.UTF-8", "en"), ("ES", "es"), ("C.UTF-8", None), ("fr", None), ("", None)],
)
def test_a_language_is_known_by_its_tag(tag: str, language: str | None) -> None:
    assert words.known(tag) == language


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        pytest.param({"LANG": "en_US.UTF-8"}, "en", id="lang"),
        pytest.param({"LC_MESSAGES": "es_MX", "LANG": "en_US"}, "es", id="messages-before-lang"),
        pytest.param({"LC_ALL": "en_GB", "LC_MESSAGES": "es_ES"}, "en", id="all-before-messages"),
        pytest.param({"LC_ALL": "", "LANG": "es_ES"}, "es", id="empty-is-unset"),
        pytest.param({"LANG": "fr_FR"}, "pt", id="not-spoken"),
        pytest.param({"LANG": "C.UTF-8"}, "pt", id="no-language"),
        pytest.param({}, "pt", id="no-locale"),
    ],
)
def test_the_locale_chooses_when_nobody_does(
    locale: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in words.LOCALE:
        monkeypatch.delenv(name, raising=False)
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    assert words.of_locale(os.environ) == language
    arguments.read(["modo-script"])
    assert words.chosen() == language
    arguments.read(["modo-script", "--language", "es"])
    assert words.chosen() == "es"


@each_language
def test_a_key_without_words_or_without_its_value_is_named(language: str) -> None:
    words.choose(language)
    with pytest.raises(words.WordsError, match=rf"rehearsal/words/{language}.toml: no words for 'launch.nada'; write"):
        say("launch.nada")
    with pytest.raises(
        words.WordsError, match=rf"rehearsal/words/{language}.toml: the words of 'launch.to_do' ask for"
    ):
        say("launch.to_do")


@each_language
def test_the_help_is_in_the_readers_language(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        arguments.read(["--language", language, "--help"])
    printed = " ".join(capsys.readouterr().out.split())
    assert ended.value.code == 0
    assert words.table(language)["command.description"] in printed
    assert words.table(language)["argparse.show this help message and exit"] in printed
    assert "{" not in re.sub(r"\{(auto,namespace,rewrite|script,launcher)\}", "", printed)


WRONG = {
    "no-number": ["--search-jobs", "x"],
    "no-int": ["--max-runtime", "x"],
    "no-choice": ["--isolation", "x"],
    "no-value": ["--work"],
    "unknown": ["--nada"],
    "ambiguous": ["--re", "x"],
    "a-value-too-many": ["--update=3"],
}


@pytest.mark.parametrize("argv", WRONG.values(), ids=WRONG)
def test_what_argparse_says_of_a_wrong_call_is_in_the_words(argv: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(words, "of_argparse", lambda text: asked.append(text) or text)
    with pytest.raises(SystemExit):
        arguments.read(argv)
    assert {text for text in asked if f"argparse.{text.strip()}" not in words.table("es")} == set()
    assert len(asked) > 4
    assert argparse._.__name__ == "gettext"  # and afterwards argparse is as it was


@pytest.mark.parametrize(
    ("options", "locale", "language"),
    [
        pytest.param(("--language", "en"), "es_ES.UTF-8", "en", id="asked"),
        pytest.param((), "es_ES.UTF-8", "es", id="locale"),
        pytest.param(("--language", "pt-BR"), "en_US.UTF-8", "pt", id="tag"),
    ],
)
def test_a_rehearsal_is_told_in_the_readers_language(
    options: tuple[str, ...],
    locale: str,
    language: str,
    job: Callable[..., Rehearsal],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    run = job("echo 'error: unrecognized arguments: --graus' >&2; exit 1", *options)
    words.choose(language)
    advice = next(symptom for symptom in load() if symptom.id == "hiperparametro-desconhecido").words[language].advice
    expected = (
        said("launch.enclosed"),
        said("summary.title"),
        said("summary.degree", id=run.report["degree"]),
        said("summary.job", status="Failed"),
        said("summary.reason"),
        said("launch.to_do", what=advice),
        said("summary.requests"),
        said("summary.real"),
        said("summary.stand_ins"),
        *(re.compile(re.escape(say(f"stand_ins.{stand_in}"))) for stand_in in run.report["stand_ins"]),
    )
    assert [pattern.pattern for pattern in expected if not pattern.search(run.stdout)] == []
