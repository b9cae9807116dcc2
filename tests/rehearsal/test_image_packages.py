"""A job imports what its image has: what only this computer has is not found, as on AWS, or told as not known."""

import importlib.metadata
from collections.abc import Callable
from pathlib import Path

import pytest

from rehearsal.machine import contents
from rehearsal.machine.contents import Contents, known
from rehearsal.machine.inside import image_packages
from rehearsal.machine.inside.image_packages import OfTheImage, asked_of_pip, required
from tests.rehearsal.rehearsing import Rehearsal, channel, said

Job = Callable[..., Rehearsal]
REGISTRY = "683313688378.dkr.ecr.us-east-1.amazonaws.com"
SKLEARN, OLDER = f"{REGISTRY}/sagemaker-scikit-learn:1.9-0-cpu-py3", f"{REGISTRY}/sagemaker-scikit-learn:1.2-1-cpu-py3"
OF_THE_CODE = "/opt/ml/input/data/code/treino.py"
WRITES = "open('/opt/ml/model/m', 'w').write('x')\n"
both_ways = pytest.mark.parametrize("isolation", ["namespace", "rewrite"])


def training(job: Job, source: str, image: str = SKLEARN, isolation: str = "namespace", **objects: str) -> Rehearsal:
    """Rehearse a job that a launch file asks for, with a program in one of AWS's images."""
    algorithm = {
        "TrainingImage": image,
        "TrainingInputMode": "File",
        "ContainerEntrypoint": ["python", OF_THE_CODE],
    }
    told = {f"code/{name.replace('__', '.')}": text for name, text in objects.items()}
    return job(
        "true",
        "--isolation",
        isolation,
        objects={"code/treino.py": source + WRITES, **told},
        AlgorithmSpecification=algorithm,
        InputDataConfig=[channel("code", "s3://balde/code")],
    )


@both_ways
def test_what_only_this_computer_has_is_not_found(job: Job, isolation: str) -> None:
    run = training(job, "import sklearn\nimport xgboost\n", isolation=isolation)
    assert run.job["status"] == "Failed"
    assert "ModuleNotFoundError: No module named 'xgboost'" in run.log
    assert f'{OF_THE_CODE.rpartition("/")[2]}", line 2' in run.log
    assert said("advice.only_here", image="sklearn", package="xgboost").search(run.stdout)


@both_ways
def test_what_pip_installs_in_the_job_is_found_with_what_that_asks_for(job: Job, isolation: str) -> None:
    install = (
        "import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'pip', 'install', '-r', '{}'], check=True)\n"
    )
    source = install.format("/opt/ml/input/data/code/pedidos.txt") + "import moto, werkzeug\n"
    run = training(job, source, isolation=isolation, pedidos__txt="moto\n")
    assert run.job["status"] == "Completed", run.log


def test_what_a_program_provides_for_is_as_on_aws(job: Job) -> None:
    look = "import importlib.util\nprint('tem', importlib.util.find_spec('xgboost'))\n"
    run = training(job, look + "try:\n    import xgboost\nexcept ImportError:\n    print('sem ele')\n")
    assert (run.job["status"], "tem None" in run.log, "sem ele" in run.log) == ("Completed", True, True), run.log


def test_what_packages_import_among_themselves_is_theirs(job: Job) -> None:
    run = training(job, "import boto3, pandas, sklearn.svm, ajuda\n", ajuda__py="import yaml")
    assert run.job["status"] == "Completed", run.log
    assert not said("summary.perhaps_lacking").search(run.stdout)


def test_where_it_is_not_known_what_an_image_has_the_summary_says_what_was_used(job: Job) -> None:
    run = training(job, "import sklearn\nimport xgboost, yaml\n", OLDER)
    assert run.job["status"] == "Completed", run.log
    assert said("summary.perhaps_lacking", image=OLDER.rpartition("/")[2], modules="xgboost").search(run.stdout)


