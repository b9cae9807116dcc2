"""AWS's refusal is injected; whether the caller's policy allows iam:PassRole is read by moto."""

import json
from collections.abc import Callable
from typing import Any

from common import USER, ended, new_trainer, permitted
from refusals import Refusal, answered

WITHOUT = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "sagemaker:*", "Resource": "*"}],
}
POLICY = json.loads("""
{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": "iam:PassRole",
    "Resource": "arn:aws:iam::111122223333:role/SageMakerTreino",
    "Condition": {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}}
  }]
}
""")


def refuse(policy: dict[str, Any]) -> Callable[[dict[str, Any]], Refusal | None]:
    """Answer as AWS does to a caller with this policy."""

    def answer(asked: dict[str, Any]) -> Refusal | None:
        service = {"iam:PassedToService": "sagemaker.amazonaws.com"}
        if permitted(policy, "iam:PassRole", asked["RoleArn"], **service):
            return None
        message = (
            f"User: {USER} is not authorized to perform: iam:PassRole on resource: {asked['RoleArn']} "
            "because no identity-based policy allows the iam:PassRole action"
        )
        return Refusal(400, "AccessDeniedException", message)

    return answer


def wrong() -> None:
    """Call with permission for everything of SageMaker, and for nothing of IAM."""
    with answered("sagemaker", "CreateTrainingJob", refuse(WITHOUT)):
        new_trainer().train()


def right() -> dict[str, Any]:
    """Call with the policy of the page besides."""
    allowed = new_trainer()
    with answered("sagemaker", "CreateTrainingJob", refuse(POLICY)):
        allowed.train()
    return {"status": ended(allowed), "policies": [POLICY]}
