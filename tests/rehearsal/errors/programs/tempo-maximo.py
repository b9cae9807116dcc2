"""The rehearsal stops a job as AWS does: SIGTERM when its time is over."""

from typing import Any

from common import new_trainer, own_image
from sagemaker.core.training.configs import StoppingCondition

ENTRYPOINT = 'ENTRYPOINT ["/bin/sh", "/opt/treino.sh"]'


def train(**limits: Any) -> dict[str, str]:
    """Train for two seconds, within a limit."""
    own_image("trap 'exit 0' TERM; sleep 2 & wait; echo pesos > /opt/ml/model/modelo", ENTRYPOINT)
    trainer = new_trainer(**limits)
    trainer.train()
    job = trainer._latest_training_job
    print(job.training_job_status, job.secondary_status)
    return {"status": job.training_job_status, "secondary": job.secondary_status}


def wrong() -> dict[str, str]:
    """Give too little time: the SDK raises nothing."""
    return train(stopping_condition=StoppingCondition(max_runtime_in_seconds=1))


def right() -> dict[str, str]:
    """Give enough."""
    return train(
        stopping_condition=StoppingCondition(
            max_runtime_in_seconds=6 * 60 * 60,
        ),
    )
