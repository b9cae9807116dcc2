"""A stand-in for the `docker` command: what the SDK's local mode asks of it, run in the same enclosure as a job.

Local mode sends no request to SageMaker. It writes a docker-compose.yaml and calls `docker`, which many computers
do not have. During a rehearsal a `docker` that is this module comes first on PATH. It knows what the SDK calls:

    docker compose version          docker images -q IMAGE (none is here, so the SDK logs in and pulls)
    docker login / docker pull      say that nothing is downloaded
    docker compose … down           does nothing: no container is left
    docker compose -f FILE up …     runs its services: entry point, volumes, environment, lines and exit code

Any other command is refused by name. What ran is told to the rehearsal in a file, a line for each `up`.
"""

import contextlib
import json
import os
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest import mock

from rehearsal import words
from rehearsal.machine import images, runner
from rehearsal.machine.contract import Host, NotRehearsedError
from rehearsal.machine.dockerfile import DockerfileError
from rehearsal.machine.inside import enclosure
from rehearsal.words import say

STAND_IN = "docker-stand-in"
REPOSITORY = Path(__file__).resolve().parents[2]
SWEPT = ("input", "shared")  # folders beside the compose file that the SDK removes whole when all ended well
FOREVER = float("inf")  # local mode has no maximum running time
LINGER = 0.3  # seconds: the SDK stops reading when `docker` ends, so its last lines must be read before


@dataclass(frozen=True)
class Up:
    """One `docker compose up`: the folder of its compose file, how it ended, and whether it left a model."""

    folder: str
    exit_code: int
    has_model: bool
    stand_ins: list[str]
    image: str = ""
    noted: list[str] = field(default_factory=list)  # modules that its program imported and its image may not have
    refused: str = ""  # why nothing was run

    @property
    def archive(self) -> Path:
        """Where the SDK packs the model when it is over."""
        return Path(self.folder) / "compressed_artifacts" / "model.tar.gz"


class LocalDocker:
    """The `docker` of one rehearsal. `told` is the file in which its runs are told."""

    def __init__(self, snippet_folder: Path, enclosed: bool, unguarded: bool, told: Path) -> None:
        self._settings = {
            "snippet_folder": str(snippet_folder),
            "enclosed": enclosed,
            "unguarded": unguarded,
            "told": str(told),
            "since": time.time(),
            "language": words.chosen(),
        }
        self._told, self._enclosed = told, enclosed

    def path(self, scratch: Path) -> str:
        """Write the command into a new folder below a temporary one and return a PATH that has it first."""
        folder = scratch / "bin"
        folder.mkdir()
        call = [sys.executable, "-P", "-m", __name__, json.dumps({**self._settings, "scratch": str(scratch)})]
        command = folder / "docker"
        command.write_text(f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(REPOSITORY))} exec {shlex.join(call)} "$@"\n')
        command.chmod(0o755)
        return f"{folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}"

    @contextlib.contextmanager
    def first(self, scratch: Path) -> Iterator[None]:
        """Put the command first on PATH, and keep it first: the SDK's own examples put this computer's Docker there.

        A PATH that has nothing of the one before is left as it is: who sets it wants what lies there.
        """
        os.environ["PATH"] = whole = self.path(scratch)
        ahead, _, _ = whole.partition(os.pathsep)
        variables = type(os.environ)
        put = variables.__setitem__

        def set_item(environment: Any, key: Any, value: Any) -> None:
            mine = environment is os.environ and key == "PATH" and ahead in str(value).split(os.pathsep)
            put(environment, key, f"{ahead}{os.pathsep}{value}" if mine else value)

        with mock.patch.object(variables, "__setitem__", set_item):
            yield

    @property
    def runs(self) -> list[Up]:
        """What was run so far, in order."""
        lines = self._told.read_text().splitlines() if self._told.is_file() else []
        return [Up(**json.loads(line)) for line in lines]

    @property
    def trained(self) -> list[Up]:
        """The runs that ended well and left a model."""
        return [run for run in self.runs if run.exit_code == 0 and run.has_model]

    @property
    def stand_ins(self) -> set[str]:
        """The ids of what stood in, when anything was run."""
        used = {stand_in for run in self.runs for stand_in in run.stand_ins}
        if not used:
            return set()
        return used | {STAND_IN, "shared-kernel", "no-network"} | (set() if self._enclosed else {"rewritten-paths"})


def volumes_of(service: Mapping[str, Any]) -> dict[str, Path]:
    """Return path in the container -> local path, which is created when it is not there, as Docker does."""
    volumes = {}
    for entry in service["volumes"]:
        local, inside = entry.removesuffix(":z").split(":")
        volumes[inside] = Path(local)
        if not volumes[inside].exists():
            volumes[inside].mkdir(parents=True)
    return volumes


