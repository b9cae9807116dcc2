"""Runs every row of snippets/rosetta/nomes.toml in one process, on the third SDK, and prints as JSON what happened.

For each row: how its `v2` failed, and how its `v3` did (null: it worked). moto stands behind the SDK and takes one
training job, so that what is done with a trained ModelTrainer can be done here too. Nothing is trained.
"""

import ast
import contextlib
import functools
import importlib
import io
import json
import sys
import tempfile
import time
import tomllib
import warnings
from pathlib import Path
from typing import Any

from rehearsal.command import rosetta
from rehearsal.wire.replies import Answers

TABLES = ("import", "argument", "input", "method", "guide")


class Served(rosetta.Accepting):
    """Takes a model too: moto describes one with an empty network, which AWS does not and the SDK refuses."""

    def answers(self) -> Answers:
        """Return the answers that moto does not give, or gives otherwise than AWS."""
        return {**super().answers(), ("sagemaker", "DescribeModel"): described_model}


def described_model(request: dict[str, Any], region: str) -> dict[str, Any]:
    """Answer DescribeModel with what it must have."""
    name = request["ModelName"]
    arn = f"arn:aws:sagemaker:{region}:111122223333:model/{name}"
    return {"ModelName": name, "ModelArn": arn, "CreationTime": 0.0}


def prepare() -> dict[str, Any]:
    """Return the names that rows use. ModelTrainer is given what each of them would have to repeat."""
    import boto3
    import sagemaker
    import sagemaker.core.training.configs as configs
    from sagemaker.core import image_uris
    from sagemaker.core.helper.session_helper import Session
    from sagemaker.core.jumpstart import JumpStartConfig
    from sagemaker.core.resources import TrainingJob
    from sagemaker.serve import ModelBuilder
    from sagemaker.train import ModelTrainer
    from sagemaker.train.distributed import Torchrun

    Path("codigo").mkdir()
    Path("codigo/treino.py").write_text("")
    Path("codigo/requirements.txt").write_text("")
    boto3.client("s3").create_bucket(Bucket="bucket")
    boto3.client("s3").put_object(Bucket="bucket", Key="data/a.csv", Body=b"1")
    names = {name: each for name, each in vars(configs).items() if name[0].isupper()}
    image = image_uris.retrieve("sklearn", "us-east-1", version="1.9-0")  # takes metric definitions of one's own
    given = functools.partial(ModelTrainer, training_image=image, role="arn:aws:iam::111122223333:role/SageMakerTreino")
    source = configs.S3DataSource(
        s3_data_type="S3Prefix", s3_uri="s3://bucket/data", s3_data_distribution_type="FullyReplicated"
    )
    names |= {
        "boto3": boto3,
        "sagemaker": sagemaker,
        "image_uris": image_uris,
        "Session": Session,
        "JumpStartConfig": JumpStartConfig,
        "TrainingJob": TrainingJob,
        "ModelBuilder": ModelBuilder,
        "ModelTrainer": given,
        "Torchrun": Torchrun,
        "source": configs.DataSource(s3_data_source=source),
        "trainer": given(),
    }
    names["estimator"] = names["trainer"]
    return names


def error_of(code: str, names: dict[str, Any]) -> str | None:
    """Run a row; return the name of the error it raised, or None."""
    try:
        exec(code, dict(names))
    except Exception as error:
        return type(error).__name__
    return None


def described(code: str, names: dict[str, Any]) -> str | None:
    """Run a row; return its error with its message, or None."""
    try:
        exec(code, dict(names))
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def modes(trainer: Any, names: dict[str, Any]) -> tuple[str, str]:
    """Return the input modes with which a channel given as text, and one given as a source, reach the request."""
    source = names["source"].s3_data_source
    text, given = (
        trainer.create_input_data_channel(channel_name="train", data_source=each)
        for each in ("s3://bucket/data", source)
    )
    return tuple(
        each.input_mode if isinstance(each.input_mode, str) else trainer.training_input_mode for each in (text, given)
    )


def warns(module: str) -> bool:
    """Tell whether a module is there for old code alone: importing it says that it moved."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        sys.modules.pop(module, None)  # the SDK itself may have imported it before
        importlib.import_module(module)
    return any(issubclass(each.category, DeprecationWarning) and module in str(each.message) for each in caught)


def advised(data: dict[str, Any]) -> set[str]:
    """Return every module that a row advises to import."""
    rows = [row.get("v3", "") for table in TABLES for row in data[table]]
    nodes = [node for code in rows for node in ast.walk(ast.parse(code))]
    found = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    found |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {*found, *(f"sagemaker.core.{name}" for name in data["moved"])}


def run(data: dict[str, Any]) -> dict[str, Any]:
    """Run all rows, traps last; return what happened to each, by table and `v2`."""
    names = prepare()
    sys.modules["sagemaker.core.resources"].time = type("Hasty", (), {"sleep": lambda _: None, "time": time.time})
    wrap = {"argument": "ModelTrainer({})", "input": "InputData(channel_name='train', data_source='s3://b', {})"}
    told: dict[str, Any] = {}
    for table in TABLES:
        told[table] = {
            row["v2"]: [
                error_of(wrap.get(table, "{}").format(row["v2"].replace("(…)", "()")), names),
                described(row["v3"], names) if "v3" in row else None,
            ]
            for row in data[table]
        }
    told["moved"] = {
        name: [error_of(f"import sagemaker.{name}", names), described(f"import sagemaker.core.{name}", names)]
        for name in data["moved"]
    }
    told["kept"] = {name: error_of(f"import sagemaker.{name}", names) for name in data["kept"]["modules"]}
    told["exists"] = [described(line, names) for line in data["exists"]]
    tools = {
        **names,
        "error_of": lambda code: error_of(code, names),
        "modes": lambda trainer: modes(trainer, names),
        "warns": warns,
    }
    told["trap"] = {trap["id"]: bool(eval(trap["holds"], tools)) for trap in data["trap"]}
    told["deprecated"] = sorted(module for module in advised(data) if warns(module))
    return told


def main() -> None:
    """Print what happened, and nothing else, on standard output."""
    data = tomllib.loads((rosetta.ROSETTA / "nomes.toml").read_text())
    with tempfile.TemporaryDirectory() as work, contextlib.chdir(work):
        cloud = Served(Path(work), Path(work), rosetta.Settings(region="us-east-1"), lambda *_: None)
        with cloud.on(), contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            told = run(data)
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
