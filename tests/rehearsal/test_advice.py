"""One thing to do about what failed, which depends on where it failed: here, in an image of AWS's, in one's own."""

import tempfile
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from rehearsal.command.advice import Place, advice, of_a_failure, of_a_launch
from rehearsal.words import say
from symptoms.reading import load
from tests.rehearsal.logs import BYTE, DRIVERS, ENDED_ITSELF, OWN
from tests.rehearsal.rehearsing import advised, said

SKLEARN = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3"
TENSORFLOW = "763104351884.dkr.ecr.us-east-1.amazonaws.com/tensorflow-training:2.21-cpu-py312"
HUGGING_FACE = "763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-pytorch-training:2.9.0"
OWN_IMAGE = "111122223333.dkr.ecr.us-east-1.amazonaws.com/minha:1"
NUMPY = version("numpy")


def missing(module: str) -> str:
    return f"ModuleNotFoundError: No module named '{module}'"


PLACES = {
    "in-aws-image": (missing("tensorflow.keras"), Place(TENSORFLOW), "advice.in_the_image", {"package": "tensorflow"}),
    "not-in-aws-image": (
        missing("lightgbm"),
        Place(SKLEARN),
        "advice.not_in_the_image",
        {"package": "lightgbm", "image": "sklearn"},
    ),
    "in-an-image-of-which-not-all-is-known": (
        missing("tensorflow"),
        Place(HUGGING_FACE),
        "advice.perhaps_in_the_image",
        {"module": "tensorflow", "image": "huggingface"},
    ),
    "arguments-that-were-not-given": (
        "train.py: error: the following arguments are required: --nome, --epocas",
        Place(SKLEARN),
        "advice.arguments",
        {"names": "--nome, --epocas"},
    ),
    "a-bucket-of-another": (
        "NoSuchBucket: An error occurred (NoSuchBucket) when calling the GetObject operation: x",
        Place(),
        "advice.bucket",
        {},
    ),
    **{
        f"a-bucket-to-write-to-{name}": (
            f"S3UploadFailedError: Failed to upload x: An error occurred (NoSuchBucket) when calling the {operation} "
            "operation: The specified bucket does not exist",
            place,
            "advice.bucket_to_write",
            {},
        )
        for name, operation, place in (
            ("from-the-launch-file", "PutObject", Place()),
            ("from-the-job", "CreateMultipartUpload", Place(SKLEARN)),
        )
    },
    "a-model-of-the-hub": (
        "An error occurred (ResourceNotFound) when calling the DescribeHubContent operation: x",
        Place(),
        "advice.jumpstart",
        {},
    ),
    "in-an-own-image": (
        missing("spacy"),
        Place(OWN_IMAGE, own_image=True),
        "advice.in_your_image",
        {"module": "spacy"},
    ),
    "only-on-this-computer": (missing("moto"), Place(SKLEARN), "advice.only_here", {"package": "moto"}),
    "a-channel-of-a-script-that-is-rehearsed-alone": (
        "KeyError: 'SM_CHANNEL_TRAINING'",
        Place(SKLEARN, alone=True),
        "advice.channel_to_give",
        {"name": "training"},
    ),
    "an-argument-of-one-letter": (
        "usage: train.py [-h] [--C C]\ntrain.py: error: unrecognized arguments: -C 2.0 --kernel rbf",
        Place(SKLEARN),
        "advice.one_letter",
        {"letter": "C"},
    ),
    "the-version-of-the-sdk": (
        "AttributeError: module 'sagemaker' has no attribute '__version__'",
        Place(),
        "advice.sdk_version",
        {},
    ),
    "the-old-name-of-the-sdks-core": (missing("sagemaker_core.main.resources"), Place(), "advice.old_core", {}),
    **{
        f"a-variable-that-is-not-set-{name}": (f"{os_}KeyError: 'BALDE'", place, key, {"name": "BALDE"})
        for name, os_, place, key in (
            ("in-the-launch-file", '  File "<frozen os>", line 679, in __getitem__\n', Place(), "advice.unset"),
            ("in-the-job", 'File "<frozen os>", line 679, in __getitem__\n', Place(SKLEARN), "advice.unset_in_the_job"),
            (
                "where-it-is-not-frozen",
                '  File "/usr/lib/python3.11/os.py", line 679, in __getitem__\n    raise KeyError(key) from None\n',
                Place(),
                "advice.unset",
            ),
        )
    },
    "a-secret-of-the-account": (
        "ResourceNotFoundException: An error occurred (ResourceNotFoundException) when calling the GetSecretValue "
        "operation: Secrets Manager can't find the specified secret.",
        Place(),
        "advice.in_an_account",
        {"operation": "GetSecretValue"},
    ),
    **{
        f"no-path-for-{name}": (text, Place(SKLEARN), "advice.no_channel", {})
        for name, text in {
            "open": "FileNotFoundError: [Errno 2] No such file or directory: 'None/train.csv'",
            "a-file-of-that-name": "FileNotFoundError: [Errno 2] No such file or directory: 'None'",
            "join": "TypeError: expected str, bytes or os.PathLike object, not NoneType",
            "a-path": "TypeError: argument should be a str or an os.PathLike object where __fspath__ returns a str, "
            "not 'NoneType'",
            "pandas": "ValueError: Invalid file path or buffer object type: <class 'NoneType'>",
            "plus": "TypeError: unsupported operand type(s) for +: 'NoneType' and 'str'",
        }.items()
    },
    "an-object-that-only-aws-has": (
        "ClientError: An error occurred (404) when calling the HeadObject operation: Not Found",
        Place(SKLEARN),
        "advice.object",
        {"operation": "HeadObject"},
    ),
    "an-object-that-is-not-there": (
        "NoSuchKey: An error occurred (NoSuchKey) when calling the GetObject operation: x",
        Place(),
        "advice.object",
        {"operation": "GetObject"},
    ),
    "a-byte-that-is-not-utf-8": (BYTE, Place(SKLEARN), "advice.not_utf_8", {}),
    "a-full-disk": (
        "OSError: [Errno 28] No space left on device: '/opt/ml/model/m'",
        Place(SKLEARN),
        "advice.no_space",
        {"folder": tempfile.gettempdir()},
    ),
    "a-path-that-was-made": (
        "sitecustomize.HeldError: " + say("guard.held", path="'/opt/ml'"),
        Place(SKLEARN),
        "advice.held",
        {},
    ),
    "a-program-that-nothing-holds": (
        "sitecustomize.HeldError: " + say("guard.program", program="'git'"),
        Place(SKLEARN),
        "advice.program_held",
        {},
    ),
    **{
        f"a-first-line-of-windows-by-{name}": (text, Place(SKLEARN), "advice.interpreter", {})
        for name, text in {
            "env": "/usr/bin/env: use -[v]S to pass options in shebang lines",
            "bash": "bash: ./treino.sh: /bin/bash^M: bad interpreter: No such file or directory",
            "newer-bash": "/bin/bash: line 1: ./treino.sh: cannot execute: required file not found",
            "dash": "/bin/sh: 1: ./treino.sh: not found",
        }.items()
    },
    "nothing-to-run-in-an-own-image": (
        'exec: "train": executable file not found in $PATH',
        Place(OWN_IMAGE, own_image=True),
        "advice.no_entry_point",
        {},
    ),
    "a-program-without-a-first-line": (
        "exec /opt/program/train: exec format error",
        Place(OWN_IMAGE, own_image=True),
        "advice.first_line",
        {"program": "/opt/program/train"},
    ),
    "in-the-launch-file": (missing("seaborn"), Place(), "advice.in_the_launcher", {"module": "seaborn"}),
    "by-another-name": (missing("cv2"), Place(), "advice.in_the_launcher", {"module": "cv2"}),
    "no-rscript": (
        'exec: "/usr/bin/Rscript": executable file not found in $PATH',
        Place(OWN_IMAGE, own_image=True),
        "advice.program",
        {"program": "/usr/bin/Rscript"},
    ),
    "pinned": (
        "ERROR: No matching distribution found for numpy==1.0.1",
        Place(SKLEARN),
        "advice.pin",
        {"package": "numpy", "pin": "numpy==1.0.1", "installed": NUMPY},
    ),
    "asked-for-and-not-here": (
        "ERROR: No matching distribution found for nao-existe",
        Place(SKLEARN),
        "advice.not_installed",
        {"package": "nao-existe"},
    ),
}


