"""The rehearsal interrupts a spot job once, as soon as the log says so, and starts it again, as AWS does."""

from typing import Any

import boto3
from common import ended, new_trainer, own_image
from sagemaker.core.training.configs import CheckpointConfig, Compute, StoppingCondition

ENTRYPOINT = 'ENTRYPOINT ["/bin/sh", "/opt/treino.sh"]'
PROGRAM = """
trap 'exit 1' TERM
ultima=$(cat /opt/ml/checkpoints/epoca 2>/dev/null || echo 0)
for epoca in $(seq $((ultima + 1)) 4); do
    echo $epoca > /opt/ml/checkpoints/epoca
    echo epoca=$epoca
    sleep 0.5 & wait
done
echo pesos > /opt/ml/model/modelo
"""


def train(**kept: Any) -> str:
    """Train four epochs on spot."""
    own_image(PROGRAM, ENTRYPOINT)
    trainer = new_trainer(
        compute=Compute(
            instance_type="ml.m5.large",
            instance_count=1,
            enable_managed_spot_training=True,
        ),
        stopping_condition=StoppingCondition(
            max_runtime_in_seconds=60 * 60,
            max_wait_time_in_seconds=4 * 60 * 60,
        ),
        **kept,
    )
    trainer.train()
    return ended(trainer)


def wrong() -> str:
    """Keep nothing in S3."""
    return train()


def right() -> str:
    """Keep the checkpoints at an address that does not change."""
    boto3.client("s3").create_bucket(Bucket="meu-bucket-de-treino")
    return train(
        checkpoint_config=CheckpointConfig(
            s3_uri="s3://meu-bucket-de-treino/pontos/1",
        ),
    )