@pytest.mark.parametrize(
    ("uri", "sure", "has"),
    [
        pytest.param(SKLEARN, True, "scikit-learn", id="the-version-that-was-read"),
        pytest.param(SKLEARN.replace("1.9-0", "1.9-01"), False, "scikit-learn", id="one-that-begins-like-it"),
        pytest.param(OLDER, False, "scikit-learn", id="another-version"),
        pytest.param(f"{REGISTRY}/huggingface-pytorch-training:2.9.0-transformers5.3.0", False, "peft", id="partly"),
        pytest.param(f"{REGISTRY}/pytorch-training:2.13-cpu-py312", True, "torchvision", id="of-a-framework"),
    ],
)
def test_what_is_in_an_image_is_known_for_the_version_that_was_read(uri: str, sure: bool, has: str) -> None:
    assert (known(uri).sure, has in known(uri).packages) == (sure, True)


def test_of_an_image_that_is_not_listed_nothing_is_known() -> None:
    assert known(f"{REGISTRY}/sagemaker-mxnet:1.4") == Contents()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("python -m pip install shap", ["shap"], id="as-a-module"),
        pytest.param("python /usr/bin/pip3 install -q shap==0.4 lightgbm", ["shap", "lightgbm"], id="as-a-program"),
        pytest.param("python -m pip install -r FILE", ["numpy", "catboost"], id="from-a-file"),
        pytest.param("python -m pip install --requirement=FILE", ["numpy", "catboost"], id="from-a-file-by-equals"),
        pytest.param("python -m pip install shap-0.4-py3-none-any.whl", ["shap"], id="a-wheel"),
        pytest.param("python -m pip install .", ["*"], id="a-folder"),
        pytest.param("python -m pip install git+https://example.com/x", ["*"], id="an-address"),
        pytest.param("python -m pip list", [], id="no-installation"),
        pytest.param("python treino.py pip install x", [], id="arguments-of-another-program"),
        pytest.param("python", [], id="nothing"),
    ],
)
def test_what_pip_is_asked_for_is_read(words: str, expected: list[str], tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("# nada\nnumpy>=2\n--index-url x\ncatboost\n")
    assert [*asked_of_pip([word.replace("FILE", str(tmp_path / "r.txt")) for word in words.split()])] == expected


def test_a_package_brings_what_it_asks_for() -> None:
    assert {"scikit-learn", "scipy", "numpy", "joblib"} <= required(["Scikit_Learn"])
    assert required(["nao-existe"]) == {"nao-existe"}


@pytest.mark.parametrize(
    ("module", "sure", "found", "noted"),
    [
        pytest.param("sklearn", True, True, "", id="in-the-image-by-another-name"),
        pytest.param("flask", True, False, "", id="not-in-the-image"),
        pytest.param("flask", False, True, "flask\n", id="perhaps-not-in-the-image"),
        pytest.param("json", True, True, "", id="of-pythons-own"),
        pytest.param("nao_existe", False, False, "", id="nowhere"),
    ],
)
def test_a_module_is_looked_for(module: str, sure: bool, found: bool, noted: str, tmp_path: Path) -> None:
    finder = OfTheImage({"scikit-learn"}, {"sklearn": "scikit-learn"}, sure, str(tmp_path))
    spec = eval(compile("finder.find_spec(module)", "treino.py", "eval"), {"finder": finder, "module": module})
    file = tmp_path / image_packages.NOTED
    assert (spec is not None, file.read_text() if file.is_file() else "") == (found, noted)


@pytest.mark.parametrize(
    "file", ["site-packages/x/y.py", "/opt/ml/input/data/sm_drivers/z.py", "/opt/toolkit/sagemaker_training/t.py"]
)
def test_what_starts_a_program_and_what_packages_are_find_everything(file: str, tmp_path: Path) -> None:
    finder = OfTheImage((), {}, True, str(tmp_path))
    assert eval(compile("finder.find_spec('flask')", f"/{file.lstrip('/')}", "eval"), {"finder": finder})


def test_the_names_of_modules_are_those_of_packages_that_are_here() -> None:
    """A wrong line of the table would take a package away from every program that imports it."""
    here = importlib.metadata.packages_distributions()
    told = {module: name for module, name in contents.distributions().items() if module in here}
    wrong = {
        module: here[module]
        for module, name in told.items()
        if image_packages.canonical(name) not in {image_packages.canonical(each) for each in here[module]}
    }
    assert wrong == {}
    assert len(told) >= 5
