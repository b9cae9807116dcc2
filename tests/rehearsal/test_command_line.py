"""`python -m rehearsal`: what it takes, what it says when it cannot, and its exit codes."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rehearsal.command import report, results, target, workplace
from rehearsal.machine import storage
from rehearsal.words import LOCALE, say
from tests.rehearsal.rehearsing import ROOT, Rehearsal, advised, run_rehearsal, running, said

Rehearse = Callable[..., Rehearsal]

TRAINING = """\
import argparse, os, pathlib
import sklearn
from pacote.ajuda import media
parser = argparse.ArgumentParser()
parser.add_argument("--grau", type=int, default=1)
grau = parser.parse_args().grau
linhas = pathlib.Path(os.environ["SM_CHANNEL_TRAIN"], "dados.csv").read_text().split()
print(f"erro={media(linhas) / grau}", pathlib.Path("config.yaml").read_text(), sorted(os.listdir()))
pathlib.Path(os.environ["SM_MODEL_DIR"], "modelo.txt").write_text("pesos")
"""


def written(folder: Path, name: str, text: str) -> Path:
    """A file in a folder of its own."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def own_folder(folder: Path) -> Path:
    """A folder of a reader's, its script, and data beside it."""
    written(folder / "codigo", "pacote/ajuda.py", "def media(linhas): return sum(map(float, linhas)) / len(linhas)")
    written(folder / "codigo", "config.yaml", "sim: 1")
    written(folder / "codigo", "requirements.txt", "scikit-learn\n")
    written(folder / "codigo", ".env", "SENHA=1")
    written(folder / "dados", "dados.csv", "1\n3\n")
    return written(folder / "codigo", "meu_treino.py", TRAINING)


@pytest.mark.parametrize("isolation", ["namespace", "rewrite"])
def test_the_readers_own_script_trains_on_the_readers_own_folder(
    tmp_path: Path, rehearse: Rehearse, isolation: str
) -> None:
    script = own_folder(tmp_path)
    given = ("--data", f"{tmp_path}/dados/", "--hyperparameter", "grau=4", "--metric", "erro=erro=([0-9.]+)")
    run = rehearse(str(script if isolation == "namespace" else script.parent), *given, "--isolation", isolation)
    assert (run.code, run.report["degree"], run.report["score"]) == (0, "treinou-aqui", {"name": "erro", "value": 0.5})
    assert "sim: 1 ['config.yaml', 'meu_treino.py', 'pacote', 'requirements.txt']" in run.log
    (request,) = (each["parameters"] for each in run.report["requests"])
    assert "/sagemaker-scikit-learn:1.9-0" in request["AlgorithmSpecification"]["TrainingImage"]
    assert said("own.image_imported", image="sklearn", module="sklearn", line=2).search(run.stdout)
    assert said("along.ignored", paths=".env").search(run.stdout)
    assert Path(run.job["model"]).is_file()
    assert ("rewritten-paths" in run.report["stand_ins"]) == (isolation == "rewrite")
    assert (say("stand_ins.rewritten-paths") in run.stdout) == (isolation == "rewrite")


def test_a_script_that_fails_tells_the_reader_why_and_what_to_do(tmp_path: Path, rehearse: Rehearse) -> None:
    script = own_folder(tmp_path)
    run = rehearse(str(script), "--data", f"{tmp_path}/dados", "--hyperparameter", "graus=4")
    assert run.code == 1
    assert "Traceback" not in run.stderr
    told = run.stdout.partition(say("summary.title", name="meu_treino"))[2].strip("─ \n").splitlines()
    assert said("summary.failed", name=run.job["name"]).search(told[0])
    assert told[1].strip() == "meu_treino.py: error: unrecognized arguments: --graus 4"
    assert told[2] == say("launch.to_do", what=advised("hiperparametro-desconhecido")).strip()
    assert len(re.findall(re.escape(say("launch.to_do", what="")), run.stdout)) == 1
    assert said("summary.reason").search(run.stdout)


def test_a_script_that_ends_itself_shows_its_last_lines(tmp_path: Path, rehearse: Rehearse) -> None:
    ending = "import os\nos.environ['SM_MODEL_DIR']\nprint('lendo')\nraise SystemExit('falta x.csv')"
    run = rehearse(str(written(tmp_path, "meu_treino.py", ending)), "--image", "sklearn")
    told = run.stdout.partition(say("summary.title", name="meu_treino"))[2].strip("─ \n").splitlines()
    assert told[1] == say("summary.last_words", code=1)
    assert [line.strip() for line in told[2:4]] == ["lendo", "falta x.csv"]
    assert told[4] == say("launch.to_do", what=say("advice.ended_itself", file="/opt/ml/output/failure"))


