"""Launches a reader's own script in script mode, as the modo-script snippet does. Run for a training script.

Its one argument is JSON: what `Plan.argv` in own.py says. The folder `source_dir` goes along whole.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from sagemaker.core import image_uris
from sagemaker.core.training.configs import Compute, InputData, MetricDefinition, SourceCode, StoppingCondition
from sagemaker.train import ModelTrainer

ROLE, REGION = "arn:aws:iam::111122223333:role/SageMakerTreino", "us-east-1"
os.environ["AWS_DEFAULT_REGION"] = REGION

given = json.loads(sys.argv[1])
requirements = given["requirements"]
if requirements:  # wherever it is, it goes into source_dir, a copy made for this: the SDK asks for a path below it
    shutil.copy2(requirements, given["source_dir"])
    requirements = Path(requirements).name
image = given["image"]
trainer = ModelTrainer(
    training_image=image if isinstance(image, str) else image_uris.retrieve(region=REGION, **image),
    source_code=SourceCode(
        source_dir=given["source_dir"], entry_script=given["entry_script"], requirements=requirements
    ),
    compute=Compute(instance_type=given["instance_type"], instance_count=1),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=given["max_runtime"]),
    hyperparameters=given["hyperparameters"],
    role=ROLE,
    base_job_name=given["name"],
)
if given["metrics"]:
    trainer = trainer.with_metric_definitions(
        [MetricDefinition(name=name, regex=regex) for name, regex in given["metrics"]]
    )
trainer.train(input_data_config=[InputData(channel_name=name, data_source=path) for name, path in given["channels"]])