@pytest.mark.parametrize(("text", "place", "key", "values"), PLACES.values(), ids=PLACES)
def test_the_advice_depends_on_where_it_happened(text: str, place: Place, key: str, values: dict[str, object]) -> None:
    assert said(key, **values).fullmatch(advice(text, place)[0])


@pytest.mark.parametrize("place", [Place(), Place(SKLEARN), Place(OWN_IMAGE, own_image=True)])
def test_a_package_that_is_here_without_the_module_is_not_to_be_installed_again(
    monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    monkeypatch.setattr("rehearsal.machine.aliases.installed", {"setuptools": "84.2"}.get)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    values = {"module": "pkg_resources", "package": "setuptools", "installed": "84.2"}
    assert advice(missing("pkg_resources"), place)[0] == say("advice.of_another_version", **values)


@pytest.mark.parametrize("name", ["SM_MODEL_DIR", "AWS_PROFILE"])
def test_what_only_a_job_has_and_what_a_rehearsal_takes_away_nobody_sets(name: str) -> None:
    text = f"""  File "<frozen os>", line 679, in __getitem__\nKeyError: '{name}'"""
    assert advice(text, Place()) == advice(f"KeyError: '{name}'")


def test_what_a_library_makes_of_the_refused_network_is_still_that() -> None:
    text = f"urllib.error.URLError: <urlopen error {say('guard.refused', host='x')}>"
    assert advice(text, Place(SKLEARN))[0].startswith(advised("rede-negada"))


def test_a_module_that_lies_beside_the_launch_file_was_not_sent(tmp_path: Path) -> None:
    (tmp_path / "meupacote").mkdir()
    (tmp_path / "meupacote" / "a.py").touch()
    told = advice(missing("meupacote.a"), Place(SKLEARN, folder=tmp_path))[0]
    assert said("advice.not_sent", path="meupacote").fullmatch(told)


@pytest.mark.parametrize("relative", [True, False])
def test_a_file_of_this_computer_that_the_job_does_not_see_is_told_so(tmp_path: Path, relative: bool) -> None:
    (tmp_path / "dados.csv").touch()
    path = "dados.csv" if relative else str(tmp_path / "dados.csv")
    text = f"{OWN}\nFileNotFoundError: [Errno 2] No such file or directory: '{path}'"
    assert advice(text, Place(SKLEARN, folder=tmp_path))[0] == say("advice.only_on_this_computer", path=path)
    assert advice(text.replace("dados", "outros"), Place(SKLEARN, folder=tmp_path)) == advice(text)


def test_what_lies_beside_a_script_that_is_rehearsed_alone_went_with_it(tmp_path: Path) -> None:
    (tmp_path / "lightgbm.py").touch()
    told = advice(missing("lightgbm"), Place(SKLEARN, folder=tmp_path, alone=True))[0]
    assert said("advice.not_in_the_image", package="lightgbm").fullmatch(told)


@pytest.mark.parametrize(("alone", "key"), [(False, "not_sent_from_above"), (True, "outside")])
def test_a_module_of_the_readers_own_above_the_program_was_not_sent(tmp_path: Path, alone: bool, key: str) -> None:
    (tmp_path / "biblioteca").mkdir()
    (tmp_path / "biblioteca/a.py").touch()
    (tmp_path / "treino").mkdir()
    told = advice(missing("biblioteca.a"), Place(SKLEARN, folder=tmp_path / "treino", alone=alone))[0]
    assert told == say(f"advice.{key}", path=tmp_path / "biblioteca")


@pytest.mark.parametrize("folder", ["treino", "treino/codigo"])
def test_a_module_of_the_readers_own_in_the_sources_above_is_found_too(tmp_path: Path, folder: str) -> None:
    (tmp_path / "src/biblioteca").mkdir(parents=True)
    (tmp_path / "src/biblioteca/a.py").touch()
    (tmp_path / folder).mkdir(parents=True)
    told = advice(missing("biblioteca.a"), Place(SKLEARN, folder=tmp_path / folder, alone=True))[0]
    assert told == say("advice.outside", path=tmp_path / "src/biblioteca")


@pytest.mark.parametrize(
    ("place", "key"),
    [
        pytest.param(Place(SKLEARN, alone=True), "advice.below", id="in-the-job"),
        pytest.param(Place(), "advice.own_package", id="in-the-launch-file"),
    ],
)
def test_a_module_of_the_readers_own_below_the_program_lies_where_python_does_not_look(
    tmp_path: Path, place: Place, key: str
) -> None:
    (tmp_path / "src/biblioteca").mkdir(parents=True)
    (tmp_path / "src/biblioteca/a.py").touch()
    values = {"path": tmp_path / "src/biblioteca"} if place.alone else {"folder": tmp_path / "src"}
    told = advice(missing("biblioteca.a"), replace(place, folder=tmp_path))[0]
    assert said(key, **values).fullmatch(told)


def test_what_is_installed_in_an_environment_below_the_program_is_not_the_readers(tmp_path: Path) -> None:
    (tmp_path / "venv/lib/lightgbm").mkdir(parents=True)
    (tmp_path / "venv/lib/lightgbm/a.py").touch()
    (tmp_path / "venv/pyvenv.cfg").touch()
    told = advice(missing("lightgbm"), Place(SKLEARN, folder=tmp_path, alone=True))[0]
    assert said("advice.not_in_the_image", package="lightgbm").fullmatch(told)


def test_a_folder_that_a_program_lies_in_is_no_module_for_its_name_alone(tmp_path: Path) -> None:
    folder = tmp_path / "lightgbm" / "treino"
    folder.mkdir(parents=True)
    (tmp_path / "lightgbm/outro.py").touch()
    told = advice(missing("lightgbm"), Place(SKLEARN, folder=folder))[0]
    assert said("advice.not_in_the_image", package="lightgbm").fullmatch(told)


@pytest.mark.parametrize(
    ("text", "place", "symptom"),
    [
        pytest.param(
            'exec: "train": executable file not found in $PATH', Place(OWN_IMAGE), "train-nao-encontrado", id="train"
        ),
        pytest.param(missing("sagemaker.estimator"), Place(), "modulo-sagemaker-estimator", id="sdk-v2"),
        pytest.param(
            "/opt/ml/input/sm_training.env: line 29: unexpected EOF while looking for matching `''",
            Place(SKLEARN),
            "apostrofo-no-hiperparametro",
            id="an-apostrophe",
        ),
        pytest.param(
            "sm_training.env: line 13: export: `SM_CHANNEL_A-B=/opt/ml/input/data/a-b': not a valid identifier",
            Place(SKLEARN),
            "canal-com-hifen",
            id="a-hyphen-in-a-channel",
        ),
        pytest.param("KeyError: 'SM_OUTPUT_DATA_DIR'", Place(), "fora-do-job", id="what-only-a-job-has"),
        pytest.param(missing("qualquer"), Place(OWN_IMAGE), "modulo-ausente", id="an-image-nobody-knows"),
    ],
)
def test_what_everybody_meets_is_a_symptom(text: str, place: Place, symptom: str) -> None:
    assert advice(text, place)[0].startswith(advised(symptom))


def test_a_package_of_the_readers_own_above_the_launch_file_is_told_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "pipelines").mkdir()
    (tmp_path / "pipelines/__init__.py").touch()
    folder = tmp_path / "pipelines" / "abalone"
    told = advice(missing("pipelines.abalone.steps"), Place(folder=folder))[0]
    assert told == say("advice.own_package", module="pipelines.abalone.steps", folder=tmp_path)