def test_what_the_image_lacks_is_refused_before_anything_starts(tmp_path: Path, rehearse: Rehearse) -> None:
    script = written(tmp_path, "meu_treino.py", "import os\nimport xgboost\nos.environ['SM_MODEL_DIR']")
    run = rehearse(str(script), "--image", "sklearn")
    assert (run.code, run.report) == (1, {})
    assert said("own.lacking", file="meu_treino.py", line=2, module="xgboost", image="sklearn").search(run.stderr)


def test_what_a_script_installs_itself_is_not_refused_beforehand(tmp_path: Path, rehearse: Rehearse) -> None:
    install = "import subprocess, sys\nsubprocess.check_call([sys.executable, '-m', 'pip', 'install', 'moto'])\n"
    script = written(tmp_path, "meu_treino.py", f"{install}import moto\nopen('/opt/ml/model/m', 'w')")
    run = rehearse(str(script))
    assert (run.code, run.report["degree"]) == (0, "treinou-aqui"), run.stdout


LAUNCHER = """\
import sys
from pathlib import Path

import boto3

print("argumentos:", sys.argv[1:], Path("dados/a.csv").read_text(), get_ipython().system("ls"))
Path("saida.txt").write_text("sim")
boto3.client("s3").list_buckets()
raise SystemExit(0)
"""


def test_a_launch_file_runs_where_it_lies_with_arguments_of_its_own(tmp_path: Path, rehearse: Rehearse) -> None:
    launch = written(tmp_path / "meu", "envia.py", LAUNCHER)
    written(tmp_path / "meu", "dados/a.csv", "1;2")
    run = rehearse(str(launch), "--region", "us-west-2", after=("--region", "x", "--", "y"))
    assert run.code == 0, run.stderr
    assert "argumentos: ['--region', 'x', '--', 'y'] 1;2 None" in run.stdout
    assert said("kinds.talks_to_aws", file="envia.py", line=4, code="import boto3").search(run.stdout)
    assert {path.name for path in launch.parent.iterdir()} == {"envia.py", "dados", "saida.txt"}


def test_a_notebook_runs_like_a_launch_file(tmp_path: Path, rehearse: Rehearse) -> None:
    cells = ["import boto3\n%matplotlib inline", "nome = 'oi'", "boto3.client('s3').list_buckets()\nprint(nome)", "1/0"]
    book = [{"cell_type": "code", "source": s, "metadata": {}, "outputs": [], "execution_count": None} for s in cells]
    text = json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": book})
    run = rehearse(str(written(tmp_path, "caderno.ipynb", text)))
    assert run.code == 1
    assert "\noi\n" in run.stdout
    assert said("notebook.left_out", number=1, what="%matplotlib inline").search(run.stdout)
    assert f'{say("notebook.cell", file="caderno.ipynb", number=4)}", line 1' in run.stderr
    assert "1/0" in run.stderr
    assert "exec(compile(" not in run.stderr


@pytest.mark.parametrize(
    ("program", "code"),
    [
        pytest.param("print('oi')", 0, id="ends-well"),
        pytest.param("import sys; sys.exit(4)", 4, id="exits-with-a-code"),
        pytest.param("import sys; sys.exit('acabou')", 1, id="exits-with-words"),
        pytest.param("raise ValueError('assim não')", 1, id="raises"),
        pytest.param("raise KeyboardInterrupt", 130, id="is-interrupted"),
    ],
)
def test_the_exit_code_is_that_of_the_launch_file(tmp_path: Path, rehearse: Rehearse, program: str, code: int) -> None:
    assert rehearse(str(written(tmp_path, "lancar.py", program)), "--as", "launcher").code == code


@pytest.mark.parametrize("before", [pytest.param((), id="as-readers-run-it"), pytest.param(None, id="as-tests-do")])
@pytest.mark.parametrize(("program", "library"), [("import boto3", "boto3"), ("import sagemaker.core", "sdk")])
def test_the_report_names_what_talked_to_aws(
    tmp_path: Path, rehearse: Rehearse, program: str, library: str, before: tuple[str, ...] | None
) -> None:
    run = rehearse(
        str(written(tmp_path, "lancar.py", f"{program}\nimport boto3\nboto3.client('s3').list_buckets()")),
        before=before,
    )
    assert [key for key in ("sdk", "boto3") if key in run.report] == [library]
    assert say(f"summary.real_{library}", version=run.report[library]) in run.stdout


