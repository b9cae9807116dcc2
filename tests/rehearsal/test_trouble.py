"""What a reader sees first of a failed job is the last exception of the script, and the line that it is in."""

import pytest

from rehearsal.command.trouble import LAST_WORDS, MOST_LINES, last_exception, last_words, line_of_the_script
from tests.rehearsal.logs import BYTE, DRIVERS, ENDED_ITSELF, OWN, SYNTAX, TOOLKIT

CHAINED = f"{OWN}\n\nDuring handling of the above exception, another exception occurred:\n\n" + OWN.replace(
    "ValueError: assim não", "KeyError: 'b'"
)
OF_THE_ENVIRONMENT = """\
Traceback (most recent call last):
  File "/opt/ml/input/data/code/treino.py", line 14, in read
    folder = Path(os.environ[name])
  File "<frozen os>", line 679, in __getitem__
KeyError: 'SM_CHANNEL_VALIDATION'"""
OF_A_COMPILED_MODULE = OF_THE_ENVIRONMENT.replace("<frozen os>", "pyarrow/table.pxi")
DEEP = "\n".join(["Traceback (most recent call last):", *['  File "a.py", line 1\n    f()'] * 40, "OSError: x"])
LOGS = {
    "an-exception": (f"epoca 1\n{OWN}\n{DRIVERS}", OWN),
    "the-last-of-two": (f"{OWN.replace('assim', 'antes')}\ncontinua\n{OWN}\n{DRIVERS}", OWN),
    "one-behind-another": (f"{CHAINED}\n{DRIVERS}", CHAINED.split("\n\n")[-1]),
    "an-error-of-syntax": (f"{SYNTAX}\n{DRIVERS}", SYNTAX),
    "a-frame-without-code": (f"epoca 1\n{OF_THE_ENVIRONMENT}\n{DRIVERS}", OF_THE_ENVIRONMENT),
    "a-frame-of-a-compiled-module": (f"epoca 1\n{OF_A_COMPILED_MODULE}\n{DRIVERS}", OF_A_COMPILED_MODULE),
    "an-argument-too-many": (
        f"usage: treino.py [-h]\ntreino.py: error: unrecognized arguments: --graus 4\n{DRIVERS}",
        "treino.py: error: unrecognized arguments: --graus 4",
    ),
    "no-such-program": (
        'exec: "train": executable file not found in $PATH',
        'exec: "train": executable file not found in $PATH',
    ),
    "an-exception-without-words": (OWN.replace(": assim não", ""), OWN.replace(": assim não", "")),
    "without-its-space": ("\n".join(map(str.strip, f"epoca 1\n{OWN}".splitlines())), OWN),
    "of-syntax-without-its-space": ("\n".join(map(str.strip, SYNTAX.splitlines())), SYNTAX.replace(" " * 8, " " * 4)),
    "behind-a-text-on-the-same-line": (f"Lendo 3 MB: {OWN}\n{DRIVERS}", OWN),
    "of-the-driver-itself": (BYTE, BYTE),
    "only-an-exit-code": (f"epoca 1\nepoca 2\n{DRIVERS}", ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("log", "shown"), LOGS.values(), ids=LOGS)
def test_the_last_exception_of_the_script_is_found(log: str, shown: str) -> None:
    assert "\n".join(last_exception(log.splitlines())) == shown


@pytest.mark.parametrize(
    ("log", "shown"),
    [
        pytest.param(ENDED_ITSELF.format(command="python3 treino.py"), ["lendo", "falta x.csv"], id="by-the-driver"),
        pytest.param(
            ENDED_ITSELF.format(command="bash -x a.sh").replace("lendo", "+ ler a"),
            ["+ ler a", "falta x.csv"],
            id="a-script-that-shows-its-commands",
        ),
        pytest.param(TOOLKIT, ["lendo", "falta x.csv"], id="by-the-training-toolkit"),
        pytest.param("lendo\n\nfalta x.csv\n", ["lendo", "falta x.csv"], id="by-itself"),
        pytest.param(ENDED_ITSELF.replace("lendo\nfalta x.csv\n", ""), [], id="that-printed-nothing"),
        pytest.param("\n".join(map(str, range(99))), [str(94 + n) for n in range(LAST_WORDS)], id="that-printed-much"),
    ],
)
def test_what_a_program_printed_last_is_told_without_what_started_it(log: str, shown: list[str]) -> None:
    assert last_words(log.splitlines()) == shown


def test_a_deep_one_is_cut_in_the_middle() -> None:
    found = last_exception(DEEP.splitlines())
    assert len(found) == MOST_LINES
    assert (found[0], found[-1]) == ("Traceback (most recent call last):", "OSError: x")


def test_where_the_script_was_is_kept_of_a_deep_one() -> None:
    frames = ['  File "/usr/lib/x.py", line 1', "    g()", "    ^^^"] * 20
    found = last_exception([*OWN.splitlines()[:3], *frames, "OSError: x"])
    assert found[1:5] == ["  …", *OWN.splitlines()[1:3], "  …"]
    assert (len(found), found[-1]) == (MOST_LINES, "OSError: x")
    assert line_of_the_script(found) == ("treino.py", 3)


@pytest.mark.parametrize(
    ("log", "where"),
    [
        pytest.param(OWN, ("treino.py", 3), id="the-script"),
        pytest.param(SYNTAX, ("treino.py", 2), id="its-syntax"),
        pytest.param(
            OWN.replace("    f()", '    f()\n  File "/usr/lib/x.py", line 9'), ("treino.py", 3), id="not-a-library"
        ),
        pytest.param("OSError: x", None, id="nowhere"),
    ],
)
def test_the_line_of_the_script_is_named(log: str, where: tuple[str, int] | None) -> None:
    assert line_of_the_script(log.splitlines()) == where
