import io
import zipfile
from pathlib import Path

import pytest

import snippets
from publish.pages import downloads

FILES = ("pasta/lancar.py", "pasta/codigo/treino.py")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("so-um.py", *FILES):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(f"# {name}: ação\r\n".encode())
    return tmp_path


def test_a_single_file_is_downloaded_as_it_is(folder: Path) -> None:
    assert downloads.name(["so-um.py"]) == "so-um.py"
    assert downloads.content(folder, ["so-um.py"]) == (folder / "so-um.py").read_bytes()


def test_a_folder_is_downloaded_as_a_zip_that_unpacks_into_the_folder(folder: Path) -> None:
    assert downloads.name(FILES) == "pasta.zip"
    with zipfile.ZipFile(io.BytesIO(downloads.content(folder, FILES))) as archive:
        unpacked = {name: archive.read(name) for name in archive.namelist()}
    assert unpacked == {name: (folder / name).read_bytes() for name in FILES}


def test_the_same_files_give_the_same_zip(folder: Path) -> None:
    first = downloads.content(folder, FILES)
    (folder / FILES[0]).touch()
    assert downloads.content(folder, FILES) == first


def test_what_is_unpacked_can_be_read_and_changed(folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(downloads.content(folder, FILES))) as archive:
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}


def test_what_python_leaves_beside_a_program_is_no_file_of_a_reader(tmp_path: Path) -> None:
    for folder in (tmp_path / "um", tmp_path / "tutorial" / "passo"):
        (folder / "codigo" / "__pycache__").mkdir(parents=True)
        (folder / "codigo" / "__pycache__" / "treino.cpython-311.pyc").write_bytes(b"\xa7")
        (folder / "codigo" / "treino.py").touch()
        (folder / "lancar.py").touch()
    assert snippets.files("um", tmp_path) == ("um/lancar.py", "um/codigo/treino.py")
    assert snippets.tutorial_files(tmp_path) == ["tutorial/passo/codigo/treino.py", "tutorial/passo/lancar.py"]