def test_interrupting_ends_the_job_at_once(job: Callable[..., Rehearsal]) -> None:
    mark = f"2345.{os.getpid()}"
    run = job(f"trap '' TERM; while :; do sleep {mark}; done", "--stop-grace", "600", interrupt=mark)
    assert run.code == 130
    assert said("launch.interrupted").search(run.stderr)
    assert not running(mark)


def test_an_error_is_shown_from_the_readers_own_line_on(tmp_path: Path, rehearse: Rehearse) -> None:
    launch = written(tmp_path, "lancar.py", "x = 1\nraise ValueError('assim não')")
    run = rehearse(str(launch), "--as", "launcher", before=())
    assert 'lancar.py", line 2' in run.stderr
    assert "runpy" not in run.stderr
    assert run.report["degree"] == "nao-executado"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["nada-disso"], said("command.unknown", what="nada-disso"), id="unknown"),
        pytest.param([], said("command.say_which"), id="nothing"),
        pytest.param(["nada.py"], said("command.no_path", path="nada.py"), id="no-script"),
        pytest.param(["oi", "--data", "nada"], said("command.no_path", path="nada"), id="no-data"),
        pytest.param(["oi", "--data", "code=."], said("command.no_channel", name="code"), id="a-channel-of-the-sdk"),
        pytest.param(["oi", "--data", "a b=."], said("command.no_channel", name="a b"), id="no-channel"),
        pytest.param(["oi", *("--data", "a=docs") * 2], said("command.channel_twice", name="a"), id="2"),
        pytest.param(["oi", "--metric", "acc=acc=("], said("command.no_expression", text="acc=("), id="bad-metric"),
        pytest.param(["oi", "--metric", "acc=acc=1"], said("command.no_group", text="acc=1"), id="no-group"),
        pytest.param(["oi", "--metric", "acc"], said("command.no_metric", text="acc"), id="metric-with-no-name"),
        pytest.param(["oi", "--hyperparameter", "a"], said("command.no_value", text="a"), id="no-value"),
        pytest.param(["oi", "--image", "nada"], said("command.no_image", text="nada"), id="no-image"),
        pytest.param(["oi", "--requirements", "nada"], said("command.no_path", path="nada"), id="no-requirements"),
        pytest.param(
            ["modo-script", "--image", "xgboost"], said("command.only_script", option="--image"), id="snippet"
        ),
        pytest.param(["--update", "nada"], said("command.no_snippet", unknown="nada"), id="update-unknown"),
        pytest.param(
            ["oi", "--report", "README.md"], said("command.no_report", path="README.md"), id="report-in-a-file"
        ),
        pytest.param(
            ["oi", "--report", "nada/x.json"], said("command.no_report", path="nada/x.json"), id="report-nowhere"
        ),
        pytest.param(
            ["oi", "--permissions", "tests/rehearsal/toolkit.json"], said("command.no_policies"), id="no-policies"
        ),
        pytest.param(["oi", "--search-jobs", "0"], said("command.no_positive", text="0"), id="no-number"),
        pytest.param(["oi", "--stop-grace", "nan"], said("command.no_seconds", text="nan"), id="no-seconds"),
        pytest.param(["oi", "--stop-grace", "-3"], said("command.no_seconds", text="-3"), id="seconds-below-zero"),
        pytest.param(["oi", "--region", "x y"], said("command.no_region", text="x y"), id="no-region"),
        pytest.param(["oi", "--interrupt-spot-at", "("], said("command.no_expression", text="("), id="no-expression"),
        pytest.param(["oi", "--language", "fr"], said("command.no_language", text="fr"), id="no-language"),
    ],
)
def test_wrong_arguments_end_with_2_and_say_what_to_do(
    rehearse: Rehearse, arguments: list[str], words: re.Pattern[str]
) -> None:
    run = rehearse(*arguments, before=())
    assert run.code == 2
    assert words.search(run.stderr)


@pytest.mark.parametrize(
    ("locale", "arguments", "told"),
    [
        pytest.param("de_DE.UTF-8", [], ["--language en", "--language es"], id="a-language-that-is-not-spoken"),
        pytest.param("", [], ["--language en", "--language es"], id="none"),
        pytest.param("es_MX.UTF-8", [], [], id="one-that-is-spoken"),
        pytest.param("de_DE.UTF-8", ["--language", "en"], [], id="chosen"),
    ],
)
def test_who_reads_another_language_is_told_how_to_have_it(
    rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch, locale: str, arguments: list[str], told: list[str]
) -> None:
    for name in LOCALE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    run = rehearse("nada.py", *arguments, before=())
    assert re.findall(r"--language \w+", run.stderr) == told


