"""Which local program stands in for which image: no image is ever pulled or built.

- AWS's XGBoost image without a script of the reader's: inside/xgboost_builtin.py, which is the open-source
  xgboost in the container contract.
- A request with an entry point of its own (script mode: the SDK always sends one): that entry point, run by
  the Python that runs the rehearsal.
- AWS's image of a framework whose script is only named in the hyperparameters (in a search, the request cannot have
  an entry point), or an image of the reader's own that extends it or installs the training toolkit: inside/toolkit/,
  which calls that script. Its modules are there for any script in AWS's images, as on AWS.
- An image of the reader's own: the ENTRYPOINT of the Dockerfile beside the snippet, or of the only one in a folder
  below it, with the files it copies.

A stand-in that is chosen is named in `stand_ins`, so that the report can say it.
"""

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rehearsal.machine import contents, dockerfile
from rehearsal.machine.contents import Contents
from rehearsal.machine.contract import NotRehearsedError
from rehearsal.words import say

INSIDE = Path(__file__).parent / "inside"
URI = re.compile(
    r"(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[\w-]+)\.amazonaws\.com(?:\.cn)?"
    r"/(?P<repository>[\w./-]+?)(?:[:@](?P<tag>.+))?"
)
# The base of a Dockerfile, whose registry may be left to an ARG that only `docker build` is given.
BASE = re.compile(
    r"(?:(?:\d{12})?\.dkr\.ecr\.[\w-]*\.amazonaws\.com(?:\.cn)?/|/(?=\w+-))(?P<repository>[\w./-]+?)(?:[:@].+)?"
)
XGBOOST, OLD_XGBOOST = "sagemaker-xgboost", "xgboost"  # the older one is that of version 1 and "latest"
AWSS_OWN = (  # repositories of AWS's whose names begin as anybody's may; those of image_uri_config in SDK 3.27.0
    *("sagemaker-base-python", "sagemaker-chainer", "sagemaker-clarify-", "sagemaker-data-wrangler-"),
    *("sagemaker-debugger-rules", "sagemaker-distribution-prod", "sagemaker-geospatial-", "sagemaker-inference-"),
    *("sagemaker-inspect-ai", "sagemaker-model-monitor-", "sagemaker-mxnet", "sagemaker-neo-", "sagemaker-pytorch"),
    *("sagemaker-rl-", "sagemaker-scikit-learn", "sagemaker-spark", "sagemaker-tensorflow", "sagemaker-tritonserver"),
    "sagemaker-xgboost",
)
OF_A_FRAMEWORK = (*AWSS_OWN, "pytorch-training", "tensorflow-training", "huggingface-", "autogluon-training")
FRAMEWORK = "pytorch"  # AWS's image of PyTorch 2.11 and later
# Images for processing whose program is in them, and nothing here is like it.
ONLY_IN_AWS = (
    *("sagemaker-spark-processing", "sagemaker-clarify", "sagemaker-model-monitor", "sagemaker-data-wrangler"),
)
XGBOOST_METRICS = (
    "auc",
    "accuracy",
    "error",
    "f1",
    "logloss",
    "mae",
    "map",
    "merror",
    "mlogloss",
    "mse",
    "ndcg",
    "rmse",
)
TOOLKIT, TOOLKIT_XGBOOST = "/opt/toolkit", "/opt/toolkit_xgboost"
TOOLKITS = ("sagemaker-training", "sagemaker_training", "sagemaker-containers")  # as a RUN installs them
FRAMEWORK_MODULES = {  # what AWS's image names as SAGEMAKER_TRAINING_MODULE
    "sagemaker-scikit-learn": "sagemaker_sklearn_container.training:main",
    "sagemaker-xgboost": "sagemaker_xgboost_container.training:main",
    "pytorch-training": "sagemaker_pytorch_container.training:main",
}
CONTAINER_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True)
class Program:
    """What runs in a host: the command, the image's files (path in it -> local path) and its variables."""

    command: list[str]
    files: Mapping[str, Path] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)
    workdir: str = "/"
    metrics: list[dict[str, str]] = field(default_factory=list)
    stand_ins: tuple[str, ...] = ()
    executable: frozenset[str] = frozenset()  # paths of files that the image makes executable
    contents: Contents | None = None  # the packages of AWS's image that it stands in for


