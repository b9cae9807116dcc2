from sagemaker.core.helper.session_helper import Session
from sagemaker.core.training.configs import Compute
from sagemaker.train.model_trainer import ModelTrainer

sess = Session()
account = sess.boto_session.client("sts").get_caller_identity()["Account"]
region = sess.boto_session.region_name
tree = ModelTrainer(
    training_image=f"{account}.dkr.ecr.{region}.amazonaws.com/sagemaker-decision-trees:latest",
    compute=Compute(instance_type="ml.c5.2xlarge", instance_count=1),
    sagemaker_session=sess,
    hyperparameters={"max_leaf_nodes": "3"},
)
tree.train()