def test_a_folder_with_something_else_in_it_is_not_used(tmp_path: Path) -> None:
    written(tmp_path, "work/meu.txt", "não apague")
    run = run_rehearsal(tmp_path / "work", "modo-script")
    assert run.code == 3
    assert said("command.unusable_folder", why=say("command.foreign_folder")).search(run.stderr)
    assert (tmp_path / "work/meu.txt").is_file()


def test_a_folder_of_an_earlier_rehearsal_starts_empty(tmp_path: Path) -> None:
    workplace.prepare(tmp_path / "work")
    written(tmp_path, "work/velho.txt", "x")
    workplace.prepare(tmp_path / "work")
    assert [path.name for path in (tmp_path / "work").iterdir()] == [".ensaio"]


@pytest.mark.parametrize("package", ["sagemaker", "moto"])
def test_a_missing_package_is_named(tmp_path: Path, package: str) -> None:
    program = (
        "import importlib.util, runpy, sys\n"
        "find = importlib.util.find_spec\n"
        f"importlib.util.find_spec = lambda name, *rest: None if name == {package!r} else find(name, *rest)\n"
        "sys.argv[1:] = ['modo-script']\n"
        "runpy.run_module('rehearsal', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 3
    assert said("command.lacking", names=package).search(done.stderr)


@pytest.mark.parametrize("name", ["modo-script", "snippets/modo-script", "snippets/modo-script/lancar.py"])
def test_a_snippet_is_found_by_name_folder_or_file(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(ROOT)
    assert target.find(name).file == ROOT / "snippets/modo-script/lancar.py"


@pytest.mark.parametrize(
    ("differs", "written_again"),
    [
        pytest.param({}, False, id="nothing-but-the-day"),
        pytest.param({"versions": {"moto": "1", "python": "3.13"}}, False, id="the-python-of-this-computer"),
        pytest.param({"versions": {"moto": "2", "python": "3.11"}}, True, id="what-stood-in-for-aws"),
        pytest.param({"output": "y"}, True, id="what-it-printed"),
    ],
)
def test_a_result_is_only_written_when_something_of_the_snippet_differs(
    differs: dict[str, Any], written_again: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = dict.fromkeys(results.KEPT, "x") | {"stand_ins": ["moto"], "degree": "treinou-aqui", "date": "2026-01-01"}
    told["versions"] = {"moto": "1", "python": "3.11"}
    path = written(tmp_path, "oi.json", json.dumps(results.result_of(told)))
    monkeypatch.setattr(results, "RESULTS", tmp_path)
    monkeypatch.setattr(results, "REPOSITORY", tmp_path)
    done = subprocess.CompletedProcess([], 0, "", "")
    monkeypatch.setattr(results, "rehearse", lambda name, *_: (done, told | {"date": "2026-02-02"} | differs))
    assert results.update(["oi"]) == 0
    assert json.loads(path.read_text())["date"] == ("2026-02-02" if written_again else "2026-01-01")


def test_a_failed_rehearsal_changes_no_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "RESULTS", tmp_path)
    monkeypatch.setattr(results, "rehearse", lambda name, *_: (subprocess.CompletedProcess([], 1, "", "quebrou"), {}))
    assert results.update(["oi"]) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("modo-script-20261122101112", "modo-script-AAAAMMDDHHMMSS"),
        ("às 10:11:12 de 2026-11-22T10:11:12", "às HH:MM:SS de AAAA-MM-DDTHH:MM:SS"),
        ("levou 3.25 s", "levou N s"),
        ("em /tmp/abc/x.csv", "em /tmp/…"),
        ("em /casa/pasta/x.csv", "em …/x.csv"),
        ("AUC 0.989 em 114 exames", "AUC 0.989 em 114 exames"),
    ],
)
def test_what_differs_between_two_runs_is_normalised(text: str, expected: str) -> None:
    assert report.normalised([{"a": text}], [Path("/casa/pasta")]) == [{"a": expected}]


@pytest.mark.parametrize(
    ("key", "prefix", "name"),
    [
        ("dados/train/a.csv", "dados/train/", "a.csv"),
        ("dados/train/a.csv", "dados/train", "a.csv"),
        ("dados/train/b/a.csv", "dados/train", "b/a.csv"),
        ("dados/training.csv", "dados/train", "training.csv"),
        ("dados/a.csv", "dados/a.csv", "a.csv"),
        ("a.csv", "", "a.csv"),
    ],
)
def test_an_object_lands_in_its_channel_under_its_own_name(key: str, prefix: str, name: str) -> None:
    assert storage.local_name(key, prefix).as_posix() == name
