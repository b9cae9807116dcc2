"""The SDK's own list of images says no; nothing is sent."""

from common import REGION
from sagemaker.core import image_uris


def wrong() -> None:
    """Ask for a new PyTorch under the old name."""
    image_uris.retrieve("pytorch", REGION, version="2.13", image_scope="training", instance_type="ml.m5.large")


def right() -> dict[str, str]:
    """Ask by the new name; and see which XGBoost "latest" is."""
    image = image_uris.retrieve(
        "pytorch-amzn2023",  # de 2.11 em diante
        REGION,
        version="2.13",
        image_scope="training",
        instance_type="ml.m5.large",
    )
    return {
        "pytorch": image,
        "latest": image_uris.retrieve("xgboost", REGION, version="latest"),
        "xgboost": image_uris.retrieve("xgboost", REGION, version="3.2-0"),
    }