def base_environment() -> dict[str, str]:
    """Return the variables of every stand-in image. Nothing of the reader's own environment is in it."""
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{CONTAINER_PATH}",
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",  # the same result on every computer
        "PIP_NO_INDEX": "1",  # there is no network: say so at once instead of trying again and again
        "PIP_RETRIES": "0",  # and so it is with the addresses that a requirements.txt names by itself
        "PIP_CONFIG_FILE": os.devnull,  # this computer's own settings are not those of an image
        "PIP_NO_DEPS": "1",  # what is installed here has its dependencies; looking at them takes seconds
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }


def program_for(request: Mapping[str, Any], snippet_folder: Path) -> Program:
    """Return what stands in for the image of a CreateTrainingJob request.

    Raises NotRehearsedError, with what to do, when nothing here can stand in for it.
    """
    algorithm = request["AlgorithmSpecification"]
    uri = algorithm.get("TrainingImage")
    if not uri:
        raise NotRehearsedError(say("images.algorithm_name"))
    match = URI.fullmatch(uri)
    repository = match["repository"] if match else uri.partition(":")[0]
    if algorithm.get("ContainerEntrypoint"):
        return _of_image(_own_entry_point(algorithm, repository, snippet_folder), repository, uri)
    if _of_a_framework(repository) and "sagemaker_program" in request.get("HyperParameters", {}):
        return _of_image(_toolkit(repository), repository, uri)
    if repository == XGBOOST:
        return _xgboost()
    if repository.startswith(AWSS_OWN):
        raise NotRehearsedError(say("images.needs_script", image=uri))
    if own := dockerfile_of(snippet_folder):
        return _from_dockerfile(own)
    if repository == OLD_XGBOOST:
        return _xgboost()
    what = "images.no_toolkit" if "sagemaker_program" in request.get("HyperParameters", {}) else "images.unknown"
    raise NotRehearsedError(say(what, image=uri, folder=snippet_folder))


def dockerfile_of(folder: Path) -> Path | None:
    """Return the Dockerfile that lies beside a launch file, or else the only one in a folder below it.

    Raises:
        NotRehearsedError: when there are several below it, and none beside it.
    """
    if (folder / "Dockerfile").is_file():
        return folder / "Dockerfile"
    found = [*folder.glob("[!.]*/Dockerfile"), *folder.glob("[!.]*/[!.]*/Dockerfile")]
    if len(found) > 1:
        names = ", ".join(sorted(path.relative_to(folder).as_posix() for path in found))
        raise NotRehearsedError(say("images.several_dockerfiles", names=names, folder=folder))
    return found[0] if found else None


def program_for_processing(request: Mapping[str, Any], snippet_folder: Path) -> Program:
    """Return what stands in for the image of a CreateProcessingJob request. Raises NotRehearsedError."""
    asked = request["AppSpecification"]
    uri, words = asked["ImageUri"], list(asked.get("ContainerArguments") or [])
    match = URI.fullmatch(uri)
    repository = match["repository"] if match else uri.partition(":")[0]
    env = {**base_environment(), "PYTHONUNBUFFERED": "1"}
    entry_point: list[str] = asked.get("ContainerEntrypoint") or []
    if repository.startswith(ONLY_IN_AWS):
        raise NotRehearsedError(say("images.processing_only_in_aws", image=uri))
    if not _of_a_framework(repository) and (written := dockerfile_of(snippet_folder)):
        recipe = dockerfile.read(written, env)
        command = [*(entry_point or recipe.entrypoint), *(words or ([] if entry_point else recipe.command))]
        stand_ins = ("local-python", "dockerfile-not-built")
        own = Program(command, recipe.files, {**env, **recipe.env}, recipe.workdir, stand_ins=stand_ins)
        return replace(own, executable=frozenset(recipe.executable))
    if not entry_point:
        raise NotRehearsedError(say("images.processing_entry", image=uri, folder=snippet_folder))
    return _of_image(Program([*entry_point, *words], env=env, stand_ins=("local-python",)), repository, uri)


def _of_image(program: Program, repository: str, uri: str) -> Program:
    """Return a program that imports what is in its image, if that is one of AWS's for a framework."""
    return replace(program, contents=contents.known(uri)) if _of_a_framework(repository) else program


