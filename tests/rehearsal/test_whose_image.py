"""An image of the reader's own is told from one of AWS's by its name; its Dockerfile is found where people put it."""

from pathlib import Path

import pytest

from rehearsal.machine import images
from rehearsal.machine.contract import NotRehearsedError
from tests.rehearsal.rehearsing import said

OWN = "111122223333.dkr.ecr.us-east-1.amazonaws.com"
AWSS = "763104351884.dkr.ecr.us-east-1.amazonaws.com"


def placed(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f'FROM scratch\nENTRYPOINT ["{path}"]\n')
    return folder


def asked(image: str) -> dict[str, dict[str, str]]:
    return {"AlgorithmSpecification": {"TrainingImage": image}}


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["Dockerfile"], "Dockerfile"),
        (["Dockerfile", "imagem/Dockerfile"], "Dockerfile"),
        (["container/Dockerfile"], "container/Dockerfile"),
        (["a/docker/Dockerfile"], "a/docker/Dockerfile"),
        ([".venv/x/Dockerfile"], None),
        ([], None),
    ],
)
def test_the_dockerfile_is_beside_the_launch_file_or_the_only_one_below(
    tmp_path: Path, paths: list[str], found: str | None
) -> None:
    folder = placed(tmp_path, *paths)
    assert images.dockerfile_of(folder) == (folder / found if found else None)


def test_several_below_are_named_and_refused(tmp_path: Path) -> None:
    names = said("images.several_dockerfiles", names="a/Dockerfile, b/Dockerfile").pattern
    with pytest.raises(NotRehearsedError, match=names):
        images.dockerfile_of(placed(tmp_path, "a/Dockerfile", "b/Dockerfile"))


@pytest.mark.parametrize("name", ["sagemaker-decision-trees:latest", "minha-imagem:1", "xgboost:meu"])
def test_an_image_of_ones_own_is_its_dockerfile_whatever_its_name_begins_with(tmp_path: Path, name: str) -> None:
    program = images.program_for(asked(f"{OWN}/{name}"), placed(tmp_path, "imagem/Dockerfile"))
    assert program.command == ["imagem/Dockerfile", "train"]


@pytest.mark.parametrize("name", ["sagemaker-scikit-learn:1.9-0-cpu-py3", "sagemaker-tensorflow:1.12-cpu-py3"])
def test_an_image_of_awss_waits_for_a_script(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotRehearsedError, match=said("images.needs_script").pattern):
        images.program_for(asked(f"{AWSS}/{name}"), tmp_path)


@pytest.mark.parametrize(
    "uri", [f"{AWSS}/sagemaker-xgboost:1.7-1", "811284229777.dkr.ecr.us-east-1.amazonaws.com/xgboost:latest"]
)
def test_the_built_in_xgboost_of_any_age_is_the_open_source_one(tmp_path: Path, uri: str) -> None:
    assert images.program_for(asked(uri), tmp_path).stand_ins == ("xgboost-open-source",)


@pytest.mark.parametrize(
    ("name", "toolkits"),
    [
        ("pytorch:2.13.0-cpu-py312", {images.TOOLKIT}),
        ("pytorch-training:2.9-cpu-py312", {images.TOOLKIT}),
        ("sagemaker-xgboost:3.2-0", {images.TOOLKIT, images.TOOLKIT_XGBOOST}),
        ("sagemaker-scikit-learn:1.9-0", {images.TOOLKIT}),
    ],
)
def test_a_script_in_an_image_of_awss_finds_that_images_modules(tmp_path: Path, name: str, toolkits: set[str]) -> None:
    request = {"AlgorithmSpecification": {"TrainingImage": f"{AWSS}/{name}", "ContainerEntrypoint": ["sh"]}}
    assert set(images.program_for(request, tmp_path).files) == toolkits
