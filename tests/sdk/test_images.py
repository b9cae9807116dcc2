"""Which images the SDK knows, under which name, and in which Regions: what image_uris answers."""

import json
from pathlib import Path

import pytest
import sagemaker.core
from sagemaker.core import image_uris

FOLDER = Path(sagemaker.core.__file__).parent / "image_uri_config"
CLASSIC = [
    "blazingtext", "factorization-machines", "image-classification", "ipinsights", "kmeans", "knn", "lda",
    "linear-learner", "ntm", "object-detection", "object2vec", "pca", "randomcutforest", "semantic-segmentation",
    "seq2seq", "forecasting-deepar",
]  # fmt: skip
WITHOUT = {"mx-central-1", "ap-southeast-5", "ap-southeast-7", "ap-southeast-6", "ap-east-2"}


def training(framework: str, region: str = "us-east-1", **asked: str) -> str:
    return str(image_uris.retrieve(framework, region, image_scope="training", **asked))


def test_new_pytorch_is_not_found_under_its_name() -> None:
    with pytest.raises(ValueError, match=r"Unsupported pytorch version: 2\.13"):
        training("pytorch", version="2.13", instance_type="ml.g5.xlarge")


@pytest.mark.parametrize("version", ["2.11", "2.12", "2.13", "2.14"])
def test_it_has_another_name_from_2_11_on(version: str) -> None:
    assert version in training("pytorch-amzn2023", version=version, instance_type="ml.g5.xlarge")


def test_the_last_under_the_old_name_is_2_10() -> None:
    assert ":2.10" in training("pytorch", version="2.10", instance_type="ml.g5.xlarge")


def test_the_old_scikit_learn_is_the_image_with_python_3_10() -> None:
    """The image with Python 3.12 has a version of its own."""
    plain = training("sklearn", version="1.4-2", instance_type="ml.m5.large")
    assert plain.endswith(":1.4-2-cpu-py3")
    assert training("sklearn", version="1.4-2-py312", instance_type="ml.m5.large") != plain


def test_the_new_scikit_learn_is_known() -> None:
    assert ":1.9-0" in training("sklearn", version="1.9-0", instance_type="ml.m5.large")


@pytest.mark.parametrize("asked", [{"version": "latest"}, {}], ids=["latest", "none"])
def test_no_version_of_xgboost_is_the_first_image_of_all(asked: dict[str, str]) -> None:
    """Version 1, in the registry of the first algorithms, is XGBoost 0.72; later ones are `sagemaker-xgboost`."""
    known = json.loads((FOLDER / "xgboost.json").read_text(encoding="utf-8"))["training"]
    assert known["version_aliases"]["latest"] == "1"
    assert known["versions"]["1"]["repository"] == "xgboost"
    assert training("xgboost", **asked).rpartition("/")[2] in ("xgboost:latest", "xgboost:1")
    assert "/sagemaker-xgboost:3.2-0" in training("xgboost", version="3.2-0")


def test_without_a_version_and_without_a_scope_it_is_an_error() -> None:
    with pytest.raises(ValueError, match="version"):
        image_uris.retrieve("xgboost", "us-east-1")


def test_deepar_is_called_otherwise() -> None:
    assert "forecasting-deepar" in training("forecasting-deepar")
    with pytest.raises(FileNotFoundError):
        training("deepar")


@pytest.mark.parametrize("name", CLASSIC)
def test_a_classic_algorithm_has_one_version(name: str) -> None:
    known = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    versions = known.get("versions") or known["training"]["versions"]
    assert set(versions) == {"1"}


@pytest.mark.parametrize("name", [*CLASSIC, "xgboost", "sklearn"])
def test_some_regions_have_no_image(name: str) -> None:
    """Mexico, Malaysia, Thailand, New Zealand and Taipei are in none of the lists, but in PyTorch's."""
    assert (
        set(json.dumps(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))).split('"')) & WITHOUT == set()
    )
    asked = {"xgboost": {"version": "3.2-0"}, "sklearn": {"version": "1.9-0"}}.get(name, {})
    with pytest.raises(ValueError, match="region"):
        training(name, "mx-central-1", **asked)


@pytest.mark.parametrize("region", ["sa-east-1", "eu-south-2"])
def test_lda_is_missing_where_others_are(region: str) -> None:
    with pytest.raises(ValueError, match="region"):
        training("lda", region)
    assert "kmeans" in training("kmeans", region)


def test_those_two_are_some_of_many_regions_without_lda() -> None:
    known = [json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in ("kmeans", "lda")]
    kmeans, lda = (set(one["versions"]["1"]["registries"]) for one in known)
    assert len(kmeans - lda) > len(lda & kmeans)


@pytest.mark.parametrize("name", ["catboost", "lightgbm", "tabtransformer", "autogluon-tabular"])
def test_models_of_jumpstart_have_no_image_of_their_own(name: str) -> None:
    assert not (FOLDER / f"{name}.json").exists()