def _own_entry_point(algorithm: Mapping[str, Any], repository: str, snippet_folder: Path) -> Program:
    search = base_environment()["PATH"]
    if not (shutil.which("pip3", path=search) or shutil.which("pip", path=search)):
        raise NotRehearsedError(say("images.no_pip", python=sys.executable))
    command = [*algorithm["ContainerEntrypoint"], *(algorithm.get("ContainerArguments") or [])]
    env = {**base_environment(), "PYTHONUNBUFFERED": "1"}
    if not _of_a_framework(repository) and (written := dockerfile_of(snippet_folder)):
        recipe = dockerfile.read(written, env)
        env |= recipe.env
        own = Program(command, recipe.files, env, recipe.workdir, stand_ins=("local-python", "dockerfile-not-built"))
        own = replace(own, executable=frozenset(recipe.executable))
        return with_toolkit(own, repository) if _has_toolkit(recipe) else own
    program = Program(command, env=env, stand_ins=("local-python",))
    return with_toolkit(program, repository) if _of_a_framework(repository) else program


def _of_a_framework(repository: str) -> bool:
    """Tell whether a repository is of an image of AWS's for a framework."""
    return repository.startswith(OF_A_FRAMEWORK) or repository == FRAMEWORK


def with_toolkit(program: Program, repository: str) -> Program:
    """Return a program with the training toolkit's modules and its command `train`, unless the package is here.

    AWS's image of XGBoost has a package of its own beside it, for scripts that read the channels as the algorithm does.
    """
    packages = {TOOLKIT: INSIDE / "toolkit"} if not importlib.util.find_spec("sagemaker_training") else {}
    if repository == XGBOOST and not importlib.util.find_spec("sagemaker_xgboost_container"):
        packages[TOOLKIT_XGBOOST] = INSIDE / "toolkit_xgboost"
    path = os.pathsep.join([program.env["PATH"], *(f"{each}/bin" for each in packages if each == TOOLKIT)])
    found = os.pathsep.join(filter(None, [program.env.get("PYTHONPATH"), *packages]))
    env = {**program.env, "PATH": path, "PYTHONPATH": found}
    if module := FRAMEWORK_MODULES.get(repository):
        env["SAGEMAKER_TRAINING_MODULE"] = module
    return replace(program, env=env, files={**program.files, **packages})


def _has_toolkit(recipe: dockerfile.Recipe) -> bool:
    """Tell whether the image that a Dockerfile describes has the training toolkit: from AWS's image, or by a RUN."""
    return _of_a_framework(_base(recipe)) or any(name in line for line in recipe.run for name in TOOLKITS)


def _base(recipe: dockerfile.Recipe) -> str:
    """Return the repository of a Dockerfile's base in ECR, "" for any other base."""
    base = URI.fullmatch(recipe.base) or BASE.fullmatch(recipe.base)
    return base["repository"] if base else ""


def _xgboost() -> Program:
    inside = "/opt/xgboost_builtin.py"
    metrics = [
        {"Name": f"{part}:{metric}", "Regex": rf".*\[[0-9]+\].*#011{part}-{metric}:([-+0-9.eE]+)"}
        for part in ("train", "validation")
        for metric in XGBOOST_METRICS
    ]
    return Program(
        command=["python", inside, "train"],
        files={inside: INSIDE / "xgboost_builtin.py"},
        env={**base_environment(), "PYTHONUNBUFFERED": "1"},
        metrics=metrics,
        stand_ins=("xgboost-open-source",),
    )


def _toolkit(repository: str) -> Program:
    program = Program(
        command=["train"],
        env={**base_environment(), "PYTHONUNBUFFERED": "1"},
        stand_ins=("local-python", "training-toolkit"),
    )
    return with_toolkit(program, repository)


def _from_dockerfile(path: Path) -> Program:
    recipe = dockerfile.read(path, base_environment())
    program = Program(
        command=[*recipe.entrypoint, "train"],  # `docker run <image> train`: train replaces CMD
        files=recipe.files,
        env={**base_environment(), **recipe.env},
        workdir=recipe.workdir,
        stand_ins=("local-python", "dockerfile-not-built"),
        executable=frozenset(recipe.executable),
    )
    if not _has_toolkit(recipe):
        return program
    called = program if recipe.entrypoint else replace(program, stand_ins=(*program.stand_ins, "training-toolkit"))
    return with_toolkit(called, _base(recipe))
