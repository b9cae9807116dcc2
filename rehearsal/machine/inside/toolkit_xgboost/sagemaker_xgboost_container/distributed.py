"""Lets several hosts train one model, as the image does: those that have data, the first as the tracker."""

import contextlib
import json
import logging
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

FIRST_PORT = 9099
PATIENCE = 120.0  # seconds until the tracker answers


def wait_hostname_resolution(sm_hosts: Sequence[str]) -> None:
    """Wait until the name of every host is known."""
    for host in sm_hosts:
        _address(host)


def rabit_run(
    exec_fun: Callable[..., Any],
    args: dict[str, Any],
    include_in_training: bool,
    hosts: Sequence[str],
    current_host: str,
    first_port: int | None = None,
    second_port: int | None = None,
    max_connect_attempts: int | None = None,
    connect_retry_timeout: int = 10,
    update_rabit_args: bool = False,
) -> None:
    """Call a function on every host that has data, connected for xgboost; the others end here, well.

    `update_rabit_args`: the function is also told whether it is on the host that writes the model.
    """
    port = first_port or FIRST_PORT
    with _connected(sorted(hosts), current_host, port):
        told = _exchange({"host": current_host, "include_in_training": include_in_training}, len(hosts))
    with_data = sorted(each["host"] for each in told if each["include_in_training"])
    if not with_data:
        raise RuntimeError("No hosts received training data.")
    if not include_in_training:
        logging.warning("Host %s not being used for distributed training.", current_host)
        sys.exit(0)
    if update_rabit_args:
        args["is_master"] = current_host == with_data[0]
    with _connected(with_data, current_host, second_port or port + 1):
        exec_fun(**args)


@contextlib.contextmanager
def _connected(hosts: Sequence[str], current_host: str, port: int) -> Iterator[None]:
    if len(hosts) == 1:
        yield
        return
    from xgboost import collective
    from xgboost.tracker import RabitTracker

    tracker = None
    if current_host == hosts[0]:
        tracker = RabitTracker(n_workers=len(hosts), host_ip=_address(hosts[0]), port=port, sortby="task")
        tracker.start()
    known = {"dmlc_tracker_uri": _address(hosts[0]), "dmlc_tracker_port": port, "dmlc_timeout": int(PATIENCE)}
    context = _entered(collective, {**known, "dmlc_task_id": str(hosts.index(current_host))})
    try:
        yield
    finally:
        context.__exit__(None, None, None)
        if tracker:
            tracker.wait_for(timeout=5)


def _entered(collective: Any, worker: dict[str, Any]) -> Any:
    """Return a connection to the tracker, which may not have begun."""
    deadline = time.monotonic() + PATIENCE
    while True:
        context = collective.CommunicatorContext(**worker)
        try:
            context.__enter__()
            return context
        except Exception:
            if time.monotonic() > deadline:
                raise
            time.sleep(1)


def _exchange(data: dict[str, Any], count: int) -> list[dict[str, Any]]:
    if count == 1:
        return [data]
    from xgboost import collective

    mine = json.dumps(data)
    ranks = range(collective.get_world_size())
    return [json.loads(collective.broadcast(mine if rank == collective.get_rank() else "", rank)) for rank in ranks]


def _address(host: str) -> str:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.gethostbyname(host)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
