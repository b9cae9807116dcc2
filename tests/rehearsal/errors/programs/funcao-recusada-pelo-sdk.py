"""IAM's answer is injected: it says what it says of a role with least privilege, to a caller who may ask."""

import os
import unittest.mock
from typing import Any

from botocore.client import BaseClient
from common import ended, new_trainer

CALL = BaseClient._make_api_call


def answer(client: BaseClient, name: str, given: dict[str, Any]) -> Any:
    """Deny every action of the simulation, and leave all else as it is."""
    if name != "SimulatePrincipalPolicy":
        return CALL(client, name, given)
    return {"EvaluationResults": [{"EvalActionName": a, "EvalDecision": "implicitDeny"} for a in given["ActionNames"]]}


def train() -> str:
    """Create the trainer, and train."""
    with unittest.mock.patch.object(BaseClient, "_make_api_call", answer):
        trainer = new_trainer()
        trainer.train()
    return ended(trainer)


def wrong() -> str:
    """Let the SDK ask."""
    return train()


def right() -> str:
    """Have it not ask."""
    with unittest.mock.patch.dict(os.environ):
        os.environ["SAGEMAKER_VALIDATE_ROLE"] = "false"
        return train()
