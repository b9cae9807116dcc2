"""Looks at the commands that are not run here: whether each exists, and has the options that it is given.

Those of `aws` are looked up in the models of botocore, from which the AWS CLI makes its commands; the few that it has
besides, and those of `docker`, are written out here.
"""

import shlex
from collections.abc import Iterator
from functools import cache

from botocore import xform_name
from botocore.loaders import Loader

GLOBAL = {"--region", "--profile", "--query", "--output"}
# What the AWS CLI has beyond the operations of the services, and docker, with the options that pages may use. Read in
# the AWS CLI Command Reference and in Docker's CLI reference on 28 November 2026.
WRITTEN_OUT = {
    ("aws", "configure"): set[str](),
    ("aws", "s3", "rm"): {"--recursive"},
    ("aws", "s3", "cp"): {"--recursive"},
    ("aws", "ecr", "get-login-password"): set[str](),
    ("docker", "build"): {"--platform", "-t"},
    ("docker", "run"): {"--rm", "--platform", "--entrypoint"},
    ("docker", "tag"): set[str](),
    ("docker", "push"): set[str](),
    ("docker", "login"): {"--username", "--password-stdin"},
}


def commands(text: str) -> list[list[str]]:
    """Return the commands of a block as words: one a line, or several with a pipe between them."""
    lines = text.replace("\\\n", " ").strip().splitlines()
    return [shlex.split(each) for line in lines for each in line.split(" | ")]


def faults(words: list[str]) -> list[str]:
    """Return a sentence for what is wrong with a command of `aws` or `docker`."""
    known = next((key for key in WRITTEN_OUT if tuple(words[: len(key)]) == key), None)
    given = {word.partition("=")[0] for word in words if word.startswith("-")}
    if known:
        after = given - WRITTEN_OUT[known] - (GLOBAL if known[0] == "aws" else set())
        # What follows the image of `docker run` is the program's own.
        return [
            f"{' '.join(known)} has no {option}" for option in sorted(after - ({"-c"} if "run" in known else set()))
        ]
    if words[0] != "aws":
        return [f"{words[0]}: no command that pages may use"]
    return list(_of_a_service(words[1], words[2], given))


def _of_a_service(service: str, operation: str, given: set[str]) -> Iterator[str]:
    if service not in _loader().list_available_services("service-2"):
        yield f"aws has no {service}"
        return
    model = _loader().load_service_model(service, "service-2")
    named = {xform_name(name, "-"): name for name in model["operations"]}
    if operation not in named:
        yield f"aws {service} has no {operation}"
        return
    asked = model["operations"][named[operation]].get("input")
    shape = model["shapes"][asked["shape"]] if asked else {"members": {}}
    options = {f"--{xform_name(member, '-')}" for member in shape["members"]}
    needed = {f"--{xform_name(member, '-')}" for member in shape.get("required", [])}
    yield from (f"aws {service} {operation} has no {option}" for option in sorted(given - options - GLOBAL))
    yield from (f"aws {service} {operation} needs {option}" for option in sorted(needed - given))


@cache
def _loader() -> Loader:
    return Loader()
