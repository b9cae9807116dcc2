"""What a rehearsal's process has around it: an environment without anything of the reader's account, and any role."""

import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rehearsal.wire import permissions
from rehearsal.wire.replies import ACCOUNT


def write_profiles(file: Path, names: Iterable[str]) -> Path:
    """Write a file in which every profile that a program may name is one, with nobody's credentials."""
    keys = "aws_access_key_id = ensaio\naws_secret_access_key = ensaio\n"
    file.write_text("".join(f"[{name}]\n{keys}" for name in dict.fromkeys(["default", *names])))
    return file


def environment(config: Path, region: str, profiles: Path) -> dict[str, str]:
    """Return the process environment without anything of AWS's, plus dummies."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "BOTO_", "MOTO_", "SAGEMAKER_"))
    }
    return {
        **kept,
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