@pytest.mark.parametrize(
    ("shown", "where", "told"),
    [
        pytest.param(
            "NameError: name 'papel' is not defined",
            ("lancar.py", 3),
            say("advice.line_of_the_launcher", file="lancar.py", line=3),
            id="in-the-file-itself",
        ),
        pytest.param(
            "KeyError: 'SM_INPUT_BUCKET'",
            ("lancar.py", 3),
            say("advice.line_of_the_launcher", file="lancar.py", line=3),
            id="a-variable-of-the-readers-own",
        ),
        pytest.param(f"E: {missing('seaborn')}", ("lancar.py", 3), None, id="of-which-more-is-known"),
        pytest.param("NameError: name 'papel' is not defined", None, None, id="in-a-library"),
    ],
)
def test_the_line_of_a_launch_file_is_told_where_nothing_else_is_known(
    shown: str, where: tuple[str, int] | None, told: str | None
) -> None:
    assert of_a_launch(shown, Place(), where) == ([told] if told else advice(shown, Place()))


def test_without_an_exception_the_whole_log_counts() -> None:
    sample = next(each for each in load() if each.id == "rede-negada").samples[0]
    assert of_a_failure(["treinando", sample], "AlgorithmError: ", Place(SKLEARN))[0].startswith(advised("rede-negada"))


