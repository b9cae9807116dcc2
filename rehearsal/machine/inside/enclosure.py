"""Linux namespaces: gives each host of a training job a root of its own in which /opt/ml is that host's folder.

Three uses:
- `seal()`, once, at the start of a rehearsal: puts this process into a network that is only loopback (and,
  for an ordinary user, into a user namespace). Everything started later inherits that.
- `isolate()`, in the thread of a job that asks for network isolation: a loopback of its own for its hosts.
- `python -I enclosure.py spec.json`, once per host: a small stand-in for `docker run`. It builds a root that
  shows of the computer's what a system has and no person's files (no home, no temporary files, no other folder), binds
  the host's folders into it, sets the host name and runs the command as process 1 of a process namespace. SIGTERM is
  passed to that process alone, as Docker does; when it ends, whatever it left behind is killed; its exit code is ours.

The computer's own /opt/ml is never touched: nothing is created outside the new root, which lives in memory.
This file uses the standard library only and runs without the package.
"""

import contextlib
import ctypes
import fcntl
import json
import os
import shutil
import signal
import socket
import struct
import sys
import tempfile
from pathlib import Path
from typing import Any

NEWNS, NEWUTS, NEWUSER, NEWPID, NEWNET = 0x00020000, 0x04000000, 0x10000000, 0x20000000, 0x40000000
BIND, RECURSIVE, PRIVATE, UNBINDABLE = 0x1000, 0x4000, 1 << 18, 1 << 17
SYSTEM = {"bin", "boot", "dev", "etc", "gnu", "lib", "lib32", "lib64", "libx32", "nix", "opt", "proc", "sbin"}
SYSTEM |= {"snap", "sys", "usr", "var"}
EMPTY = {"home": 0o755, "media": 0o755, "mnt": 0o755, "root": 0o700, "run": 0o755, "srv": 0o755, "tmp": 0o1777}
READ_ONLY, REMOUNT, RELATIVE_TIMES = 1, 0x20, 1 << 21
PARENT_DEATH_SIGNAL = 1
PROGRAMS = (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")  # how those of Linux and of macOS begin


def _libc(name: str, *args: object) -> None:
    """Call a C function that returns 0, or raise OSError with the reason."""
    function = getattr(ctypes.CDLL(None, use_errno=True), name)
    if function(*args) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def die_with_parent() -> None:
    """Ask the kernel to kill this process when the thread that started it ends. Linux only."""
    _libc("prctl", PARENT_DEATH_SIGNAL, signal.SIGKILL)


def why_not(program: str, search: str) -> tuple[str, int] | None:
    """Return why a program cannot be started, in the words of Docker, which readers will search for, and its exit code.

    None when nothing speaks against it: whether the kernel knows its format is seen by its first bytes.
    """
    path = shutil.which(program, path=search)
    if not path:
        if shutil.which(program, mode=os.F_OK, path=search):
            return f'exec: "{program}": permission denied', 126
        return f'exec: "{program}": executable file not found in $PATH', 127
    with open(path, "rb") as file:
        first = file.readline(256)
    if first.startswith(b"#!"):
        interpreter = first[2:].strip(b" \t\n").split(b" ")[0]  # a carriage return belongs to it, as to the kernel
        return None if os.path.exists(interpreter) else (f"exec {program}: no such file or directory", 255)
    return None if first.startswith(PROGRAMS) else (f"exec {program}: exec format error", 255)


def mount(source: str, target: str, kind: str = "", flags: int = 0) -> None:
    """Call mount(2); raise OSError if it is refused."""
    _libc("mount", source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), None)


def enter(flags: int) -> None:
    """Unshare; as an ordinary user, become root of a user namespace (and of nothing else)."""
    uid, gid = os.geteuid(), os.getegid()
    _libc("unshare", flags)
    if flags & NEWUSER:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {uid} 1")
        Path("/proc/self/gid_map").write_text(f"0 {gid} 1")


