"""The rooms of the code and what each of them imports: a drawing and a table, both made from the imports.

A room is a package of this repository that holds modules. The ``__main__`` of a package that is cut into rooms is a
room by itself, named by what one types. Nothing here is written by hand but what a room is for (``[rooms]`` of
``docs/words/``), so the drawing cannot stay behind when a module moves.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from html import escape
from pathlib import Path

TOP = ("decision", "symptoms", "snippets", "rehearsal", "publish")  # the folders whose imports are read
# In the drawing: what publishes stands left and what rehearses right, over what they read.
COLUMNS = {"publish": 0, "decision": 0, "snippets": 1, "symptoms": 2, "rehearsal": 3}
BOX, HEIGHT, GAP, FLOOR = 168, 38, 8, 80  # px: a box, between two of a floor, from one floor to the next
GAP_BELOW = FLOOR - HEIGHT
EDGE = 8  # px around the drawing

Imports = Mapping[str, frozenset[str]]
"""Room -> the rooms that its modules import from."""


def imports(root: Path) -> dict[str, frozenset[str]]:
    """Return which room imports from which, read from the Python files below ``root``.

    A snippet is no module, so ``snippets`` counts by its ``__init__`` alone.
    """
    files = [path for top in TOP for path in sorted((root / top).rglob("*.py"))]
    modules = {_module(path.relative_to(root)): path for path in files if _is_module(path.relative_to(root))}
    rooms = {name: _room(name, modules[name]) for name in modules}
    found: dict[str, set[str]] = {room: set() for room in rooms.values()}
    for name, path in modules.items():
        for target in _imported(path, modules):
            found[rooms[name]].add(rooms[target])
    others = {room: frozenset(targets - {room}) for room, targets in sorted(found.items())}
    used = frozenset[str]().union(*others.values())
    return {room: targets for room, targets in others.items() if targets or room in used}  # without empty rooms


def _is_module(path: Path) -> bool:
    return path.parts[0] != "snippets" or path.name == "__init__.py"


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _room(name: str, path: Path) -> str:
    own = path.name == "__init__.py" or (path.name == "__main__.py" and any(path.parent.glob("*/__init__.py")))
    return name if own else name.rpartition(".")[0]


def _imported(path: Path, modules: Mapping[str, Path]) -> Iterator[str]:
    """Yield the modules of this repository that a file imports, wherever in the file it does."""
    for names in _named(path.read_text(encoding="utf-8")):
        yield from [name for name in names if name in modules][:1]


@cache  # each language draws the same rooms
def _named(source: str) -> list[tuple[str, ...]]:
    """Return what a file imports: each by the names that it may have, a module or something that is in one."""
    found: list[tuple[str, ...]] = []
    for node in _statements(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            found += [(f"{node.module}.{alias.name}", node.module or "") for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [(alias.name,) for alias in node.names]
    return found


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield everything in a file that may be or hold an import; expressions, of which a file is full, do neither."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.expr | ast.expr_context):
            yield child
            yield from _statements(child)


def floors(rooms: Imports) -> list[list[str]]:
    """Return the rooms floor by floor, the ground floor first: each imports only from floors below its own.

    Raises:
        graphlib.CycleError: when rooms import each other in a circle.
    """
    level: dict[str, int] = {}
    for room in TopologicalSorter(rooms).static_order():
        level[room] = 1 + max((level[target] for target in rooms[room]), default=-1)
    return [[room for room in rooms if level[room] == floor] for floor in range(max(level.values()) + 1)]


def table(rooms: Imports, words: Mapping[str, str]) -> str:
    """Return the rooms as a Markdown table: name, what it is for, what it imports from.

    Raises:
        ValueError: when ``words``, the table ``[rooms]`` of a language, does not say what a room is for.
    """
    if lacking := sorted(set(rooms) - words.keys()):
        raise ValueError(f"docs/words: [rooms] has no words for {lacking}; write them in every language")
    head = f"| {words['room']} | {words['purpose']} | {words['from']} |\n| --- | --- | --- |\n"
    rows = (
        f"| `{_shown(room)}` | {words[room]} | {_listed(rooms[room])} |"
        for floor in reversed(floors(rooms))
        for room in floor
    )
    return head + "\n".join(rows) + "\n"


def _listed(rooms: Iterable[str]) -> str:
    return ", ".join(f"`{_shown(room)}`" for room in sorted(rooms)) or "–"


def _shown(room: str) -> str:
    """Return a room as readers see it: its folder, or the command that it is."""
    package = room.removesuffix(".__main__")
    return f"{room.replace('.', '/')}/" if package == room else f"python -m {package}"


def direct(rooms: Imports) -> dict[str, frozenset[str]]:
    """Return the imports without those that follow from others: a to c goes where a to b and b to c stay."""
    below: dict[str, frozenset[str]] = {}
    for room in TopologicalSorter(rooms).static_order():
        below[room] = rooms[room].union(*(below[target] for target in rooms[room]))
    return {
        room: frozenset(target for target in targets if not any(target in below[other] for other in targets))
        for room, targets in rooms.items()
    }


def _places(rooms: Imports) -> dict[str, tuple[int, int]]:
    """Return the left upper corner of each room's box, in px: in the column of its folder, or the next one free."""
    place: dict[str, tuple[int, int]] = {}
    for floor, names in enumerate(reversed(floors(rooms))):
        free = 0
        for column, room in sorted((COLUMNS[room.partition(".")[0]], room) for room in names):
            free = max(column, free)
            place[room] = (EDGE + free * (BOX + GAP), EDGE + floor * FLOOR)
            free += 1
    return place


