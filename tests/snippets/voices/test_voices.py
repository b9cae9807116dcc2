"""Each file that readers copy is, in each language, the same program in that language, and fits its page."""

import ast
import json
import re
import tomllib
from functools import cache

import pytest

import snippets
from snippets import voices
from snippets.voices import programs
from snippets.voices.prose import WIDTH
from tests.snippets.adjusting import PAIRS

TRANSLATED = ("en", "es")
FILES = voices.all_files()
each_file = pytest.mark.parametrize("file", FILES)
by_language = pytest.mark.parametrize("language", TRANSLATED)
FOREIGN = re.compile(r"[ãõâêôç]|\b(?:não|você|já|à|é)\b")  # in no word of English or Spanish


def test_all_that_readers_copy_is_there() -> None:
    assert voices.languages() == ["pt", *TRANSLATED]
    assert len(FILES) >= 33
    assert {file for name in snippets.names() for file in snippets.files(name)} < set(FILES)


@by_language
def test_every_text_has_its_words_and_every_word_its_text(language: str) -> None:
    assert voices.faults(language) == []


@each_file
@by_language
def test_a_file_in_another_language_does_the_same(file: str, language: str) -> None:
    source, told = voices.text(file, "pt"), voices.text(file, language)
    assert told != source
    if file.endswith(".py"):
        assert bare(told, language) == bare(source, language)
    else:
        assert [line for line in told.splitlines() if not line.startswith("#")] == [
            line for line in source.splitlines() if not line.startswith("#")
        ]


def bare(source: str, language: str) -> str:
    """A program without docstrings, each printed text reduced to what is put into it.

    Told by Python's own reading of the two files and of the words, not by the code that is tested.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for name, value in ast.iter_fields(node):
            if isinstance(value, list):
                setattr(node, name, [reduced(each, language) for each in value if not is_docstring(each)])
            elif isinstance(value, ast.expr):
                setattr(node, name, reduced(value, language))
    return ast.dump(tree)


def is_docstring(node: object) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def reduced(node: object, language: str) -> object:
    if isinstance(node, ast.JoinedStr | ast.Constant) and ast.dump(node) in printed(language):
        inside = getattr(node, "values", [])
        return ast.Constant(sorted(ast.dump(value) for value in inside if isinstance(value, ast.FormattedValue)))
    return node


@cache
def printed(language: str) -> set[str]:
    """Each printed text of Portuguese and of a language, as Python reads it: as it is, or with values put in."""
    words = tomllib.loads((voices.FOLDER / f"{language}.toml").read_text(encoding="utf-8"))["printed"]
    texts = [*words, *words.values()]
    written = [f'"{text}"' for text in texts] + [f'f"{text}"' for text in texts if "{}" not in text]
    return {ast.dump(ast.parse(text, mode="eval").body) for text in written}


@each_file
@by_language
def test_nothing_in_it_is_left_in_portuguese(file: str, language: str) -> None:
    assert FOREIGN.findall(voices.text(file, language)) == []


@each_file
@pytest.mark.parametrize("language", voices.languages())
def test_no_line_is_too_long_for_its_page(file: str, language: str) -> None:
    assert [line for line in voices.text(file, language).splitlines() if len(line) > WIDTH] == []


@pytest.mark.parametrize(("snippet", "adjustment"), PAIRS)
@pytest.mark.parametrize("language", voices.languages())
def test_no_line_of_an_adjustment_is_too_long_or_left_in_portuguese(
    snippet: str, adjustment: str, language: str
) -> None:
    lines = voices.diff(snippet, adjustment, language).splitlines()
    assert len(lines) > 4
    assert [line for line in lines if len(line) > WIDTH + 1] == []
    assert language == "pt" or FOREIGN.findall("\n".join(lines)) == []


@each_file
def test_the_portuguese_is_laid_out_as_the_others_are(file: str) -> None:
    source = voices.text(file, "pt")
    assert programs.rewritten(file, source, voices.named(), lambda _, text: text) == source


@by_language
def test_what_a_run_printed_is_told_in_every_language(language: str) -> None:
    runs = {path.stem: json.loads(path.read_text(encoding="utf-8"))["output"] for path in snippets.RESULTS.iterdir()}
    told = {name: voices.output(name, run, language) for name, run in runs.items()}
    assert {name for name in told if FOREIGN.search(told[name])} == set()
    assert {name: re.findall(r"\d+\.\d+", told[name]) for name in told} == {
        name: re.findall(r"\d+\.\d+", run.replace("1.000)", "")) for name, run in runs.items()
    }


def test_a_text_without_words_stops_whoever_asks_for_it() -> None:
    with pytest.raises(voices.VoiceError, match=r"^snippets/novo\.py: 'coisa' has no words in 'en'; .*voices/en\.toml"):
        voices.said("novo.py", "x = 1  # coisa\n", "en")


def test_words_that_make_another_program_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "_words", lambda _: {"printed": {"oi {x}": "hi"}})
    with pytest.raises(voices.VoiceError, match=r"^snippets/voices/en\.toml: .*novo\.py is another program"):
        voices.said("novo.py", 'x = 1\nprint(f"oi {x}")\n', "en")


def test_a_word_that_is_missing_or_left_over_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {kind: dict(table) for kind, table in voices._words("en").items()}
    del words["comments"]["segundos"]
    words["printed"]["adeus"] = "goodbye"
    monkeypatch.setattr(voices, "_words", lambda _: words)
    assert voices.faults("en") == [
        "snippets/voices/en.toml: [comments] has no words for 'segundos'; write them",
        "snippets/voices/en.toml: [printed] no snippet says 'adeus' any more; take it out",
    ]