def _loopback_up() -> None:
    """Switch on `lo`, the only interface of a new network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        up_and_running = struct.pack("16sh22x", b"lo", 0x1 | 0x40)
        fcntl.ioctl(sock, 0x8914, up_and_running)  # SIOCSIFFLAGS


def _can_enter(flags: int) -> bool:
    """Try in a child all that seal() and a host will need; nothing changes for us."""
    child = os.fork()
    if child == 0:
        status = 1
        with contextlib.suppress(BaseException):
            enter(flags)
            _loopback_up()
            _libc("unshare", NEWNS | NEWUTS | NEWPID)
            mount("none", "/", "", RECURSIVE | PRIVATE)
            mount("tmpfs", tempfile.gettempdir(), "tmpfs")
            status = 0
        os._exit(status)
    return os.waitpid(child, 0)[1] == 0


def seal() -> bool:
    """Cut this process off the network, if the system lets us. Must run before any thread starts.

    Returns True when namespaces are to be had (hosts may then use them), False when they are not.
    """
    if sys.platform != "linux":
        return False
    for flags in (NEWNET, NEWNET | NEWUSER):
        if _can_enter(flags):
            enter(flags)
            _loopback_up()
            return True
    return False


def isolate() -> None:
    """Cut the calling thread, and what it starts from now on, off even from the loopback of this process.

    The hosts of a job with network isolation still reach each other. Needs a True from seal().
    """
    _libc("unshare", NEWNET)
    _loopback_up()


def mirror(real: str, copy: str, missing: list[str], only: set[str] | None = None) -> None:
    """Show folder `real` in the new folder `copy`, entry by entry, so that `missing` paths can be added.

    `only`, when given, are the names of the entries to show.
    """
    for entry in os.scandir(real):
        if only is not None and entry.name not in only:
            continue
        target = os.path.join(copy, entry.name)
        below = [path for path in missing if path.startswith(entry.path + "/")]
        if entry.is_symlink():
            os.symlink(os.readlink(entry.path), target)
        elif below and entry.is_dir():
            os.mkdir(target)
            mirror(entry.path, target, below)
        else:
            _bind(entry.path, target)


def _bind(source: str, target: str) -> None:
    if not os.path.exists(target):
        if os.path.isdir(source):
            os.makedirs(target)
        else:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            open(target, "w").close()
    mount(source, target, "", BIND | RECURSIVE)


def _protect(path: str) -> None:
    """Make a folder read-only where it is mounted; the flags that its file system has must be kept."""
    kept = os.statvfs(path).f_flag & (os.ST_NOSUID | os.ST_NODEV | os.ST_NOEXEC | os.ST_NOATIME)
    if os.statvfs(path).f_flag & os.ST_RELATIME:
        kept |= RELATIVE_TIMES
    mount("none", path, "", REMOUNT | BIND | READ_ONLY | kept)


def build_root(root: str, binds: dict[str, str], protected: dict[str, str]) -> None:
    """Build at `root` (an empty folder) a system like this computer's with `binds` (path in it -> real path) on top.

    `protected` is bound too, and nothing in it can be changed from inside.
    """
    binds = {os.path.realpath(path) if path.startswith("/opt") else path: source for path, source in binds.items()}
    mount("none", "/", "", RECURSIVE | PRIVATE)
    mount("tmpfs", root, "tmpfs")
    mount("none", root, "", UNBINDABLE)
    mirror("/", root, [path for path in [*binds, *protected] if not os.path.exists(path)], SYSTEM)
    for name, mode in EMPTY.items():
        os.mkdir(os.path.join(root, name))
        os.chmod(os.path.join(root, name), mode)
    with contextlib.suppress(OSError):  # a computer without /var/tmp
        mount("tmpfs", root + "/var/tmp", "tmpfs")
    for path in sorted(protected):
        _bind(protected[path], root + path)
        _protect(root + path)
    for path in sorted(binds):
        _bind(binds[path], root + path)
    with contextlib.suppress(OSError):  # refused where /proc is masked; the outer one then stays visible
        mount("proc", root + "/proc", "proc")


def run_host(spec: dict[str, Any]) -> int:
    """Run spec["command"], enclosed as the rest of spec says, and return its exit code."""
    _libc("unshare", NEWNS | NEWUTS | NEWPID)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # until somebody is there to receive it
    child = os.fork()
    if child == 0:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        die_with_parent()
        build_root(spec["root"], spec["binds"], spec["protected"])
        socket.sethostname(spec["hostname"])
        os.chroot(spec["root"])
        os.makedirs(spec["cwd"], exist_ok=True)
        os.chdir(spec["cwd"])
        command = spec["command"]
        try:
            os.execvpe(command[0], command, spec["env"])
        except OSError as error:
            words, code = why_not(command[0], spec["env"].get("PATH", os.defpath)) or (
                f"exec {command[0]}: {error}",
                126,
            )
            print(words, flush=True)
            os._exit(code)
    signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGTERM))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    die_with_parent()
    code = run_host(json.loads(Path(sys.argv[1]).read_text()))
    sys.exit(code if code >= 0 else 128 - code)
