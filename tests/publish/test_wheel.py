"""The wheel that readers install: what is in it, under names that no folder of theirs has, the same bytes each time."""

import ast
import re
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from packaging.requirements import Requirement

from publish.languages import LANGUAGES, ROOT, Language
from publish.site.configuration import site_url
from publish.wheel import build, package

PROJECT = tomllib.loads((ROOT / package.PROJECT).read_text())["project"]
IMPORTS = {
    "import snippets": "from ensaio_sagemaker import snippets",
    "import snippets as copied  # why": "from ensaio_sagemaker import snippets as copied  # why",
    "from snippets import RESULTS": "from ensaio_sagemaker.snippets import RESULTS",
    "from rehearsal.aws.cloud import Cloud": "from ensaio_sagemaker.rehearsal.aws.cloud import Cloud",
    "def f():\n    from symptoms.model import (\n        Symptom,\n    )": (
        "def f():\n    from ensaio_sagemaker.symptoms.model import (\n        Symptom,\n    )"
    ),
    "é = 'from rehearsal import x'; import snippets": (
        "é = 'from rehearsal import x'; from ensaio_sagemaker import snippets"
    ),
    "import rehearsals\nfrom os import path": "import rehearsals\nfrom os import path",
}


@pytest.mark.parametrize(("source", "renamed"), IMPORTS.items(), ids=IMPORTS)
def test_imports_of_the_rooms_are_renamed_and_nothing_else(source: str, renamed: str) -> None:
    assert package.renamed(source) == renamed


@pytest.mark.parametrize("source", ["import rehearsal.words", "import os, snippets"])
def test_an_import_that_would_bind_another_name_is_refused(source: str) -> None:
    with pytest.raises(package.PackageError, match=r"a\.py, line 1: write"):
        package.renamed(source, "a.py")


@pytest.fixture(scope="module")
def contents() -> dict[str, str]:
    return {name: content.decode() for name, content in package.contents(ROOT).items()}


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


def modules(contents: dict[str, str]) -> dict[str, str]:
    """The modules of the wheel; what readers copy is none."""
    copied = re.compile(r"ensaio_sagemaker/snippets/(?!__init__)")
    return {name: text for name, text in contents.items() if name.endswith(".py") and not copied.match(name)}


def test_nothing_in_the_wheel_imports_a_room_by_the_name_it_has_in_the_repository(contents: dict[str, str]) -> None:
    ours = modules(contents)
    assert len(ours) >= 60
    found = {name: {root.partition(".")[0] for root in imported(text)} for name, text in ours.items()}
    assert {name for name, roots in found.items() if roots & {*package.ROOMS, "tests", "publish", "decision"}} == set()


def test_every_module_that_is_imported_is_in_the_wheel(contents: dict[str, str]) -> None:
    asked = {each for text in modules(contents).values() for each in imported(text) if each.startswith("ensaio_")}
    there = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in contents}
    only_in_the_repository = {"ensaio_sagemaker.rehearsal.command"}  # `import results`, behind --update
    assert {each for each in asked - there if each not in only_in_the_repository} == set()


def test_what_readers_copy_is_in_it_byte_by_byte() -> None:
    held = package.contents(ROOT)
    copied = [*sorted((ROOT / "snippets").glob("*/lancar.py")), ROOT / "snippets/automl.py"]
    assert len(copied) >= 9
    assert [path for path in copied if held[f"ensaio_sagemaker/{path.relative_to(ROOT)}"] != path.read_bytes()] == []


def test_what_only_contributors_use_is_left_out(contents: dict[str, str]) -> None:
    assert [name for name in contents if re.search("rosetta.py|results.py|pyproject|ajustes|__pycache__", name)] == []


def test_the_wheel_has_the_name_that_pages_give_it_and_the_command(tmp_path: Path) -> None:
    build.write(ROOT, tmp_path / "made")
    assert {path.name for path in (tmp_path / "made").iterdir()} == {package.wheel_name(ROOT), package.CONSTRAINTS}
    with zipfile.ZipFile(tmp_path / "made" / package.wheel_name(ROOT)) as wheel:
        names = set(wheel.namelist())
        (entry,) = (name for name in names if name.endswith("entry_points.txt"))
        assert "ensaio = ensaio_sagemaker.rehearsal.__main__:command" in wheel.read(entry).decode()
    assert {name for name in names if "dist-info" not in name} == set(package.contents(ROOT))
    first = (tmp_path / "made" / package.wheel_name(ROOT)).read_bytes()
    build.write(ROOT, tmp_path / "again")
    assert (tmp_path / "again" / package.wheel_name(ROOT)).read_bytes() == first


def test_a_program_of_its_own_may_be_run_from_the_wheel_too(site: Path) -> None:
    (wheel,) = (site / package.FOLDER).glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        programs = {info.filename for info in packed.infolist() if info.external_attr >> 16 & 0o111}
    there = {path for path in (ROOT / "rehearsal").rglob("*") if path.is_file() and path.stat().st_mode & 0o111}
    assert programs == {f"ensaio_sagemaker/{path.relative_to(ROOT).as_posix()}" for path in there} != set()


def test_the_constraints_are_the_versions_that_the_tests_run_with() -> None:
    lock = (ROOT / build.LOCK).read_text()
    pins = [Requirement(pin) for pin in build.pins(lock)]
    assert len(pins) > 150
    assert [str(pin) for pin in pins if not re.fullmatch(r"==[\w.+!]+", str(pin.specifier))] == []
    assert "--hash" not in "".join(build.pins(lock))


ANY = {"pip>=23"}  # the SDK runs it in the container and nothing imports it: the one that is there will do


@pytest.mark.parametrize("asked", [asked for asked in PROJECT["dependencies"] if asked not in ANY])
def test_a_dependency_has_two_ends_and_takes_the_version_that_the_tests_run_with(asked: str) -> None:
    wanted = Requirement(asked)
    assert {each.operator for each in wanted.specifier} == {">=", "<"}
    pins = [Requirement(pin) for pin in build.pins((ROOT / build.LOCK).read_text())]
    (pin,) = [pin for pin in pins if pin.name == wanted.name]
    assert wanted.specifier.contains(str(pin.specifier).removeprefix("=="))


def test_it_takes_the_pythons_that_the_locks_are_for() -> None:
    assert PROJECT["requires-python"] == ">=3.11.5,<3.14"


def test_pages_name_the_addresses_below_that_of_the_site() -> None:
    assert package.addresses(ROOT, "https://guia.example/x/") == {
        "ensaio-wheel": f"https://guia.example/x/ensaio/{package.wheel_name(ROOT)}",
        "ensaio-constraints": "https://guia.example/x/ensaio/constraints.txt",
    }


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_the_page_has_the_line_that_installs_what_the_site_has(site: Path, language: Language) -> None:
    page = (site / language.prefix / "ensaiar" / "index.html").read_text(encoding="utf-8")
    text = html.fromstring(page).text_content().replace(" \\\n ", "")  # one line, broken where it is too long
    line = "pip install {ensaio-wheel} -c {ensaio-constraints}".format_map(package.addresses(ROOT, site_url()))
    assert line in text


def test_the_site_has_the_wheel_and_its_constraints(site: Path) -> None:
    assert {path.name for path in (site / "ensaio").iterdir()} == {package.wheel_name(ROOT), package.CONSTRAINTS}