def test_a_fault_of_the_scripts_own_is_named_by_its_line_and_no_other_line_of_the_log_counts() -> None:
    log = f"aviso: {missing('lightgbm')}\n{OWN}\n{DRIVERS}".splitlines()
    assert of_a_failure(log, "AlgorithmError: ", Place(SKLEARN)) == [say("advice.line", file="treino.py", line=3)]


@pytest.mark.parametrize(
    ("log", "told"),
    [
        pytest.param(ENDED_ITSELF, say("advice.ended_itself", file="/opt/ml/output/message"), id="by-a-code"),
        pytest.param(
            ENDED_ITSELF.replace("returned non-zero exit status 4", "died with <Signals.SIGSEGV: 11>"),
            advised("codigo-de-saida-139"),
            id="by-a-signal-that-is-known",
        ),
        pytest.param(
            ENDED_ITSELF.replace("returned non-zero exit status 4", "died with <Signals.SIGABRT: 6>"),
            say("advice.ended_by_signal", signal="SIGABRT"),
            id="by-another-signal",
        ),
    ],
)
def test_a_program_that_ended_without_an_exception_is_told_so_and_where_to_write_why(log: str, told: str) -> None:
    place = Place(SKLEARN, reason="/opt/ml/output/message")
    assert of_a_failure(log.splitlines(), "AlgorithmError: , exit code: 4", place)[0].startswith(told)


def test_an_exception_that_nothing_is_known_of_is_said_to_be_the_programs_own() -> None:
    log = OWN.replace("/opt/ml/input/data/code/treino.py", "<string>").splitlines()
    assert of_a_failure(log, "AlgorithmError: ", Place(SKLEARN))[0] == say("advice.own_exception")
