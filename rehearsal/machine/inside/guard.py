"""No connection leaves the computer: refuses every socket to anything but loopback, with a clear error.

It is a Python audit hook, so it also sees what libraries open, and it cannot be taken off again. Where Linux
namespaces are to be had, the network of the rehearsal is loopback only as well (see enclosure), which also
binds programs that are not Python. Where they are not, `environment()` puts the hook into the Python
processes of the training job.

This file uses the standard library only, because training jobs load it too.
"""

import ipaddress
import os
import sys
from collections.abc import Mapping
from pathlib import Path

CONNECTING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
RESOLVING = {"socket.getaddrinfo", "socket.gethostbyname"}

HOST = "{host!r}"  # stands in the words of a refusal for the host that something tried to reach

refused: list[str] = []  # every host that something in this process tried to reach
_words: list[str] = []  # how a refusal is said; the last one counts


class OutboundRefusedError(ConnectionError):
    """Something tried to reach another computer during a rehearsal."""


def is_local(host: object) -> bool:
    """Tell whether a host, as given to the socket module, is this computer's loopback."""
    if host is None:
        return True
    name = host.decode(errors="replace") if isinstance(host, bytes) else str(host)
    if name in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse_outbound(event: str, args: tuple[object, ...]) -> None:
    """Audit hook: let loopback and Unix sockets pass, raise OutboundRefusedError for the rest."""
    if event in RESOLVING:
        host = args[0]
    elif event in CONNECTING:
        address = args[1]
        if not isinstance(address, tuple):  # a Unix socket, or sendmsg on a connected one
            return
        host = address[0]
    else:
        return
    if not is_local(host):
        refused.append(str(host))
        raise OutboundRefusedError(_words[-1].format(host=host))


def install(words: str) -> None:
    """Refuse outbound sockets from now on, in this whole process; `words` say so, with HOST in them."""
    _words.append(words)
    sys.addaudithook(refuse_outbound)


def environment(folder: Path, inherited: Mapping[str, str], words: str) -> dict[str, str]:
    """Return variables that make every Python process started with them install the guard, which refuses in `words`.

    `folder` receives a sitecustomize.py, which Python runs at start.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(f"{Path(__file__).read_text()}\n\ninstall({words!r})\n")
    return {"PYTHONPATH": os.pathsep.join(filter(None, [str(folder), inherited.get("PYTHONPATH", "")]))}
