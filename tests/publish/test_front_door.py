"""What stands at the door of the repository: licences, citation, changelog, hooks, releases."""

import os
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from publish.languages import LANGUAGES, ROOT
from publish.programs import structured

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
SCRIPT = ROOT / ".github" / "scripts" / "release.sh"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "schema"),
    [("CITATION.cff", "vendor.citation-file-format"), (".github/dependabot.yml", "vendor.dependabot")],
)
def test_a_file_that_a_program_reads_keeps_its_schema(file: str, schema: str) -> None:
    done = CliRunner().invoke(check_jsonschema, ["--builtin-schema", schema, str(ROOT / file)])
    assert done.exit_code == 0, done.output


def test_code_and_text_have_their_licences_and_every_place_names_the_same() -> None:
    assert text("LICENSE").startswith("MIT License")
    assert text("LICENSE-text").startswith("Creative Commons Attribution 4.0 International Public License")
    assert yaml.safe_load(text("CITATION.cff"))["license"] == ["MIT", "CC-BY-4.0"]
    assert structured.LICENSE == "https://creativecommons.org/licenses/by/4.0/"
    assert [name for name in ("README.md", "CONTRIBUTING.md") if "(LICENSE-text)" not in text(name)] == []
    assert [each.tag for each in LANGUAGES if "CC BY 4.0" not in each.words()["programs"]["llms"]] == []


def test_the_version_is_the_same_wherever_it_is_written() -> None:
    assert yaml.safe_load(text("CITATION.cff"))["version"] == VERSION
    assert f"\n## {VERSION}\n" in text("CHANGELOG.md")


def test_before_a_commit_runs_what_the_check_runs() -> None:
    (repo,) = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"]
    assert [hook["entry"] for hook in repo["hooks"]] == ["make check"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose site is built, and a gh that writes down what it is asked."""
    for name in ("pyproject.toml", "CHANGELOG.md"):
        (tmp_path / name).write_text(text(name), encoding="utf-8")
    files = [f"pdf/guia-{each.tag}.pdf" for each in LANGUAGES] + [f"offline/guia-{each.tag}.zip" for each in LANGUAGES]
    for name in (*files, "ensaio/ensaio.whl"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text("x")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text('#!/bin/sh\nprintf "%s\\n" "$@" > asked\n')
    (tmp_path / "bin/gh").chmod(0o755)
    return tmp_path


def release(folder: Path, tag: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "TAG": tag, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    return subprocess.run([str(SCRIPT)], cwd=folder, env=env, capture_output=True, text=True)


def test_a_release_has_the_notes_of_its_version_and_every_file_to_carry_away(repository: Path) -> None:
    done = release(repository, f"v{VERSION}")
    assert done.returncode == 0, done.stderr
    asked = (repository / "asked").read_text()
    assert asked.startswith(f"release\ncreate\nv{VERSION}\n")
    assert [each.tag for each in LANGUAGES if f"site/pdf/guia-{each.tag}.pdf\n" not in asked] == []
    assert [each.tag for each in LANGUAGES if f"site/offline/guia-{each.tag}.zip\n" not in asked] == []
    assert "site/ensaio/ensaio.whl\n" in asked
    notes = text("CHANGELOG.md").partition(f"## {VERSION}\n")[2].partition("\n## ")[0].strip()
    assert notes in asked
    assert "Unreleased" not in asked


@pytest.mark.parametrize(
    ("tag", "gone", "told"),
    [("v0.0.1", "", "pyproject.toml has version"), (f"v{VERSION}", "site/pdf/guia-es.pdf", "guia-es.pdf is missing"),
     (f"v{VERSION}", "site/offline/guia-en.zip", "guia-en.zip is missing")],
)  # fmt: skip
def test_a_release_that_is_not_whole_is_refused(tag: str, gone: str, told: str, repository: Path) -> None:
    if gone:
        (repository / gone).unlink()
    done = release(repository, tag)
    assert done.returncode == 1
    assert told in done.stderr
    assert not (repository / "asked").exists()
