"""A file with other words is the same program, laid out for its words; one that is not is told apart."""

import pytest

from snippets.voices import programs
from snippets.voices.literals import Named

NAMED = Named(frozenset({"ok   "}), frozenset({"mostrado {}"}))
PROGRAM = '''\
"""Título.

Antes: pip install x

    um --comando
"""

# Um parágrafo
# em duas linhas.
SIZE = 3  # o tamanho
TABLE = [1,
  2]  # fmt: skip
LATER = ["mostrado {}"]


def far(x: int) -> str:
    """Longe."""
    print("ok   " if x else "falta", x)
    print(f"acc={x:.2f}", flush=True)
    return "nada"


print(f"{SIZE} de {far(1)!r}: fim")
'''


def upper(kind: str, text: str) -> str:
    return text.upper() if kind != "printed" else text.replace("falta", "LACKS").replace("fim", "END")


def test_every_word_is_found_with_its_kind_and_a_paragraph_is_one() -> None:
    assert set(programs.texts("a.py", PROGRAM, NAMED)) == {
        ("docstrings", "Título."),
        ("docstrings", "Antes: pip install x"),
        ("docstrings", "Longe."),
        ("comments", "Um parágrafo em duas linhas."),
        ("comments", "o tamanho"),
        ("printed", "mostrado {}"),
        ("printed", "falta"),
        ("printed", "{SIZE} de {far(1)!r}: fim"),
    }


def test_the_words_take_the_place_of_others_and_nothing_else_changes() -> None:
    told = programs.rewritten("a.py", PROGRAM, NAMED, upper)
    assert told.replace("# UM PARÁGRAFO EM DUAS LINHAS.", "# Um parágrafo\n# em duas linhas.") == (
        PROGRAM.replace("Título", "TÍTULO")
        .replace("Antes: pip install x", "ANTES: PIP INSTALL X")
        .replace("Longe", "LONGE")
        .replace("o tamanho", "O TAMANHO")
        .replace('"falta"', '"LACKS"')
        .replace(": fim", ": END")
    )
    assert programs.same_program("a.py", PROGRAM, told, NAMED)


def test_what_is_too_long_for_its_line_is_broken() -> None:
    told = programs.rewritten("a.py", PROGRAM, NAMED, lambda _, text: text + " longo" * 20)
    lines = told.splitlines()
    assert max(map(len, lines)) <= 87
    assert lines[lines.index("SIZE = 3") - 1].startswith("# ")
    assert programs.same_program("a.py", PROGRAM, told, NAMED)


def test_a_comment_above_its_line_begins_and_ends_as_a_sentence_but_a_name_stays_as_it_is() -> None:
    def long(start: str) -> str:
        return programs.rewritten("a.py", "x = 1  # curto\n", Named(), lambda *_: f"{start} {'longo ' * 14}fim")

    assert long("muito").startswith("# Muito longo")
    assert long("muito").endswith("fim.\nx = 1\n")
    assert long("get_info()").startswith("# get_info() longo")


def test_a_file_that_is_not_python_has_its_words_in_lines_that_begin_with_a_hash() -> None:
    source = '# A base\n# é esta.\nFROM x\n#   retrieve("x")\n# hadolint ignore=DL3041\nRUN y # não\n'
    assert programs.texts("Dockerfile", source, Named()) == [("comments", "A base é esta.")]
    told = programs.rewritten("Dockerfile", source, Named(), lambda *_: "The base.")
    assert told == source.replace("# A base\n# é esta.", "# The base.")
    assert programs.same_program("Dockerfile", source, told, Named())
    assert not programs.same_program("Dockerfile", source, told.replace("FROM x", "FROM z"), Named())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SIZE = 3", "SIZE = 4"),
        ("SIZE = 3", "SIZE = 3.0"),
        ("SIZE = 3", 'SIZE = "3"'),
        ('"nada"', '"nothing"'),
        ("acc={x:.2f}", "score={x:.2f}"),
        ("{far(1)!r}", "{far(2)!r}"),
        ("{far(1)!r}", "{far(1)}"),
        ("{far(1)!r}: ", ""),
        ("{far(1)!r}", "{far(1)!r} {SIZE}"),
        ('"mostrado {}"', '"mostrado"'),
        ('"ok   "', '"fine "'),
        ("flush=True", "flush=False"),
        ('return "nada"', 'print("nada")'),
    ],
)
def test_what_would_do_something_else_is_another_program(old: str, new: str) -> None:
    assert PROGRAM.count(old) == 1
    assert not programs.same_program("a.py", PROGRAM, PROGRAM.replace(old, new), NAMED)


def test_the_values_of_a_text_may_stand_in_another_order() -> None:
    other = PROGRAM.replace("{SIZE} de {far(1)!r}: fim", "{far(1)!r} tem {SIZE}")
    assert programs.same_program("a.py", PROGRAM, other, NAMED)
