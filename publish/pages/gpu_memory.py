"""Which machine has room for a model: two tables of ``docs/gpus.toml``, computed.

Counted is what a model's parameters take while they are trained. What a batch takes on top, the activations, depends on
the program, and so only a share of a machine's memory is given to the parameters.
"""

import itertools
import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.languages import Language
from publish.pages import markdown

GIB = 2**30
SHARE = 0.8  # of the memory, for the parameters: a rule of this guide
BILLIONS = (1, 3, 8, 13, 70)  # parameters of the models in the table


@dataclass(frozen=True)
class Machine:
    """A machine: its type, what its GPUs are called, how many there are, and the memory of each, in GiB."""

    type: str
    card: str
    gpus: int
    gib: int
    source: str

    @property
    def room(self) -> float:
        """What parameters may take of it, in GiB."""
        return self.gpus * self.gib * SHARE


@dataclass(frozen=True)
class Gpus:
    """All of ``docs/gpus.toml``: bytes of a parameter by the way of training, and machines, the smallest first."""

    bytes: Mapping[str, float]
    machines: Sequence[Machine]


def load(path: Path) -> Gpus:
    """Read the machines. Raises ``ValueError`` when one does not have more memory than the one before it."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    machines = [Machine(**each) for each in table["machine"]]
    for before, after in itertools.pairwise(machines):
        if after.room <= before.room:
            raise ValueError(f"{path.name}: {after.type} has no more memory than {before.type}; put the smaller first")
    return Gpus(table["bytes"], machines)


def needed(billions: float, bytes_each: float) -> float:
    """Return what so many billions of parameters take, in GiB."""
    return billions * 1e9 * bytes_each / GIB


def smallest(gib: float, machines: Sequence[Machine]) -> tuple[int, Machine]:
    """Return how many of which machine have room: one of the smallest that has, or several of the largest."""
    fitting = [machine for machine in machines if machine.room >= gib]
    return (1, fitting[0]) if fitting else (math.ceil(gib / machines[-1].room), machines[-1])


def fragments(gpus: Gpus, words: Mapping[str, Any], language: Language) -> dict[str, str]:
    """Return both tables, by file name."""
    return {"gpu-machines.md": _machines(gpus, words), "gpu-models.md": _models(gpus, words, language)}


def _machines(gpus: Gpus, words: Mapping[str, Any]) -> str:
    rows = [
        [
            f"`{each.type}`",
            f"{each.gpus} × {each.card}",
            f"{each.gib} GiB",
            f"{each.gpus * each.gib} GiB[^{each.source}]",
        ]
        for each in gpus.machines
    ]
    return markdown.table([words["type"], words["gpus"], words["each"], words["all"]], rows)


def _models(gpus: Gpus, words: Mapping[str, Any], language: Language) -> str:
    def cell(billions: float, way: str) -> str:
        gib = needed(billions, gpus.bytes[way])
        count, machine = smallest(gib, gpus.machines)
        return f"{language.number(gib, 1)}\u00a0GiB: {f'{count} × ' if count > 1 else ''}`{machine.type}`"

    head = [words["parameters"], *(words[way] for way in gpus.bytes)]
    rows = [[str(billions), *(cell(billions, way) for way in gpus.bytes)] for billions in BILLIONS]
    return markdown.table(head, rows)
