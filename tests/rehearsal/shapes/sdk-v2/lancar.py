import sagemaker
from sagemaker.sklearn.estimator import SKLearn

estimator = SKLearn(
    entry_point="treino.py",
    role=sagemaker.get_execution_role(),
    instance_type="ml.m5.large",
    framework_version="1.2-1",
)
estimator.fit()
