"""The script reads the folder of a channel by a name that no channel has."""

from pathlib import Path

from common import REGION, ended, new_trainer
from sagemaker.core import image_uris
from sagemaker.core.training.configs import InputData, SourceCode

CODE, DATA = Path("codigo-do-canal"), Path("dados-do-canal")
CHANNEL = [
    InputData(
        channel_name="train",
        data_source=str(DATA),
    ),
]
RIGHT = """
import os

pasta = os.environ["SM_CHANNEL_TRAIN"]
"""
SAVE = "open(os.environ['SM_MODEL_DIR'] + '/m', 'w').write(str(os.listdir(pasta)))\n"


def train(script: str) -> str:
    """Train with this script and the channel train."""
    for folder in (CODE, DATA):
        folder.mkdir(exist_ok=True)
    (DATA / "a.csv").write_text("1,2\n")
    (CODE / "treino.py").write_text(script + SAVE)
    reader = new_trainer(
        training_image=image_uris.retrieve("sklearn", REGION, version="1.9-0"),
        source_code=SourceCode(source_dir=str(CODE), entry_script="treino.py"),
    )
    reader.train(input_data_config=CHANNEL)
    return ended(reader)


def wrong() -> None:
    """Ask for the folder of another channel."""
    train(RIGHT.replace("SM_CHANNEL_TRAIN", "SM_CHANNEL_TRAINING"))


def right() -> str:
    """Ask for it by the channel's own name."""
    return train(RIGHT)
