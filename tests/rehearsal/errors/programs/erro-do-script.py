"""The script of a job raises: alone, and with its own words left in /opt/ml/output/failure. Both jobs fail."""

from pathlib import Path

from common import REGION, new_trainer
from sagemaker.core import image_uris
from sagemaker.core.training.configs import SourceCode

CODE = Path("codigo-que-falha")
FAULT = """
def treinar():
    linha = {"area": 54}
    return linha["preco"]


"""
TELLING = """
try:
    treinar()
except Exception:
    Path("/opt/ml/output/failure").write_text(traceback.format_exc())
    sys.exit(1)
"""


def train(script: str) -> None:
    """Train with this script."""
    CODE.mkdir(exist_ok=True)
    (CODE / "treino.py").write_text(script)
    new_trainer(
        training_image=image_uris.retrieve("sklearn", REGION, version="1.9-0"),
        source_code=SourceCode(source_dir=str(CODE), entry_script="treino.py"),
    ).train()


def wrong() -> None:
    """Let the exception leave the script."""
    train(f"{FAULT}treinar()\n")


def right() -> list[str]:
    """Leave its words where AWS takes the reason from; return the reason that the SDK tells."""
    try:
        train(f"import sys\nimport traceback\nfrom pathlib import Path\n{FAULT}{TELLING}")
    except Exception as error:
        print(error)
        return [str(error)]
    return []
