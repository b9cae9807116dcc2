"""No host of a rehearsal has a network; pip is told so, and stops without the tries that it makes on AWS."""

import zipfile
from pathlib import Path

from common import REGION, ended, new_trainer
from sagemaker.core import image_uris
from sagemaker.core.training.configs import Networking, SourceCode

CODE = Path("codigo")
RECORD = "minha_biblioteca-1.0.dist-info"
PARTS = {  # a library of one line, as a wheel
    "minha_biblioteca.py": "RESPOSTA = 42\n",
    f"{RECORD}/METADATA": "Metadata-Version: 2.1\nName: minha-biblioteca\nVersion: 1.0\n",
    f"{RECORD}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    f"{RECORD}/RECORD": "",
}
ELSEWHERE = "/opt/ml/pacotes"  # the Python of a rehearsal is the reader's own: nothing may be left in it
REQUIREMENTS = """
--no-index
--find-links pacotes
minha-biblioteca==1.0
"""


def train() -> str:
    """Train a script that imports the library, without a network."""
    isolated = new_trainer(
        training_image=image_uris.retrieve("sklearn", REGION, version="1.9-0"),
        source_code=SourceCode(source_dir=str(CODE), entry_script="treino.py", requirements="requirements.txt"),
        networking=Networking(enable_network_isolation=True),
        environment={"PIP_TARGET": ELSEWHERE, "PYTHONPATH": ELSEWHERE},
    )
    isolated.train()
    return ended(isolated)


def wrong() -> None:
    """Leave the library to pip and PyPI."""
    CODE.mkdir()
    (CODE / "treino.py").write_text(
        "import os\nimport minha_biblioteca\nopen(os.environ['SM_MODEL_DIR'] + '/m', 'w').write('ok')\n"
    )
    (CODE / "requirements.txt").write_text("minha-biblioteca==1.0\n")
    train()


def right() -> str:
    """Take the library along, in a folder of the code."""
    (CODE / "pacotes").mkdir()
    with zipfile.ZipFile(CODE / "pacotes/minha_biblioteca-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in PARTS.items():
            wheel.writestr(name, text)
    (CODE / "requirements.txt").write_text(REQUIREMENTS)
    return train()
