"""Which image a script would need on AWS, from its imports, and what that image does not have."""

import re
from argparse import Namespace
from pathlib import Path

import pytest

import snippets
from rehearsal.command.image_choice import calls_pip, choose, lacking, needed
from rehearsal.command.own import plan
from rehearsal.machine import contents
from rehearsal.machine.contents import images
from rehearsal.words import say

# Those that a launch file sends; the tutorial also has one that is run by itself.
SCRIPTS = sorted(
    path
    for path in snippets.FOLDER.glob("*/**/treino.py")
    if any((folder / snippets.LAUNCH).is_file() for folder in (path.parent, path.parent.parent))
)
AMBIGUOUS = {"conteiner-proprio/treino.py"}  # an image of its own


def script(folder: Path, source: str, **beside: str) -> Path:
    for name, text in beside.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".py").write_text(text)
    (folder / "treino.py").write_text(source)
    return folder / "treino.py"


def modules(path: Path, everywhere: bool = False) -> set[str]:
    return {each.module for each in needed(path, everywhere)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("import os, json\nimport numpy as np", {"numpy"}, id="not-what-is-pythons-own"),
        pytest.param("from sklearn.svm import SVC", {"sklearn"}, id="the-first-part-of-its-name"),
        pytest.param("def f():\n    import torch", set(), id="not-in-a-function"),
        pytest.param("try:\n    import torch\nexcept ImportError:\n    torch = None", set(), id="not-if-provided-for"),
        pytest.param("with x:\n    import torch", {"torch"}, id="in-a-with"),
        pytest.param('if __name__ == "__main__":\n    import torch', {"torch"}, id="as-it-is-started"),
        pytest.param("if x:\n    import torch", set(), id="not-under-a-condition"),
        pytest.param("def f():\n    import torch\nf()", {"torch"}, id="in-a-function-that-is-called"),
        pytest.param("def f():\n    import torch\n    x = f()\ny = f()", {"torch"}, id="that-calls-itself"),
        pytest.param("import ajuda", {"pandas"}, id="by-way-of-its-own-module"),
        pytest.param("from pacote.dentro import f", {"scipy"}, id="by-way-of-its-own-package"),
        pytest.param("from solto import f", set(), id="a-package-without-init"),
        pytest.param("isto não é Python", set(), id="no-python"),
    ],
)
def test_what_a_script_imports_when_it_starts_is_found(tmp_path: Path, source: str, expected: set[str]) -> None:
    beside = {"ajuda": "import pandas", "pacote____init__": "", "pacote__dentro": "import scipy", "solto__f": ""}
    assert modules(script(tmp_path, source, **beside)) == expected


def test_everything_is_found_where_that_is_asked_for(tmp_path: Path) -> None:
    assert modules(script(tmp_path, "def f():\n    import torch"), everywhere=True) == {"torch"}


def test_an_import_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    (found,) = needed(script(tmp_path, "import os\nimport ajuda", ajuda="\n\nimport pandas"))
    assert (found.module, found.file, found.line) == ("pandas", "ajuda.py", 3)


def options(**given: object) -> Namespace:
    given = {"data": [], "hyperparameter": [], "metric": [], **given}
    return Namespace(**given, requirements=None, image=None, max_runtime=None)


@pytest.mark.parametrize("place", ["minha", "src/minha"])
def test_a_module_of_the_readers_own_that_does_not_go_along_is_told_with_its_place(tmp_path: Path, place: str) -> None:
    (tmp_path / place).mkdir(parents=True)
    (tmp_path / place / "__init__.py").touch()
    (tmp_path / "codigo").mkdir()
    path = script(tmp_path / "codigo", "import os\nfrom minha import f")
    assert plan(path, options()).lacking == (
        say("own.outside", file="treino.py", line=2, module="minha", path=tmp_path / place, folder=path.parent),
    )


@pytest.mark.parametrize(
    ("place", "sent"),
    [
        pytest.param("codigo/src/minha/__init__.py", True, id="in-a-folder-below"),
        pytest.param("codigo/partes/minha.py", True, id="a-file-in-a-folder-below"),
        pytest.param("canal/minha.py", True, id="in-a-channel"),
        pytest.param("codigo/partes/__init__.py codigo/partes/minha.py", False, id="in-a-package-of-another-name"),
        pytest.param("codigo/partes/minha.txt", False, id="no-python"),
    ],
)
def test_what_a_program_may_put_on_pythons_path_is_not_refused_beforehand(
    tmp_path: Path, place: str, sent: bool
) -> None:
    for each in place.split():
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).touch()
    (tmp_path / "codigo").mkdir(exist_ok=True)
    path = script(tmp_path / "codigo", "import sys\nsys.path.insert(0, x)\nimport minha")
    lacking = plan(path, options(data=[("train", tmp_path / "canal")])).lacking
    assert bool(lacking) is not sent


