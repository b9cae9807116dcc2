"""The rooms of the code, from the imports: who imports from whom, floor by floor, in the drawing and in the table."""

import re
from graphlib import CycleError
from pathlib import Path

import pytest

from publish.languages import LANGUAGES, ROOT
from publish.pages import rooms

FILES = {
    "decision/__init__.py": "",
    "decision/model.py": "import json\n",
    "decision/__main__.py": "from decision import model\n",
    "publish/__init__.py": "",
    "publish/__main__.py": "from publish.site import hooks\n",
    "publish/pages/__init__.py": "",
    "publish/pages/cards.py": "from decision.model import Tree\nimport snippets\n",
    "publish/site/__init__.py": "",
    "publish/site/hooks.py": "def f():\n    from publish.pages import cards\n    from decision import model\n",
    "snippets/__init__.py": "",
    "snippets/modo-script/lancar.py": "from publish.site import hooks\n",
    "symptoms/__init__.py": "",
}
FOUND = {
    "decision": frozenset(),
    "publish.__main__": {"publish.site"},
    "publish.pages": {"decision", "snippets"},
    "publish.site": {"decision", "publish.pages"},
    "snippets": frozenset(),
}
WORDS = {key: f"rooms.{key}" for key in (*FOUND, "title", "description", "region", "room", "purpose", "from")}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_room_imports_from_the_rooms_of_the_modules_that_its_own_import(house: Path) -> None:
    assert rooms.imports(house) == FOUND  # no snippet is a module, and symptoms is an empty room


def test_who_imports_stands_above_what_is_imported() -> None:
    assert rooms.floors(FOUND) == [["decision", "snippets"], ["publish.pages"], ["publish.site"], ["publish.__main__"]]


def test_an_arrow_that_follows_from_others_is_left_out() -> None:
    assert rooms.direct(FOUND)["publish.site"] == {"publish.pages"}


def test_a_circle_of_rooms_is_refused_and_named() -> None:
    with pytest.raises(CycleError, match="publish"):
        rooms.floors({"publish": frozenset({"decision"}), "decision": frozenset({"publish"})})


def test_the_table_says_of_each_room_what_it_is_for_and_all_that_it_imports_from() -> None:
    assert rooms.table(FOUND, WORDS).splitlines() == [
        "| rooms.room | rooms.purpose | rooms.from |",
        "| --- | --- | --- |",
        "| `python -m publish` | rooms.publish.__main__ | `publish/site/` |",
        "| `publish/site/` | rooms.publish.site | `decision/`, `publish/pages/` |",
        "| `publish/pages/` | rooms.publish.pages | `decision/`, `snippets/` |",
        "| `decision/` | rooms.decision | – |",
        "| `snippets/` | rooms.snippets | – |",
    ]


def test_two_rooms_of_a_folder_on_one_floor_stand_side_by_side() -> None:
    found = {"publish.a": frozenset({"decision"}), "publish.b": frozenset({"decision"}), "decision": frozenset()}
    words = {**WORDS, **{room: room for room in found}}
    boxes = re.findall(r'<rect class="q" x="(\d+)" y="(\d+)"', rooms.drawing(found, words))
    assert len(boxes) == len(set(boxes)) == len(found)
    assert len({y for _, y in boxes}) == 2


def test_a_room_without_words_is_refused_by_name() -> None:
    words = {key: text for key, text in WORDS.items() if key != "snippets"}
    with pytest.raises(ValueError, match=r"\[rooms\] has no words for \['snippets'\]"):
        rooms.table(FOUND, words)


def test_the_drawing_has_a_box_for_each_room_and_an_arrow_from_each_to_what_it_imports() -> None:
    drawing = rooms.drawing(FOUND, WORDS)
    boxes = {
        name: (int(x), int(y))
        for x, y, name in re.findall(r'<rect class="q" x="(\d+)" y="(\d+)"[^>]*/><text[^>]*>([^<]+)<', drawing)
    }
    assert set(boxes) == {"decision/", "python -m publish", "publish/pages/", "publish/site/", "snippets/"}

    def at(x: str, y: str) -> str:
        touched = (
            name
            for name, (left, top) in boxes.items()
            if left <= int(x) <= left + rooms.BOX and top <= int(y) <= top + rooms.HEIGHT
        )
        return next(touched)

    ways = re.findall(r'd="M(\d+) (\d+)(?:V(\d+)|C[\d ]+ (\d+) (\d+))"', drawing)
    assert {(at(x, y), at(to_x or x, straight or to_y)) for x, y, straight, to_x, to_y in ways} == {
        ("python -m publish", "publish/site/"),
        ("publish/pages/", "decision/"),
        ("publish/pages/", "snippets/"),
        ("publish/site/", "publish/pages/"),
    }


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_every_room_of_this_repository_has_its_words_and_no_words_are_left_over(language) -> None:
    words = language.words()["rooms"]
    found = rooms.imports(ROOT)
    assert len(found) >= 13
    assert set(words) == set(found) | {"title", "description", "region", "room", "purpose", "from"}