def drawing(rooms: Imports, words: Mapping[str, str]) -> str:
    """Return the rooms as an inline SVG: who imports stands above, and an arrow leads down to what is imported."""
    place = _places(rooms)
    width = max(x for x, _ in place.values()) + BOX + EDGE
    height = max(y for _, y in place.values()) + HEIGHT + EDGE
    arrows = [_arrow(place[room], place[target]) for room, near in direct(rooms).items() for target in sorted(near)]
    boxes = [
        f'<rect class="q" x="{x}" y="{y}" width="{BOX}" height="{HEIGHT}" rx="8"/>'
        f'<text class="q-text" x="{x + BOX // 2}" y="{y + 24}" text-anchor="middle">{escape(_label(room))}</text>'
        for room, (x, y) in place.items()
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="decision-map rooms" width="{width}" height="{height}"'
            f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="rooms-title rooms-description">',
            f'<title id="rooms-title">{escape(words["title"])}</title>',
            f'<desc id="rooms-description">{escape(words["description"])}</desc>',
            '<defs><marker id="rooms-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
            ' orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>',
            *arrows,
            *boxes,
            "</svg>",
        ]
    )


def _label(room: str) -> str:
    """Return what fits into a box: of a folder, its last two parts."""
    shown = _shown(room)
    return shown if " " in shown else "/".join(shown.split("/")[-3:])


def _arrow(above: tuple[int, int], below: tuple[int, int]) -> str:
    """Return an arrow from under a box to the top of another, which bends in the gap below the first."""
    x, y = above[0] + BOX // 2, above[1] + HEIGHT
    to_x, to_y = below[0] + BOX // 2, below[1]
    way = f"V{to_y}" if x == to_x else f"C{x} {y + GAP_BELOW} {to_x} {y} {to_x} {to_y}"
    return f'<path class="line" marker-end="url(#rooms-tip)" d="M{x} {y}{way}"/>'


def fragment(root: Path, words: Mapping[str, str]) -> str:
    """Return the drawing in a frame that scrolls, and the table, for the page on how the guide is built."""
    rooms = imports(root)
    label = escape(words["region"])
    opening = f'<div class="rooms-frame" role="region" tabindex="0" aria-label="{label}">'
    return f"{opening}\n{drawing(rooms, words)}\n</div>\n\n{table(rooms, words)}"
