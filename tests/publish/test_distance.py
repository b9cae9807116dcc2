import itertools
import re

import pytest

import snippets
from publish.pages import distance
from snippets import LAUNCH

HERE = {"lancar.py": "import a\nx = 1\ny = 2\n", "codigo/treino.py": "treina()\n"}
LAUNCHED = {path.parent.name: path.read_text() for path in sorted(snippets.FOLDER.glob(f"*/{LAUNCH}"))}


def test_every_launch_file_is_compared_with_every_other() -> None:
    assert len(LAUNCHED) >= 8


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


def applied(text: str, diff: str) -> str:
    """A file after a unified diff without context of it."""
    lines, moved = text.splitlines(), 0
    for hunk in re.split(r"^@@ ", diff, flags=re.MULTILINE)[1:]:
        header, *changes = hunk.splitlines()
        start, _, length = header.split()[0][1:].partition(",")
        count = int(length or 1)
        at = int(start) + moved - (count > 0)  # where nothing goes, the line before is named
        assert lines[at : at + count] == [line[1:] for line in changes if line[0] == "-"]
        lines[at : at + count] = [line[1:] for line in changes if line[0] == "+"]
        moved += sum(line[0] == "+" for line in changes) - count
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(("name", "other"), list(itertools.permutations(LAUNCHED, 2)))
def test_the_way_back_costs_the_same_lines_the_other_way_round(name: str, other: str) -> None:
    here, there = ({"lancar.py": LAUNCHED[each]} for each in (name, other))
    out, back = distance.move(here, there), distance.move(there, here)
    assert (out.kept, out.removed, out.added) == (back.kept, back.added, back.removed)
    assert applied(LAUNCHED[name], out.diff) == LAUNCHED[other]


def test_the_only_file_of_a_snippet_is_compared_with_the_launch_file_of_another() -> None:
    assert distance.files_of({"so-um.py": "x"}) == {"lancar.py": "x"}
    assert distance.files_of({"pasta/lancar.py": "x", "pasta/Dockerfile": "y"}) == {"lancar.py": "x", "Dockerfile": "y"}
