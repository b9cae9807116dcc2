"""A program that writes its model elsewhere ends as well as one that writes it where the job takes it from."""

from pathlib import Path

from common import REGION, new_trainer
from sagemaker.core import image_uris
from sagemaker.core.training.configs import SourceCode

CODE = Path("codigo-do-modelo")
WRONG = "from pathlib import Path\nPath('modelo.txt').write_text('pesos')\n"
RIGHT = """
import os
from pathlib import Path

pasta = Path(os.environ["SM_MODEL_DIR"])
(pasta / "modelo.txt").write_text("pesos")
print(sorted(pasta.iterdir()))
"""


def train(script: str) -> dict[str, object]:
    """Train with this script; return how the job ended, and whether a model came of it."""
    CODE.mkdir(exist_ok=True)
    (CODE / "treino.py").write_text(script)
    trainer = new_trainer(
        training_image=image_uris.retrieve("sklearn", REGION, version="1.9-0"),
        source_code=SourceCode(source_dir=str(CODE), entry_script="treino.py"),
    )
    trainer.train()
    job = trainer._latest_training_job
    print(job.training_job_status)
    return {"status": job.training_job_status, "printed": True}


def wrong() -> dict[str, object]:
    """Write into the folder where the script runs."""
    return train(WRONG)


def right() -> dict[str, object]:
    """Write where the job takes the model from."""
    return train(RIGHT)
