import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from decision import document, paths
from decision.__main__ import main
from decision.languages import LANGUAGES, Language
from decision.tree import Tree
from tests.decision.conftest import answer
from tests.decision.test_versions import tree_with


def test_check_says_how_large_the_tree_is(capsys: pytest.CaptureFixture[str], tree: Tree) -> None:
    assert main(["check"]) == 0
    assert f"{len(tree.outcomes)} outcomes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "named"),
    [
        pytest.param({"code": 5}, "outcomes.canvas.code", id="not as it was published"),
        pytest.param({"sources": ("canvs",)}, "did you mean 'canvas'?", id="a source that is not there"),
    ],
)
def test_check_refuses_what_the_tree_alone_does_not_show(change: dict, named: str, monkeypatch, capsys, tree) -> None:
    outcomes = {**tree.outcomes, "canvas": replace(tree.outcomes["canvas"], **change)}
    monkeypatch.setattr("decision.__main__.load", lambda: replace(tree, outcomes=outcomes))
    monkeypatch.setattr("decision.history.is_published", lambda path: True)
    assert main(["check"]) == 1
    assert named in capsys.readouterr().err


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


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    answers = iter(lines)

    def read(prompt: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_ask_walks_to_a_result_in_each_language(language: Language, monkeypatch, capsys, tree: Tree) -> None:
    typed(monkeypatch, "treinar", "1", "valor-ou-categoria")
    assert main(["ask", "--language", language.folder]) == 0
    said = capsys.readouterr().out
    assert f"== {tree.outcomes['canvas'].name[language.tag]} · " in said
    assert "escolher/#objetivo=treinar&quanto-codigo=nenhum&o-que-prever=valor-ou-categoria" in said


def test_ask_asks_again_after_an_answer_that_is_none(monkeypatch, capsys) -> None:
    typed(monkeypatch, "99", "<script>", "usar-ia-pronta")
    assert main(["ask", "--language", "en"]) == 0
    assert capsys.readouterr().out.count("Choose a number from 1 to 9.") == 2


def test_ask_starts_from_the_answers_of_an_address_and_names_what_does_not_fit(monkeypatch, capsys) -> None:
    typed(monkeypatch, "valor-ou-categoria")
    assert main(["ask", "objetivo=treinar&quanto-codigo=nenhum&tamanho=cluster"]) == 0
    said = capsys.readouterr()
    assert "Canvas · " in said.out
    assert "tamanho=cluster" in said.err
    assert "quanto-codigo" not in said.err


@pytest.mark.parametrize(
    ("language", "word"), [("pt", "entrada"), ("en", "input"), ("es", "entrada")], ids=["pt", "en", "es"]
)
def test_ask_says_so_when_the_input_ends_before_a_result(language: str, word: str, monkeypatch, capsys) -> None:
    typed(monkeypatch, "treinar")
    assert main(["ask", "--language", language]) == 1
    assert word in capsys.readouterr().err


def test_ask_says_effect_and_limits_of_each_adjustment_that_applies(monkeypatch, capsys, tree: Tree) -> None:
    typed(monkeypatch)
    assert main(["ask", "objetivo=aprender&como-aprender=sem-docker"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    told = {each.id for each in tree.adjustments.values() if all(limit in said for limit in each.told("pt-BR")[2])}
    assert told == {adjustment.id for adjustment in tree.adjustments_for("modo-script")}


def test_diff_of_a_version_with_itself_changes_nothing(capsys, tree: Tree) -> None:
    assert main(["diff", tree.version, "current"]) == 0
    assert capsys.readouterr().out.startswith("0 of ")


@pytest.mark.parametrize(
    ("newer", "told"),
    [
        (
            {"praia": [answer("sim", outcome="casa"), answer("nao-sei", outcome="oculos")]},
            ["clima=sol/praia=sim: oculos -> casa", "clima=sol/praia=nao-sei: casa -> oculos"],
        ),
        (
            {
                "clima": [
                    answer("chuva", question="vento"),
                    answer("sol", question="praia"),
                    answer("nao-sei", outcome="casa"),
                ],
                "vento": [answer("sim", outcome="casa"), answer("nao-sei", outcome="guarda-chuva")],
            },
            ["clima=chuva: guarda-chuva -> asks vento"],
        ),
    ],
    ids=["leads elsewhere", "asks more"],
)
def test_diff_says_what_each_combination_led_to_and_leads_to_now_and_why(
    newer: dict, told: list[str], tmp_path: Path, capsys
) -> None:
    for version, questions in (("7.0.0", {}), ("7.1.0", newer)):
        text = document.dump(document.to_document(tree_with(version, **questions)))
        (tmp_path / f"{version}.json").write_text(text, encoding="utf-8")
    assert main(["diff", str(tmp_path / "7.0.0.json"), str(tmp_path / "7.1.0.json"), "--language", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        *told,
        "7.1.0: o que mudou na 7.1.0",
        f"{len(told)} of 4 combinations of answers changed from 7.0.0 to 7.1.0.",
    ]


def test_diff_of_a_version_that_is_not_kept_names_those_that_are(capsys, tree: Tree) -> None:
    assert main(["diff", "0.0.1", "current"]) == 1
    assert tree.version in capsys.readouterr().err


def test_diff_of_a_file_that_is_no_tree_says_so(tmp_path: Path, capsys) -> None:
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    assert main(["diff", str(tmp_path / "x.json"), "current"]) == 1
    assert "is not a tree.json" in capsys.readouterr().err
