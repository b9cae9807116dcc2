"""No connection leaves the computer: refuses every socket to anything but loopback, with a clear error.

It is a Python audit hook, so it also sees what libraries open, and it cannot be taken off again. Where Linux
namespaces are to be had, the network of the rehearsal is loopback only as well (see enclosure), which also
binds programs that are not Python. Where they are not, machine/startup.py puts the hook into the Python
processes of the training job, and there it also keeps them off this computer's own /opt/ml, of which a path that is
put together while the program runs was not replaced, and off its reader's home, the folder that the rehearsal was
started in and the temporary files of others, which no container has. Other programs it cannot hold: they are not
started there, unless the reader says so.

This file uses the standard library only, because training jobs load it too.
"""

import errno
import ipaddress
import os
import re
import shlex
import shutil
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

CONNECTING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
RESOLVING = {"socket.getaddrinfo", "socket.gethostbyname"}

REACHING = {
    *("open", "os.mkdir", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink"),
    *("os.chmod", "os.chown", "os.utime", "os.truncate", "os.setxattr", "os.removexattr", "os.chdir"),
    *("shutil.rmtree", "shutil.copyfile", "shutil.move", "sqlite3.connect"),
}
READING = {"open", "sqlite3.connect"}
STARTING = {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.system"}
SHELLS = {"sh", "bash", "dash", "zsh"}
INNER = re.compile(r"[`]|\$\(")  # a command inside another
MADE_EXECUTABLE = re.compile(r"chmod \+x (?P<script>\S+) && \./(?P=script)(?: .*)?", re.DOTALL)
LONGEST_SCRIPT = 100_000  # characters
OF_PYTHON = re.compile(r"(python|pip|torchrun)[0-9.]*")
HARMLESS = {  # what libraries ask about the computer, what writes nothing, and words of the shell's own
    *("lscpu", "uname", "ldconfig", "sysctl", "nproc", "hostname", "locale", "getconf", "nvidia-smi", "rocm-smi"),
    *("ps", "pgrep", "which", "file", "id", "whoami", "gcc", "cc", "ld", "objdump"),
    *("set", "export", "cd", "echo", "pwd", "true", ":"),
}
TEMPORARY = ("/tmp", "/var/tmp")
OURS = "/opt/" + "ml"  # put together, so that the copy of this file in a job keeps it
HOST, PATH = "{host!r}", "{path!r}"  # stands in the words of a refusal for the host that something tried to reach

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


class HeldError(PermissionError):
    """A job wanted to reach the computer's own /opt/ml, or to start a program that would not be held."""


def other_program(words: Sequence[str], search: str | None = None) -> str | None:
    """Return the program of a command that this hook would not hold, or None: it is Python, or only tells something.

    `search` is where a program is looked for, PATH unless told. Of a shell, what it is given counts, or its script:
    each line one plain command.
    """
    name = os.path.basename(words[0]) if words else ""
    if name in SHELLS:
        rest = [word for word in words[1:] if not word.startswith("-")]
        if not rest:
            return words[0]
        if any(re.fullmatch("-[a-z]*c", word) for word in words[1:-1]):
            return _of_lines(rest[0], search)
        return words[0] if (text := _script(rest[0])) is None or _of_lines(text, search) else None
    if not name or name in HARMLESS or OF_PYTHON.fullmatch(name):
        return None
    file = shutil.which(words[0], path=search)
    first = ((_script(file) or "") if file else "").partition("\n")[0]
    if first.startswith("#!") and "python" in first:
        return None
    if file and first.startswith("#!") and os.path.basename(first.split()[-1]) in SHELLS:
        return words[0] if other_program(["sh", file], search) else None
    return words[0]


def _of_lines(text: str, search: str | None) -> str | None:
    """Return the first program of these lines that the hook would not hold, or None."""
    if made := MADE_EXECUTABLE.fullmatch(text.strip()):  # as the SDK starts a script of a shell
        return other_program(["sh", made["script"]], search)
    for line in text.replace("\\\n", " ").splitlines():
        try:
            lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
            lexer.whitespace_split = True
            words = list(lexer)
        except ValueError:
            return line.strip()
        if INNER.search(line) or any(word and not word.strip("();<>|&") for word in words):
            return line.strip()
        while words and re.match(r"[A-Za-z_]\w*=", words[0]):
            words = words[1:]
        if other := other_program(words, search):
            return other
    return None


def _script(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read(LONGEST_SCRIPT)
    except (OSError, UnicodeDecodeError):
        return None


def hold(words: str, homes: Sequence[str], shown: Sequence[str], refusing: str | None = None) -> None:
    """Refuse the computer's own /opt/ml from now on, in `words` with PATH in them, and what is below `homes`.

    What is below `shown` may be read all the same; the rest of a home is not there, as in a container, and no temporary
    file that was there before. `refusing`:
    how to say, with PATH in it, that another program is refused; None lets all of them run.
    """

    began = time.time()

    def elsewhere(event: str, path: str) -> bool:
        if any(_below(home, path) for home in homes):
            return True
        if event not in READING or not any(_below(folder, path) for folder in TEMPORARY):
            return False
        try:
            found = os.stat(path)
        except OSError:
            return False
        return stat.S_ISREG(found.st_mode) and found.st_ctime < began

    def held(event: str, args: tuple[object, ...]) -> None:
        if event in STARTING:
            for word in _texts(args):
                if _below(OURS, word):
                    raise HeldError(words.format(path=word))
            if refusing and (other := other_program(_command(event, args))):
                raise HeldError(refusing.format(path=other))
        elif event in REACHING:
            for path in (os.path.abspath(_named(text)) for text in _texts(args[:2])):
                if _below(OURS, path):
                    raise HeldError(words.format(path=path))
                if not any(_below(each, path) for each in shown) and elsewhere(event, path):
                    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)

    sys.addaudithook(held)


def _command(event: str, args: tuple[object, ...]) -> list[str]:
    """Return the words of the command that an event starts."""
    if event == "os.system":
        return ["sh", "-c", *_texts(args)]
    return [*_texts(args[1])] or [*_texts(args[0])]


def _texts(values: object) -> Iterator[str]:
    """Yield every path and word among the arguments of an event."""
    if isinstance(values, (str, bytes, os.PathLike)):
        yield os.fsdecode(values)
    elif isinstance(values, (tuple, list)):
        for value in values:
            yield from _texts(value)


def _named(text: str) -> str:
    """Return the path of a database that is given as an address; any other as it is."""
    return unquote(urlsplit(text).path) if text.startswith("file:") else text


def _below(folder: str, path: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")