@pytest.mark.parametrize(
    ("source", "image"),
    [
        ("import sklearn", "sklearn"),
        ("import xgboost, sklearn", "xgboost"),
        ("import sklearn, torch", "pytorch"),
        ("import torch\nimport transformers", "huggingface"),
        ("import keras", "tensorflow"),
        ("import numpy", "sklearn"),
        ("", "sklearn"),
    ],
)
def test_the_image_follows_from_the_imports(tmp_path: Path, source: str, image: str) -> None:
    assert choose(needed(script(tmp_path, source)))[0].id == image


def test_the_scripts_of_the_guide_are_looked_at() -> None:
    assert len(SCRIPTS) >= 8


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(snippets.FOLDER).as_posix())
def test_the_image_of_a_script_of_the_guide_is_the_one_that_its_launch_file_asks_for(path: Path) -> None:
    (folder,) = [each for each in (path.parent, path.parent.parent) if (each / snippets.LAUNCH).is_file()]
    asked = re.search(r'image_uris\.retrieve\(\s*"([\w-]+)"', (folder / snippets.LAUNCH).read_text())
    image, _ = choose(needed(path))
    assert lacking(image, needed(path)) == []
    if asked:
        assert image.name == asked[1]


@pytest.mark.parametrize(
    ("image", "source", "requirements", "expected"),
    [
        pytest.param("sklearn", "import xgboost", "", ["xgboost"], id="what-the-image-lacks"),
        pytest.param("sklearn", "import xgboost", "xgboost==3.2.0\n", [], id="what-requirements-bring"),
        pytest.param("sklearn", "import yaml, PIL, dateutil", "", [], id="by-the-name-it-is-installed-by"),
        pytest.param("sklearn", "import skimage", "# nada\nscikit_image>=0.2 # sim", [], id="however-it-is-spelt"),
        pytest.param("sklearn", "import lightgbm", "-r outro.txt\ngit+https://x.example/y", ["lightgbm"], id="no-name"),
        pytest.param("xgboost", "import xgboost, sklearn, pandas", "", [], id="xgboost"),
        pytest.param("pytorch", "import torch, torchvision, sklearn, pandas", "", [], id="pytorch"),
        pytest.param("pytorch", "import transformers", "", ["transformers"], id="pytorch-without-transformers"),
        pytest.param("tensorflow", "import tensorflow, keras, pandas", "", [], id="tensorflow"),
        pytest.param("huggingface", "import transformers, datasets, torch", "", [], id="huggingface"),
        pytest.param("sklearn", "import sagemaker_training", "", [], id="the-toolkit"),
    ],
)
def test_what_an_image_lacks_is_told(
    tmp_path: Path, image: str, source: str, requirements: str, expected: list[str]
) -> None:
    found = lacking(images()[image], needed(script(tmp_path, source)), requirements)
    assert [each.module for each in found] == expected


@pytest.mark.parametrize(
    ("uri", "image"),
    [
        ("683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3", "sklearn"),
        ("763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.9-cpu-py312", "pytorch"),
        ("111122223333.dkr.ecr.us-east-1.amazonaws.com/minha-imagem:1", None),
    ],
)
def test_an_image_is_known_by_its_address(uri: str, image: str | None) -> None:
    found = contents.of_address(uri)
    assert (found and found.id) == image


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('subprocess.check_call([sys.executable, "-m", "pip", "install", "lightgbm"])', True),
        ("os.system('pip install lightgbm')", True),
        ("pip3 install lightgbm", True),
        ("from pip._internal.cli.main import main\npip.main(['install', 'x'])", True),
        ("import pipeline\n# installs nothing", False),
        ("pip list", False),
    ],
)
def test_a_program_that_installs_packages_itself_is_known(tmp_path: Path, source: str, expected: bool) -> None:
    (tmp_path / "treino.sh").write_text(source)
    assert calls_pip([tmp_path / "treino.sh", tmp_path]) == expected
