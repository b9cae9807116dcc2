"""The run of mutants, on a small repository: what is killed, what survives, and what is no verdict at all."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mutants.__main__ import main, tell
from tests.mutants.listing import ListError, Mutant, check, load
from tests.mutants.running import Verdict

SOURCE = 'PRICE = 3\nUNIT = "hour"\nCOLOUR = "red"\n'
TESTS = """
import shop

def test_price() -> None:
    assert shop.PRICE == 3

def test_unit() -> None:
    assert shop.UNIT == "hour"
"""
PRICE = {"id": "price", "file": "shop.py", "find": "PRICE = 3", "replace": "PRICE = 4", "misleads": "the price is 4"}
COLOUR = {"id": "colour", "file": "shop.py", "find": "red", "replace": "blue", "misleads": "it is blue"}
Listed = Callable[..., None]


@pytest.fixture
def listed(tmp_path: Path) -> Listed:
    """Writes a list of mutants of a repository with one module and two tests."""
    (tmp_path / "tests" / "mutants").mkdir(parents=True)
    (tmp_path / "shop.py").write_text(SOURCE)
    (tmp_path / "tests" / "test_shop.py").write_text(TESTS)

    def write(*mutants: dict[str, str], top: str = 'tests = ["tests/test_shop.py"]', name: str = "shop") -> None:
        entries = ["\n".join(f"{key} = '''{value}'''" for key, value in mutant.items()) for mutant in mutants]
        text = "\n\n".join([top, *(f"[[mutant]]\n{entry}" for entry in entries)])
        (tmp_path / "tests" / "mutants" / f"{name}.toml").write_text(text)

    return write


def last_line(text: str) -> str:
    return text.splitlines()[-1]


def test_a_mutant_that_a_test_sees_is_killed_by_name(listed: Listed, tmp_path: Path, capsys) -> None:
    listed(PRICE)
    assert main([], tmp_path) == 0
    said = capsys.readouterr().out
    assert "killed    shop/price  by tests/test_shop.py::test_price" in said
    assert last_line(said) == "killed 1, survived 0, of 1"


def test_beside_each_verdict_stands_how_long_it_took(listed: Listed, tmp_path: Path, capsys) -> None:
    listed(PRICE, COLOUR)
    main([], tmp_path)
    timed = re.findall(r"^ +\d+ s  (killed|survived) .+  \(\d+\.\d s\)$", capsys.readouterr().out, re.MULTILINE)
    assert sorted(timed) == ["killed", "survived"]


def test_the_ten_slowest_are_named_at_the_end_the_slowest_first(capsys) -> None:
    of = {f"m{seconds}": Mutant(**{**PRICE, "id": f"m{seconds}"}, where="shop.toml", tests=()) for seconds in range(12)}
    tell([Verdict(mutant, "a test", float(id_[1:])) for id_, mutant in of.items()])
    named = re.findall(r"^ +\d+\.0 s  shop/m(\d+)$", capsys.readouterr().out, re.MULTILINE)
    assert named == ["11", "10", "9", "8", "7", "6", "5", "4", "3", "2"]


def test_a_mutant_that_no_test_sees_survives_and_says_whom_it_misleads(listed: Listed, tmp_path: Path, capsys) -> None:
    listed(PRICE, COLOUR)
    assert main([], tmp_path) == 1
    said = capsys.readouterr().out
    assert "shop/colour (shop.py): it is blue" in said
    assert last_line(said) == "killed 1, survived 1, of 2"


def test_a_survivor_with_a_written_reason_is_in_order(listed: Listed, tmp_path: Path, capsys) -> None:
    listed({**COLOUR, "survives": "nobody buys by colour"})
    assert main([], tmp_path) == 0
    said = capsys.readouterr().out
    assert "nobody buys by colour" in said
    assert last_line(said) == "killed 0, survived 1, of 1"


def test_a_reason_that_no_longer_holds_is_named(listed: Listed, tmp_path: Path, capsys) -> None:
    listed({**PRICE, "survives": "nobody asks for the price"})
    assert main([], tmp_path) == 0
    assert "their reasons for surviving can go: shop/price" in capsys.readouterr().out


def test_the_repository_is_left_as_it_was(listed: Listed, tmp_path: Path) -> None:
    listed(PRICE)
    main([], tmp_path)
    assert (tmp_path / "shop.py").read_text() == SOURCE
    assert {path.name for path in tmp_path.iterdir()} == {"shop.py", "tests"}


def test_only_the_mutants_that_are_asked_for_run(listed: Listed, tmp_path: Path, capsys) -> None:
    listed(PRICE, COLOUR)
    listed(COLOUR, name="colours")
    assert main(["shop/price"], tmp_path) == 0
    assert main(["colours"], tmp_path) == 1
    assert last_line(capsys.readouterr().out) == "killed 0, survived 1, of 1"


STALE = [
    pytest.param({**PRICE, "find": "PRICE = 5"}, "stands 0 times in shop.py", "copy it anew", id="gone"),
    pytest.param({**PRICE, "find": "="}, "stands 3 times in shop.py", "copy it anew", id="more-than-once"),
    pytest.param({**PRICE, "file": "store.py"}, "store.py does not exist", "or remove the mutant", id="no-file"),
    pytest.param({**PRICE, "replace": "PRICE = 3"}, "is the same", "change something", id="no-change"),
    pytest.param({**PRICE, "replace": "PRICE = ("}, "could not be read", "do not break", id="not-python-any-more"),
    pytest.param({**PRICE, "misleads": " "}, "has no 'misleads'", "write it", id="misleads-nobody"),
    pytest.param({**PRICE, "misleads": "a\nb"}, "several lines", "say in one", id="says-too-much"),
    pytest.param({**PRICE, "id": "The price"}, "lower-case words", "rename it", id="unsound-id"),
    pytest.param({**PRICE, "surives": "x"}, "unknown key 'surives'", "use id", id="unknown-key"),
]


@pytest.mark.parametrize(("mutant", "fault", "advice"), STALE)
def test_a_mutant_that_does_not_fit_is_never_counted_as_killed(
    mutant: dict[str, str], fault: str, advice: str, listed: Listed, tmp_path: Path, capsys
) -> None:
    listed(mutant)
    assert main([], tmp_path) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"tests/mutants/shop.toml: mutant '{mutant['id']}'" in said.err
    assert fault in said.err
    assert advice in said.err


@pytest.mark.parametrize(
    ("top", "fault"),
    [
        ("", "no tests are named"),
        ('tests = ["tests/test_store.py"]', "tests/test_store.py does not exist"),
        ('site = "all"', "site is 'all'; write one of assets, pages, book"),
        ('test = ["tests/test_shop.py"]', "the key 'test' is unknown"),
    ],
)
def test_a_list_without_tests_that_can_run_is_refused(top: str, fault: str, listed: Listed, tmp_path: Path) -> None:
    listed(PRICE, top=top)
    with pytest.raises(ListError, match=fault):
        check(load(tmp_path / "tests" / "mutants", tmp_path), tmp_path)


def test_two_mutants_of_a_list_with_the_same_id_are_refused(listed: Listed, tmp_path: Path) -> None:
    listed(PRICE, {**COLOUR, "id": "price"})
    with pytest.raises(ListError, match="2 mutants are called 'price'; rename all but one"):
        load(tmp_path / "tests" / "mutants", tmp_path)


def test_a_name_that_is_in_no_list_is_refused(listed: Listed, tmp_path: Path, capsys) -> None:
    listed(PRICE)
    assert main(["shop/prize"], tmp_path) == 2
    assert "neither a list nor a mutant 'shop/prize'" in capsys.readouterr().err


def test_a_test_that_fails_without_any_change_kills_nothing(listed: Listed, tmp_path: Path, capsys) -> None:
    listed(COLOUR)
    (tmp_path / "tests" / "test_shop.py").write_text(TESTS.replace("== 3", "== 5"))
    assert main([], tmp_path) == 2
    said = capsys.readouterr()
    assert "tests/test_shop.py::test_price: fails without any change, so it killed none of shop/colour" in said.err
    assert "killed 1" not in said.out


def test_tests_of_which_none_is_found_are_an_error(listed: Listed, tmp_path: Path, capsys) -> None:
    listed(PRICE, top='tests = ["tests/test_shop.py", "-k", "nothing"]')
    assert main([], tmp_path) == 2
    assert "shop/price: tests/test_shop.py -k nothing cannot be run" in capsys.readouterr().err
