"""Which machine has room for a model, by hand: a reader who follows the table must not run out of memory."""

from pathlib import Path

import pytest

from publish.languages import LANGUAGES, ROOT, Language
from publish.pages import gpu_memory

REAL = gpu_memory.load(ROOT / "docs" / "gpus.toml")
WORDS = {key: key for key in ("type", "gpus", "each", "all", "parameters", *REAL.bytes)}


@pytest.mark.parametrize(
    ("billions", "way", "gib", "count", "machine"),
    [
        (1, "full", 16.8, 1, "ml.g5.xlarge"),
        (8, "full", 134.1, 1, "ml.g5.48xlarge"),
        (13, "full", 217.9, 1, "ml.p4d.24xlarge"),
        (70, "full", 1173.5, 3, "ml.p5.48xlarge"),
        (8, "lora", 14.9, 1, "ml.g5.xlarge"),
        (70, "lora", 130.4, 1, "ml.g5.48xlarge"),
        (8, "qlora", 3.7, 1, "ml.g4dn.xlarge"),
        (70, "qlora", 32.6, 1, "ml.g6e.xlarge"),
    ],
)
def test_a_model_goes_to_the_smallest_machine_with_room(
    billions: int, way: str, gib: float, count: int, machine: str
) -> None:
    need = gpu_memory.needed(billions, REAL.bytes[way])
    several, found = gpu_memory.smallest(need, REAL.machines)
    assert (round(need, 1), several, found.type) == (gib, count, machine)


@pytest.mark.parametrize(
    ("type_", "memory"),
    [("ml.g4dn.xlarge", 16), ("ml.g5.12xlarge", 96), ("ml.g5.48xlarge", 192), ("ml.p4d.24xlarge", 320),
     ("ml.p5.48xlarge", 640)],
)  # fmt: skip
def test_a_machine_has_the_memory_that_its_source_says(type_: str, memory: int) -> None:
    assert [each.gpus * each.gib for each in REAL.machines if each.type == type_] == [memory]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_the_tables_show_every_machine_and_every_way(language: Language) -> None:
    shown = gpu_memory.fragments(REAL, WORDS, language)
    assert shown["gpu-machines.md"].count("\n") == len(REAL.machines) + 2
    assert f"{language.number(134.1, 1)}\u00a0GiB: `ml.g5.48xlarge`" in shown["gpu-models.md"]
    assert "3 × `ml.p5.48xlarge`" in shown["gpu-models.md"]


def test_machines_out_of_order_are_refused(tmp_path: Path) -> None:
    told = (ROOT / "docs" / "gpus.toml").read_text(encoding="utf-8").replace("gib = 80", "gib = 8")
    (tmp_path / "gpus.toml").write_text(told, encoding="utf-8")
    with pytest.raises(ValueError, match=r"ml\.p5\.48xlarge has no more memory than ml\.p4d"):
        gpu_memory.load(tmp_path / "gpus.toml")
