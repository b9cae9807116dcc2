"""Launches a reader's own script in script mode, as the modo-script snippet does. Run by `--script`.

Arguments: the script, and JSON with channels ("name=folder"), hyperparameters ("name=value"), metrics
("name=regex") and the maximum running time in seconds. Only the script and the .py files beside it go along.
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from sagemaker.core import image_uris
from sagemaker.core.training.configs import Compute, InputData, MetricDefinition, SourceCode, StoppingCondition
from sagemaker.train import ModelTrainer

ROLE, REGION = "arn:aws:iam::111122223333:role/SageMakerTreino", "us-east-1"
os.environ["AWS_DEFAULT_REGION"] = REGION

script = Path(sys.argv[1])
channels, hyperparameters, metrics, max_runtime = json.loads(sys.argv[2])

with tempfile.TemporaryDirectory() as code:
    for path in script.parent.glob("*.py"):
        shutil.copy(path, code)
    trainer = ModelTrainer(
        training_image=image_uris.retrieve("sklearn", REGION, version="1.9-0"),
        source_code=SourceCode(source_dir=code, entry_script=script.name),
        compute=Compute(instance_type="ml.m5.large", instance_count=1),
        stopping_condition=StoppingCondition(max_runtime_in_seconds=max_runtime),
        hyperparameters=dict(each.split("=", 1) for each in hyperparameters),
        role=ROLE,
        base_job_name="meu-script",
    )
    if metrics:
        pairs = (each.split("=", 1) for each in metrics)
        trainer = trainer.with_metric_definitions([MetricDefinition(name=name, regex=regex) for name, regex in pairs])
    trainer.train(
        input_data_config=[
            InputData(channel_name=name, data_source=folder)
            for name, _, folder in (each.partition("=") for each in channels)
        ]
    )