def at_stake(folder: Path, since: float) -> list[Path]:
    """Return the folders that the SDK would remove with files in them that were there at ``since`` (s since 1970)."""
    swept = [folder / name for name in SWEPT]
    return [each for each in swept if any(path.is_file() and path.stat().st_ctime < since for path in each.rglob("*"))]


def link(volumes: Mapping[str, Path], ml: Path) -> None:
    """Show the volumes in a folder, where they cannot be mounted: copies of what is rewritten, links to the rest."""
    for inside, local in sorted(volumes.items()):
        target = ml / Path(inside).relative_to("/opt/ml")
        if inside == "/opt/ml/input" or target.name in runner.CODE_CHANNELS:
            shutil.copytree(local, target, dirs_exist_ok=True)
        elif not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(local)


def up(compose: Path, settings: Mapping[str, Any]) -> Up:
    """Run the services of a compose file as the SDK writes it, a host for each, print their lines, and tell how it
    ended.
    """
    import yaml

    services: dict[str, dict[str, Any]] = yaml.safe_load(compose.read_text())["services"]
    if not all(service.get("entrypoint") for service in services.values()):
        raise NotRehearsedError(say("docker.no_entrypoint"))
    if lost := at_stake(compose.parent, settings["since"]):
        raise NotRehearsedError(say("docker.would_remove", folders=", ".join(map(str, lost))))
    first = next(iter(services.values()))  # the SDK gives all of them the same image and command
    algorithm = {"TrainingImage": first["image"], "ContainerEntrypoint": first["entrypoint"]}
    program = images.program_for({"AlgorithmSpecification": algorithm}, Path(settings["snippet_folder"]))
    volumes = {name: volumes_of(service) for name, service in services.items()}
    with tempfile.TemporaryDirectory(dir=settings["scratch"], ignore_cleanup_errors=True) as scratch:
        hosts, programs = [], {}
        for name, service in services.items():
            ml = Path(scratch) / name / "ml"
            hosts.append(Host(name, ml, ml / "checkpoints"))
            hosts[-1].checkpoints.mkdir(parents=True)
            variables = dict(entry.split("=", 1) for entry in service["environment"])
            programs[name] = replace(program, env={**program.env, **variables})
            if settings["enclosed"]:
                programs[name] = replace(programs[name], files={**program.files, **volumes[name]})
            else:
                link(volumes[name], ml)
        limits = runner.Limits(FOREVER, unguarded=settings["unguarded"])
        outcome = runner.run(programs, hosts, {}, Path(scratch), settings["enclosed"], limits, {}, _emit)
    failed, code = outcome.failed or (hosts[0].name, 0)
    print(f"{failed} exited with code {code}", flush=True)
    has_model = any(path.is_file() for each in volumes.values() for path in each["/opt/ml/model"].rglob("*"))
    return Up(str(compose.parent), code, has_model, list(program.stand_ins), first["image"], sorted(outcome.noted))


def _emit(host: str, lines: Sequence[str]) -> None:
    print("\n".join([f"{host}  | {line}" for line in lines]), flush=True)


def main(settings: Mapping[str, Any], argv: Sequence[str]) -> int:
    """Answer one call of `docker` and return its exit code."""
    words.choose(settings["language"])
    match list(argv):
        case ["compose", "version"]:
            print(f"Docker Compose version v2.0.0 ({say('docker.version')})")
        case ["images", "-q", _]:
            pass
        case ["login", *_]:
            sys.stdin.read()  # the password: a dummy of moto's
            print(f"Login Succeeded ({say('docker.login')})")
        case ["compose", *_, "down"] | ["compose", *_, "down", "-v" | "--volumes"]:
            pass  # nothing is left
        case ["pull", image]:
            print(say("docker.pull", image=image))
        case ["compose", "-f", file, "up", "--build", "--abort-on-container-exit"]:
            try:
                ended = up(Path(file), settings)
            except (NotRehearsedError, DockerfileError) as limit:
                print(say("launch.not_rehearsed", what=limit), flush=True)
                ended = Up(str(Path(file).parent), 1, False, [], refused=str(limit))
            with Path(settings["told"]).open("a") as told:
                told.write(json.dumps(asdict(ended)) + "\n")
            time.sleep(LINGER)
            return ended.exit_code
        case _:
            print(say("docker.unknown", command=shlex.join(argv)), file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    if sys.platform == "linux":
        enclosure.die_with_parent()
    try:
        sys.exit(main(json.loads(sys.argv[1]), sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit(130)
