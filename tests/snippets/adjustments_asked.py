"""What test_adjustments.py expects of a changed launch file: by adjustment, and where a snippet differs, by pair."""

from typing import Any

SEARCH, QUEUE, SCHEDULE = "busca-de-hiperparametros", "rastreio", "agendamento"
# (snippet, adjustment) that the tree joins and for which no change of lines would be true: why.
WITHOUT_LINES: dict[tuple[str, str], str] = {
    (
        "funcao-remota",
        QUEUE,
    ): "a queue takes ModelTrainer only, and MLflow is called inside the function, not asked for",
    (
        "jumpstart-tarefa",
        "capacidade",
    ): "JumpStart refuses instance_preferences, and no plan reserves machines with CPU",
    ("funcao-remota", "capacidade"): "@remote has neither instance_preferences nor a training plan",
    ("xgboost-script", SEARCH): "AWS's XGBoost image takes no metric of the reader's own to search by: extend it first",
    ("script-distribuido", SEARCH): "a search leaves out the command of Torchrun: each machine would train alone",
    (
        "ajuste-em-job",
        QUEUE,
    ): "MLflow only goes into AWS's own recipe, where that has a place for it, not into the request",
}

KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
TYPES = ["ml.m5.large", "ml.m6i.large", "ml.c5.xlarge"]
VPC = {"SecurityGroupIds": ["sg-0a1b2c3d"], "Subnets": ["subnet-0a1b2c3d"]}
PLAN = "arn:aws:sagemaker:us-east-1:111122223333:training-plan/plano-de-ajuste"
MLFLOW = "arn:aws:sagemaker:us-east-1:111122223333:mlflow-app/app-ABCDEFGHIJKL"

# What the adjustment puts into the request: path in the request -> value; of these snippets, see OTHERWISE.
ASKED_FOR: dict[str, dict[str, Any]] = {
    "spot": {"EnableManagedSpotTraining": True, "StoppingCondition.MaxWaitTimeInSeconds": 3600},
    "pool-aquecido": {"ResourceConfig.KeepAlivePeriodInSeconds": 600},
    "capacidade": {
        "ResourceConfig.InstancePreferences": [{"InstanceType": name} for name in TYPES],
        "ResourceConfig.InstanceType": None,
        "ResourceConfig.InstanceCount": 1,
    },
    "isolamento": {
        "EnableNetworkIsolation": True,
        "VpcConfig": VPC,
        "ResourceConfig.VolumeKmsKeyId": KEY,
        "OutputDataConfig.KmsKeyId": KEY,
    },
    SEARCH: {
        "HyperParameterTuningJobConfig.Strategy": "Bayesian",
        "HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs": 6,
        "TrainingJobDefinition.StoppingCondition.MaxRuntimeInSeconds": 900,
    },
    SCHEDULE: {"RoleArn": "arn:aws:iam::111122223333:role/SageMakerTreino"},
    QUEUE: {"jobQueue": "fila-de-treino", "serviceJobType": "SAGEMAKER_TRAINING"},
}
OPERATIONS = {SEARCH: "CreateHyperParameterTuningJob", QUEUE: "SubmitServiceJob", SCHEDULE: "CreatePipeline"}
OBJECTIVE = "HyperParameterTuningJobConfig.HyperParameterTuningJobObjective"
# The same where a snippet is asked for in another way, or only in part.
OTHERWISE: dict[tuple[str, str], dict[str, Any]] = {
    ("automl", "isolamento"): {
        "SecurityConfig.VpcConfig": VPC,
        "SecurityConfig.VolumeKmsKeyId": KEY,
        "OutputDataConfig.KmsKeyId": KEY,
    },
    ("jumpstart-tarefa", SEARCH): {
        **ASKED_FOR[SEARCH],
        f"{OBJECTIVE}.Type": "Minimize",
        "TrainingJobDefinition.StoppingCondition.MaxRuntimeInSeconds": 1800,
    },
    ("funcao-remota", "isolamento"): {**ASKED_FOR["isolamento"], "EnableNetworkIsolation": False},
    ("funcao-remota", SCHEDULE): {"PipelineName": "funcao-remota"},
    ("script-distribuido", "capacidade"): {
        "ResourceConfig.InstancePreferences": [
            {"InstanceType": name} for name in ("ml.c5.xlarge", "ml.c6i.xlarge", "ml.m5.xlarge")
        ],
        "ResourceConfig.InstanceType": None,
        "ResourceConfig.InstanceCount": 2,
    },
    ("ajuste-em-job", "capacidade"): {
        "ResourceConfig.TrainingPlanArn": PLAN,
        "ResourceConfig.InstanceType": "ml.p4d.24xlarge",
    },
    ("ajuste-em-job", "isolamento"): {"VpcConfig": VPC, "EnableNetworkIsolation": None},
    ("ajuste-serverless", SCHEDULE): {"RoleArn": "arn:aws:iam::111122223333:role/sagemaker-ajuste"},
    ("ajuste-serverless", QUEUE): {
        "MlflowConfig.MlflowResourceArn": MLFLOW,
        "MlflowConfig.MlflowExperimentName": "flores",
    },
}
OTHER_OPERATIONS = {
    ("automl", "isolamento"): "CreateAutoMLJobV2",
    ("ajuste-serverless", QUEUE): "CreateTrainingJob",
}
