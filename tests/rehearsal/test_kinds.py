"""What a file is, training script or launch file, is read off its syntax; told with the line that says it."""

from pathlib import Path

import pytest

import snippets
from rehearsal.command.kinds import LAUNCHER, SCRIPT, kind_of

PROGRAMS = {
    "a-trainer": ("import os\nfrom sagemaker.train import ModelTrainer", LAUNCHER, "kinds.asks_for_a_job", 2),
    "an-estimator-of-v2": ("from sagemaker.pytorch import PyTorch\nx = 1", LAUNCHER, "kinds.talks_to_aws", 1),
    "boto3": ("import boto3\nboto3.client('sagemaker').create_training_job()", LAUNCHER, "kinds.asks_for_a_job", 2),
    "a-remote-function": ("from sagemaker.core.remote_function import remote", LAUNCHER, "kinds.asks_for_a_job", 1),
    "only-a-session": ("import sagemaker", LAUNCHER, "kinds.talks_to_aws", 1),
    "inside-a-function": ("def f():\n    import boto3", LAUNCHER, "kinds.talks_to_aws", 2),
    "the-model-folder": ("import os\nos.environ['SM_MODEL_DIR']", SCRIPT, "kinds.reads_the_container", 2),
    "opt-ml": ("open('/opt/ml/model/m', 'w')", SCRIPT, "kinds.reads_the_container", 1),
    "the-toolkit": ("from sagemaker_training import environment", SCRIPT, "kinds.reads_the_container", 1),
    "a-script-that-reads-s3": ("import boto3\nx = '/opt/ml/model'", SCRIPT, "kinds.reads_the_container", 2),
    "a-launcher-that-names-a-folder": (
        "from sagemaker.train import ModelTrainer\nx = '/opt/ml/checkpoints'",
        LAUNCHER,
        "kinds.asks_for_a_job",
        1,
    ),
    "a-script-that-keeps-its-model-in-s3": ("import boto3\nimport torch", SCRIPT, "kinds.trains", 2),
    "a-launcher-that-looks-at-tensors": ("import torch\nimport sagemaker", LAUNCHER, "kinds.talks_to_aws", 2),
    "a-script-that-fits-and-reads-s3": ("import boto3\nimport sklearn\nx.fit(y)", SCRIPT, "kinds.trains", 2),
    "a-launcher-that-makes-data": ("import boto3\nimport sklearn", LAUNCHER, "kinds.talks_to_aws", 1),
    "a-launcher-that-scales-its-data": (
        "import boto3\nimport sklearn\nx.fit(y)\nboto3.client('sagemaker')",
        LAUNCHER,
        "kinds.talks_to_aws",
        1,
    ),
    "nothing-of-aws": ("import sklearn\nprint('sagemaker')", SCRIPT, "kinds.asks_nothing", 0),
    "only-a-word": ("# from sagemaker.train import ModelTrainer\n'SM_'", SCRIPT, "kinds.asks_nothing", 0),
    "by-way-of-its-own-module": ("import treinos", LAUNCHER, "kinds.imports_a_launcher", 1),
}
ASKING = "def f():\n    from sagemaker.train import ModelTrainer"
LAUNCH_FILES = sorted(path for name in snippets.names() if (path := snippets.launch_file(name)))
SCRIPTS = sorted(snippets.FOLDER.glob("*/**/treino.py"))


@pytest.mark.parametrize(("source", "kind", "reason", "line"), PROGRAMS.values(), ids=PROGRAMS)
def test_a_program_is_known_by_what_it_asks_for(tmp_path: Path, source: str, kind: str, reason: str, line: int) -> None:
    (tmp_path / "treinos.py").write_text("from sagemaker.train import ModelTrainer")
    found = kind_of(source, tmp_path)
    assert (found.kind, found.reason, found.line) == (kind, reason, line)
    assert found.code == (source.splitlines()[line - 1].strip() if line else "")


@pytest.mark.parametrize(
    ("place", "text", "kind"),
    [
        pytest.param("nuvem/jobs.py", ASKING, LAUNCHER, id="above-its-own-package"),
        pytest.param("nuvem/nuvem/jobs.py", ASKING, LAUNCHER, id="in-a-package-beside-it"),
        pytest.param("nuvem/jobs.py", "import boto3", SCRIPT, id="that-only-reads-s3"),
        pytest.param("nuvem/outro.py", ASKING, SCRIPT, id="of-which-it-imports-nothing"),
    ],
)
def test_a_program_that_imports_what_asks_for_a_job_is_a_launch_file(
    tmp_path: Path, place: str, text: str, kind: str
) -> None:
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text(text)
    assert kind_of("from nuvem.jobs import treinar", tmp_path / "nuvem").kind == kind


def test_the_snippets_of_the_guide_are_looked_at() -> None:
    assert (len(LAUNCH_FILES), len(SCRIPTS)) >= (19, 8)


@pytest.mark.parametrize("path", LAUNCH_FILES, ids=lambda path: path.relative_to(snippets.FOLDER).as_posix())
def test_every_launch_file_of_the_guide_is_one(path: Path) -> None:
    assert kind_of(path.read_text(), path.parent).kind == LAUNCHER


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(snippets.FOLDER).as_posix())
def test_every_training_script_of_the_guide_is_one(path: Path) -> None:
    assert kind_of(path.read_text(), path.parent).kind == SCRIPT
