"""The rehearsal's stand-in for the built-in XGBoost refuses with the words of the container's own source."""

from pathlib import Path

from common import REGION, ended, new_trainer
from sagemaker.core import image_uris
from sagemaker.core.training.configs import InputData

ROWS = "".join(f"{row % 2},{row},{row * row % 7}\n" for row in range(40))


def train(channel: InputData) -> str:
    """Train the built-in algorithm on a channel."""
    image = image_uris.retrieve("xgboost", REGION, version="3.2-0")
    algorithm = new_trainer(training_image=image, hyperparameters={"num_round": 2, "objective": "binary:logistic"})
    algorithm.train(input_data_config=[channel])
    return ended(algorithm)


def wrong() -> None:
    """Say nothing of what the file is."""
    Path("dados").mkdir()
    Path("dados/treino.csv").write_text(ROWS)
    train(InputData(channel_name="train", data_source="dados"))


def right() -> str:
    """Say that it is CSV."""
    channel = InputData(
        channel_name="train",
        data_source="dados",
        content_type="text/csv",  # sem isto, o algoritmo lê LibSVM
    )
    return train(channel)
