"""The script of a job raises: alone, and with its own words left in /opt/ml/output/failure. Both jobs fail."""

from pathlib import Path

from common import REGION, new_trainer
from sagemaker.core import image_uris
from sagemaker.core.training.configs import SourceCode

CODE = Path("codigo-que-falha")
FAULT = """
def treinar():
    return ler([{"area": 54}], 10)


# As deep as a library is: what it raises is at the end of more than AWS keeps.
def ler(casas, vezes):
    return medir(casas, vezes) if vezes else casas[0]["preco"]


def medir(casas, vezes):
    return ler(casas, vezes - 1)


"""
TELLING = """
try:
    treinar()
except Exception:
    traceback.print_exc()
    end = traceback.format_exc()[-1000:]
    Path("/opt/ml/output/failure").write_text(end)
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
