"""Which KMS keys a run takes, learned from its calls in their order: S3 asks for the key of whoever writes or reads.

Writing an object with a key of one's own takes ``kms:GenerateDataKey``; in parts, ``kms:Decrypt`` too; reading one
takes ``kms:Decrypt``. A job encrypts what it leaves with the key of its OutputDataConfig, which whoever reads that
needs, and it must be able to read what was encrypted for it.
Source: https://repost.aws/knowledge-center/s3-large-file-encryption-kms-key and the developer guide, How to use
SageMaker AI execution roles (both read 2026-11-28).
"""

from collections.abc import Mapping
from typing import Any

from rehearsal.machine.storage import split_uri
from rehearsal.wire.actions import Need

WRITES = {
    "PutObject": ("kms:GenerateDataKey",),
    "CreateMultipartUpload": ("kms:GenerateDataKey", "kms:Decrypt"),
}


class Keys:
    """The keys of one run. Ask about each call once, in order."""

    def __init__(self) -> None:
        self._places: list[tuple[str, str]] = []  # the beginning of bucket/key, and the key of what lies there
        self.uploaded: list[str] = []  # the keys with which something was encrypted that a job may read

    def needs(self, call: Mapping[str, Any]) -> list[Need]:
        """Return what whoever makes a call must be allowed besides, and remember what it encrypts."""
        parameters, operation = call["parameters"], call["operation"]
        job = parameters.get("TrainingJobDefinition") or parameters
        output = job.get("OutputDataConfig") or {}
        if key := output.get("KmsKeyId"):
            self._places.append(("/".join(split_uri(output["S3OutputPath"])), key))
        if call["service"] != "s3":
            return []
        place = f"{parameters.get('Bucket')}/{parameters.get('Key', '')}"
        if operation in WRITES and (key := parameters.get("SSEKMSKeyId")):
            self._places.append((place, key))
            self.uploaded += [key] if key not in self.uploaded else []
            return [Need(action, key) for action in WRITES[operation]]
        if operation == "GetObject":
            keys = [key for beginning, key in self._places if place.startswith(beginning)]
            return [Need("kms:Decrypt", key) for key in dict.fromkeys(keys)]
        return []

    def of_a_job(self) -> list[Need]:
        """Return what the role of a job must be allowed to read what was encrypted for it."""
        return [Need("kms:Decrypt", key) for key in self.uploaded]
