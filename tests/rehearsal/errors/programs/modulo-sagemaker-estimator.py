"""What is imported is the installed SDK; each wrong import has a Python of its own, as a reader's script has."""

import subprocess
import sys

OF_V2 = (
    "from sagemaker.estimator import Estimator",
    "from sagemaker import image_uris",
    "import sagemaker; sagemaker.Session()",
)


def wrong() -> None:
    """Import as v2 did: alone, and after something of v3 was imported."""
    for line in OF_V2:
        done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=False)
        print(done.stderr)
    import sagemaker.core  # noqa: F401

    exec(OF_V2[0])


def right() -> list[str]:
    """Import the same from where v3 has it."""
    from sagemaker.core import image_uris
    from sagemaker.core.helper.session_helper import Session
    from sagemaker.core.training.configs import (
        Compute,
        InputData,
        SourceCode,
        StoppingCondition,
    )
    from sagemaker.train import ModelTrainer

    found = [image_uris.retrieve, Session, Compute, InputData, SourceCode, StoppingCondition, ModelTrainer]
    return [each.__name__ for each in found]
