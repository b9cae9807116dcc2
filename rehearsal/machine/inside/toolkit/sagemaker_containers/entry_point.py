"""What a script that trains on several hosts asks before it begins."""

import socket
import time
from importlib import import_module

PATIENCE = 900.0  # seconds until every host has a name, as in the toolkit


def _wait_hostname_resolution() -> None:
    """Wait until the name of every host of the job is known."""
    deadline = time.monotonic() + PATIENCE
    for host in import_module("sagemaker_training.environment").read_resource_config()["hosts"]:
        while True:
            try:
                socket.gethostbyname(host)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
