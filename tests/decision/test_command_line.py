import json
import subprocess
import sys
from pathlib import Path

import pytest

from decision import paths
from decision.__main__ import main
from decision.model import Tree


def test_check_says_how_large_the_tree_is(capsys: pytest.CaptureFixture[str], tree: Tree) -> None:
    assert main(["check"]) == 0
    assert f"{len(tree.outcomes)} outcomes" in capsys.readouterr().out


def test_paths_prints_every_path_once(capsys: pytest.CaptureFixture[str], tree: Tree) -> None:
    assert main(["paths"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(set(lines)) == sum(1 for _ in paths.all_walks(tree))


def test_build_writes_the_published_files(tmp_path: Path, tree: Tree) -> None:
    assert main(["build", str(tmp_path)]) == 0
    published = json.loads((tmp_path / "tree.json").read_text(encoding="utf-8"))
    kept = json.loads((tmp_path / tree.version / "tree.json").read_text(encoding="utf-8"))
    assert published["version"] == kept["version"] == tree.version
    assert published["$schema"] == "tree.schema.json"
    assert (tmp_path / "tree.schema.json").exists()


def test_a_wrong_call_ends_with_two() -> None:
    with pytest.raises(SystemExit) as stop:
        main(["paint"])
    assert stop.value.code == 2


def test_it_runs_as_a_module_without_the_sdk_or_the_site() -> None:
    code = "import sys, decision.__main__; sys.exit(bool({'sagemaker', 'mkdocs', 'publish'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
