"""The locks in requirements/ are those of pyproject.toml, as `make lock` made them, and from nowhere in particular."""

import hashlib
import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "requirements"
GROUPS = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
FIRST = re.compile(r"[A-Za-z0-9]")  # what the line of a requirement begins with
INSIDE = [("site", "check"), ("check", "test")]  # what the first installs, the second installs alike

each_group = pytest.mark.parametrize("group", GROUPS)


def pins(group: str) -> list[Requirement]:
    """What a group asks for by itself."""
    return [Requirement(asked) for asked in GROUPS[group] if isinstance(asked, str)]


def all_pins(group: str) -> list[Requirement]:
    """What a group asks for, with the groups that it includes."""
    included = [asked["include-group"] for asked in GROUPS[group] if isinstance(asked, dict)]
    return pins(group) + [pin for name in included for pin in all_pins(name)]


def lines(group: str) -> list[str]:
    return (LOCKS / f"{group}.txt").read_text().splitlines()


def locked(group: str) -> dict[str, list[Requirement]]:
    """What a lock installs, by name: more than one version where that depends on the computer."""
    found: dict[str, list[Requirement]] = {}
    for line in filter(FIRST.match, lines(group)):
        requirement = Requirement(line.removesuffix("\\"))
        found.setdefault(normal(requirement.name), []).append(requirement)
    return found


def normal(name: str) -> str:
    """A package's name as locks spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def versions(group: str) -> dict[str, list[str]]:
    return {name: sorted(str(each.specifier) for each in found) for name, found in locked(group).items()}


def test_there_is_a_lock_for_each_group_and_no_other() -> None:
    assert {path.name for path in LOCKS.glob("*.txt")} == {f"{group}.txt" for group in GROUPS}


def test_the_locks_are_as_they_were_made() -> None:
    """A hash that is taken out or a version that is moved by hand shows, though pip might not miss it."""
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in LOCKS.glob("*.txt")}
    told = [line.split() for line in (LOCKS / "SHA256SUMS").read_text().splitlines()]
    assert {name: made for made, name in told} == sums, "run `make lock`"


@pytest.mark.parametrize(
    ("group", "pin"), [pytest.param(g, p, id=f"{g}: {p.name}") for g in GROUPS for p in all_pins(g)]
)
def test_a_dependency_is_locked_in_the_version_that_pyproject_names(group: str, pin: Requirement) -> None:
    (found,) = locked(group)[normal(pin.name)]
    assert re.fullmatch(r"==[\w.]+", str(pin.specifier))
    assert (found.specifier, str(found.marker)) == (pin.specifier, str(pin.marker))


@each_group
def test_every_locked_package_has_a_version_and_at_least_one_hash(group: str) -> None:
    without_hash = [
        line
        for line, next_line in zip(lines(group), [*lines(group)[1:], ""], strict=True)
        if FIRST.match(line) and not HASH.fullmatch(next_line)
    ]
    assert without_hash == []
    loose = [name for name, found in versions(group).items() if not all(re.fullmatch(r"==[\w.+!]+", v) for v in found)]
    assert loose == []


@each_group
def test_a_lock_holds_packages_hashes_and_comments_and_no_address(group: str) -> None:
    others = [line for line in lines(group) if not FIRST.match(line) and not HASH.fullmatch(line)]
    assert [line for line in others if not line.strip().startswith("#")] == []
    assert [line for line in lines(group) if "://" in line] == []


@pytest.mark.parametrize(("inner", "outer"), INSIDE)
def test_what_a_smaller_environment_has_the_larger_one_has_alike(inner: str, outer: str) -> None:
    assert versions(inner).items() <= versions(outer).items()


NODE = ROOT / "tests" / "audit"


def test_what_the_audit_takes_from_npm_is_locked_with_hashes_and_without_an_address() -> None:
    asked = json.loads((NODE / "package.json").read_text(encoding="utf-8"))
    packages = json.loads((NODE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    root = packages.pop("")
    assert root["dependencies"] == asked["dependencies"]
    given = {name: packages[f"node_modules/{name}"]["version"] for name in asked["dependencies"] | asked["overrides"]}
    assert given == asked["dependencies"] | asked["overrides"]
    assert [name for name, package in packages.items() if not package.get("integrity") or "resolved" in package] == []
    assert len(packages) > 150
