"""What a rehearsal's process has around it: an environment without anything of the reader's account, and any role."""

import json
import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rehearsal.wire import permissions
from rehearsal.wire.replies import ACCOUNT

# What the SDK reads (3.27.0); any other variable that begins with SAGEMAKER_ is the reader's own, such as for a role.
OF_THE_SDK = re.compile(
    r"SAGEMAKER_(\w*CONFIG_OVERRIDE|REGION|VALIDATE_ROLE|HUB_NAME|METRICS_DIRECTORY|INTERNAL_\w+|JOB_CONDA_ENV"
    r"|LOCAL_SELINUX_ENABLED|INFERENCE_CODE_DIRECTORY|SERVE_SECRET_KEY|PYSDK_CREATED_BY|ENABLE_RICH_LOGGING"
    r"|TRAINING_SESSION_\w+)"
)


def write_profiles(file: Path, names: Iterable[str]) -> Path:
    """Write a file in which every profile that a program may name is one, with nobody's credentials."""
    keys = "aws_access_key_id = ensaio\naws_secret_access_key = ensaio\n"
    file.write_text("".join(f"[{name}]\n{keys}" for name in dict.fromkeys(["default", *names])))
    return file


def environment(config: Path, region: str, profiles: Path) -> dict[str, str]:
    """Return the process environment without anything of AWS's, plus dummies.

    What programs read by themselves, the Region and the number of the account, is that of the rehearsal where the
    reader has set it.
    """
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("AWS_", "BOTO_", "MOTO_")) and not OF_THE_SDK.fullmatch(key)
    }
    told = {"AWS_REGION": region, "SAGEMAKER_REGION": region, "AWS_ACCOUNT_ID": ACCOUNT}
    return {
        **kept,
        **{key: value for key, value in told.items() if value and key in os.environ},
        "AWS_ACCESS_KEY_ID": "ensaio",
        "AWS_SECRET_ACCESS_KEY": "ensaio",
        **({"AWS_DEFAULT_REGION": region} if region else {}),
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": str(profiles),
        "MOTO_ACCOUNT_ID": ACCOUNT,
        "DOCKER_HOST": "unix:///dev/null",  # a launch file that looks for a real Docker does not reach it
        "SAGEMAKER_USER_CONFIG_OVERRIDE": str(config),
        "SAGEMAKER_ADMIN_CONFIG_OVERRIDE": str(config),
    }


def any_role(name: str) -> dict[str, Any]:
    """Return what GetRole answers: whatever role is named exists and trusts SageMaker."""
    return {
        "Role": {
            "RoleName": name,
            "RoleId": "AROAENSAIOENSAIOENSA",
            "Arn": f"arn:aws:iam::{ACCOUNT}:role/{name}",
            "Path": "/",
            "CreateDate": datetime.now(UTC),
            "AssumeRolePolicyDocument": json.dumps(permissions.TRUST),
        }
    }
