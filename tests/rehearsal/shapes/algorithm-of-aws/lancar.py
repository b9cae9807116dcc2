import boto3
from sagemaker.core import image_uris
from sagemaker.core.helper.session_helper import Session, get_execution_role
from sagemaker.core.training.configs import Compute, InputData
from sagemaker.train import ModelTrainer

session = Session()
boto3.client("s3").put_object(Bucket=session.default_bucket(), Key="dados/a.csv", Body=b"1,2\n0,3\n")
trainer = ModelTrainer(
    training_image=image_uris.retrieve("linear-learner", session.boto_region_name),
    role=get_execution_role(),
    compute=Compute(instance_type="ml.m5.large", instance_count=1),
    hyperparameters={"predictor_type": "binary_classifier"},
)
source = f"s3://{session.default_bucket()}/dados/"
trainer.train(input_data_config=[InputData(channel_name="train", data_source=source, content_type="text/csv")])
