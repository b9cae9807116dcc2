import pytest

from publish.pages import distance

HERE = {"lancar.py": "import a\nx = 1\ny = 2\n", "codigo/treino.py": "treina()\n"}


def test_the_same_files_cost_nothing() -> None:
    assert distance.move(HERE, HERE) == distance.Move("", kept=4, removed=0, added=0)


@pytest.mark.parametrize(
    ("there", "sums"),
    [
        pytest.param({**HERE, "lancar.py": "import a\nx = 1\ny = 3\n"}, (3, 1, 1), id="a-line-that-changes"),
        pytest.param({"lancar.py": HERE["lancar.py"]}, (3, 1, 0), id="a-file-that-goes"),
        pytest.param({**HERE, "Dockerfile": "FROM x\nCOPY a b\n"}, (4, 0, 2), id="a-file-that-comes"),
        pytest.param({"lancar.py": ""}, (0, 4, 0), id="everything-goes"),
        pytest.param({**HERE, "lancar.py": "import a\n--x\n++y\n"}, (2, 2, 2), id="lines-that-look-like-a-diff-header"),
    ],
)
def test_every_line_is_kept_removed_or_added(there: dict[str, str], sums: tuple[int, int, int]) -> None:
    move = distance.move(HERE, there)
    assert (move.kept, move.removed, move.added) == sums


def test_the_way_back_costs_the_same_lines_the_other_way_round() -> None:
    there = {"lancar.py": "import b\nx = 1\n"}
    out, back = distance.move(HERE, there), distance.move(there, HERE)
    assert (out.kept, out.removed, out.added) == (back.kept, back.added, back.removed)


def test_the_only_file_of_a_snippet_is_compared_with_the_launch_file_of_another() -> None:
    assert distance.files_of({"so-um.py": "x"}) == {"lancar.py": "x"}
    assert distance.files_of({"pasta/lancar.py": "x", "pasta/Dockerfile": "y"}) == {"lancar.py": "x", "Dockerfile": "y"}
