"""A script reads a hyperparameter that is false: as `bool` does, and as its text says."""

from pathlib import Path

from common import REGION, ended, new_trainer
from sagemaker.core import image_uris
from sagemaker.core.training.configs import SourceCode

CODE = Path("codigo-do-booleano")
START = """
import argparse
import os

parser = argparse.ArgumentParser()
"""
WRONG = 'parser.add_argument("--aumentar", type=bool)'
RIGHT = """
def booleano(texto):
    return texto.strip().lower() == "true"  # v3: false; v2: False

parser.add_argument("--aumentar", type=booleano)
"""
END = """
print(f"aumentar={parser.parse_args().aumentar}")
open(os.environ["SM_MODEL_DIR"] + "/m", "w").write("ok")
"""


def train(reading: str) -> str:
    """Train with a script that reads its argument so; the hyperparameter is False."""
    CODE.mkdir(exist_ok=True)
    (CODE / "treino.py").write_text(START + reading + END)
    trainer = new_trainer(
        training_image=image_uris.retrieve("sklearn", REGION, version="1.9-0"),
        source_code=SourceCode(source_dir=str(CODE), entry_script="treino.py"),
        hyperparameters={"aumentar": False},
    )
    trainer.train()
    return ended(trainer)


def wrong() -> str:
    """Read it with bool."""
    print(WRONG)
    return train(WRONG)


def right() -> str:
    """Read what it says."""
    return train(RIGHT)
