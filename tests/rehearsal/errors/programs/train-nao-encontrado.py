"""The rehearsal starts an image as SageMaker does, `docker run <image> train`, and speaks as Docker does."""

from common import ended, new_trainer, own_image

FIX = """
COPY treino.sh /opt/treino.sh
ENTRYPOINT ["/bin/sh", "/opt/treino.sh"]
"""


def wrong() -> None:
    """Build an image that says nothing of what runs."""
    blank = new_trainer()
    own_image("echo pesos > /opt/ml/model/modelo")
    blank.train()


def right() -> str:
    """Say it."""
    told = new_trainer()
    own_image("echo pesos > /opt/ml/model/modelo", FIX)
    told.train()
    return ended(told)
