"""Programs for the SDK's second version, and the names in them by line. The browser reads them too."""

OLD = {
    "script-mode": (
        """from sagemaker.sklearn import SKLearn
from sagemaker.inputs import TrainingInput

estimator = SKLearn(
    entry_point="treino.py",
    framework_version="1.4-2",
    instance_type="ml.m5.large",
    role="arn:aws:iam::111122223333:role/SageMakerTreino",
    hyperparameters={"instance_type": 1, "f": dict(image_uri=2)},
)
estimator.fit({"train": TrainingInput("s3://balde/dados", distribution="ShardedByS3Key")})
print(estimator.model_data)
""",
        [
            (1, "sagemaker.sklearn.SKLearn"),
            (2, "sagemaker.inputs.TrainingInput"),
            (5, "SKLearn(entry_point=)"),
            (6, "SKLearn(framework_version=)"),
            (7, "SKLearn(instance_type=)"),
            (11, "TrainingInput(distribution=)"),
            (11, "estimator.fit"),
            (12, "estimator.model_data"),
        ],
    ),
    "by-module": (
        """import boto3
import sagemaker

# sagemaker.estimator.Estimator(image_uri="x") is what this used to be
session = sagemaker.Session()
role = sagemaker.get_execution_role()
image = sagemaker.image_uris.retrieve("xgboost", "us-east-1", version="1.7-1")
modelo = sagemaker.estimator.Estimator(image_uri=image, role=role, instance_count=1, max_run=3600)
modelo.set_hyperparameters(num_round=10)
""",
        [
            (5, "sagemaker.Session"),
            (6, "sagemaker.get_execution_role"),
            (7, "sagemaker.image_uris"),
            (8, "Estimator(image_uri=)"),
            (8, "Estimator(instance_count=)"),
            (8, "Estimator(max_run=)"),
            (8, "sagemaker.estimator"),
            (9, "modelo.set_hyperparameters"),
        ],
    ),
    "over-lines": (
        """from sagemaker.tuner import (
    HyperparameterTuner,  # and Estimator
    IntegerParameter as Whole,
)
""",
        [(2, "sagemaker.tuner.HyperparameterTuner"), (3, "sagemaker.tuner.IntegerParameter")],
    ),
    "old-arguments-of-the-new-class": (
        """from sagemaker.train import ModelTrainer
trainer = ModelTrainer(image_uri="x", role="y")
trainer.train()
""",
        [(2, "ModelTrainer(image_uri=)")],
    ),
    "boto3-alone": (
        """import boto3
sagemaker = boto3.client("sagemaker")
sagemaker.create_training_job(TrainingJobName="x")
""",
        [],
    ),
}
PIECES = {
    "a-notebook-cell": (
        """!pip install -q sagemaker
%matplotlib inline
from sagemaker.xgboost import XGBoost  # not XGBoostModel
""",
        [(3, "sagemaker.xgboost.XGBoost")],
    ),
    "a-session-of-python": (
        """>>> from sagemaker.pytorch import PyTorch
Traceback (most recent call last):
""",
        [(1, "sagemaker.pytorch.PyTorch")],
    ),
    "a-traceback": (
        """Traceback (most recent call last):
  File "lancar.py", line 3, in <module>
    from sagemaker.estimator import Estimator
ModuleNotFoundError: No module named 'sagemaker.estimator'
""",
        [(3, "sagemaker.estimator.Estimator")],
    ),
    "nothing": ("Completed", []),
}
