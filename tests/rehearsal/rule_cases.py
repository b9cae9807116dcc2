"""Of each rule that a request breaks by itself: requests that break it, the nearest that do not, and AWS's words."""

from typing import Any

from tests.rehearsal.rehearsing import channel
from tests.rehearsal.sound_requests import (
    DEEPAR,
    ECR,
    EFS,
    GROUPS,
    IMAGE,
    KEY,
    LINEAR,
    MACHINE,
    MINE,
    ML,
    PICTURES,
    PREFERRED,
    PROCESS,
    SEARCH,
    SPOT,
    VPC,
    WHOLE,
    XGBOOST,
    image,
    of_group,
    processed,
    read_from,
    searched,
    table,
    times,
    train,
)
from tests.rehearsal.test_searches import asked as search

TABLE: list[tuple[str, tuple[str, dict[str, Any], dict[str, Any]], str]] = [
    (
        "metricas-em-algoritmo-da-aws",
        train(image(XGBOOST, **MINE), image(XGBOOST.replace("683313688378", "444455556666"), **MINE)),
        "You can't override the metric definitions for Amazon SageMaker algorithms. Please retry the request without "
        "specifying metric definitions.",
    ),
    (
        "metricas-em-algoritmo-da-aws",
        (SEARCH, searched(image(XGBOOST, **MINE)), searched(image(XGBOOST))),
        "You can't override the metric definitions for Amazon SageMaker algorithms. Please retry the request without "
        "specifying metric definitions.",
    ),
    (
        "metricas-em-algoritmo-da-aws",
        train(image(LINEAR, **MINE), image(f"683313688378.{ECR}/sagemaker-scikit-learn:1.9-0", **MINE)),
        "You can't override the metric definitions for Amazon SageMaker algorithms. Please retry the request without "
        "specifying metric definitions.",
    ),
    (
        "espera-sem-spot",
        train(times(600, 700), SPOT | times(600, 700)),
        "Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true",
    ),
    (
        "espera-sem-spot",
        (SEARCH, searched(times(600, 700)), searched(SPOT | times(600, 700))),
        "Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true",
    ),
    (
        "spot-sem-espera",
        train(SPOT | times(600, None), times(600, None)),
        "Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to MaxRuntimeInSeconds",
    ),
    (
        "spot-sem-espera",
        train(SPOT | times(600, 599), SPOT | times(600, 600)),
        "Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to MaxRuntimeInSeconds",
    ),
    (
        "spot-sem-espera",
        train(SPOT | times(None, 86_399), SPOT | times(None, 86_400)),
        "Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to MaxRuntimeInSeconds",
    ),
    (
        "spot-de-mais-de-uma-hora",
        train(SPOT | times(600, 3601) | image(DEEPAR), SPOT | times(600, 3600) | image(DEEPAR)),
        "MaxWaitTimeInSeconds above 3600 is not supported for the given algorithm",
    ),
    (
        "spot-de-mais-de-uma-hora",
        train(SPOT | times(600, 7200) | image(DEEPAR), SPOT | times(600, 7200) | image(XGBOOST)),
        "MaxWaitTimeInSeconds above 3600 is not supported for the given algorithm",
    ),
    (
        "spot-com-pool-aquecido",
        train(
            SPOT | times(600, 700) | {"ResourceConfig": MACHINE | {"KeepAlivePeriodInSeconds": 600}},
            {"ResourceConfig": MACHINE | {"KeepAlivePeriodInSeconds": 600}},
        ),
        "ResourceConfig.KeepAlivePeriodInSeconds: a warm pool cannot be used with managed spot training",
    ),
    (
        "spot-com-pool-aquecido",
        train(
            SPOT | times(600, 700) | {"ResourceConfig": MACHINE | {"KeepAlivePeriodInSeconds": 1}},
            SPOT
            | times(600, 700)
            | {"ResourceConfig": MACHINE | {"KeepAlivePeriodInSeconds": 0}},  # as @remote says it
        ),
        "ResourceConfig.KeepAlivePeriodInSeconds: a warm pool cannot be used with managed spot training",
    ),
    (
        "spot-com-lista-de-maquinas",
        train(SPOT | times(600, 700) | {"ResourceConfig": PREFERRED}, {"ResourceConfig": PREFERRED}),
        "ResourceConfig.InstancePreferences: cannot be used with managed spot training",
    ),
    (
        "mais-de-28-dias",
        train(times(2_419_201, None), times(2_419_200, None)),
        "StoppingCondition.MaxRuntimeInSeconds: above 28 days (2419200)",
    ),
    (
        "imagem-ou-algoritmo",
        train(
            {"AlgorithmSpecification": {"TrainingInputMode": "File"}},
            {"AlgorithmSpecification": {"TrainingInputMode": "File", "AlgorithmName": "meu-algoritmo"}},
        ),
        "AlgorithmSpecification: exactly one of TrainingImage and AlgorithmName is needed",
    ),
    (
        "imagem-ou-algoritmo",
        train({"AlgorithmSpecification": IMAGE | {"AlgorithmName": "meu-algoritmo"}}, {}),
        "AlgorithmSpecification: exactly one of TrainingImage and AlgorithmName is needed",
    ),
    (
        "imagem-fora-do-ecr",
        train(image("minha-imagem:1"), image(f"444455556666.{ECR}/minha-imagem:1")),
        "Invalid training image. Please provide a valid Amazon Elastic Container Registry path of the Docker image to "
        "run.",
    ),
    (
        "imagem-fora-do-ecr",
        train(
            image("registro.exemplo/minha:1"),
            image("registro.exemplo/minha:1", TrainingImageConfig={"TrainingRepositoryAccessMode": "Vpc"}),
        ),
        "Invalid training image. Please provide a valid Amazon Elastic Container Registry path of the Docker image to "
        "run.",
    ),
    (
        "tipo-com-grupos",
        train({"ResourceConfig": MACHINE | GROUPS}, {"ResourceConfig": GROUPS | {"VolumeSizeInGB": 10}}),
        "InstanceType or InstanceCount cannot be specified with InstanceGroups",
    ),
    (
        "maquinas-de-um-so-modo",
        train({"ResourceConfig": {"VolumeSizeInGB": 10}}, {"ResourceConfig": MACHINE}),
        "ResourceConfig: exactly one of InstanceType, InstanceGroups and InstancePreferences, not []",
    ),
    (
        "maquinas-de-um-so-modo",
        train({"ResourceConfig": MACHINE | PREFERRED}, {"ResourceConfig": PREFERRED}),
        "ResourceConfig: exactly one of InstanceType, InstanceGroups and InstancePreferences, not "
        "['InstanceType', 'InstancePreferences']",
    ),
    (
        "tipo-sem-quantidade",
        train({"ResourceConfig": {"InstanceType": "ml.m5.large"}}, {"ResourceConfig": MACHINE}),
        "ResourceConfig.InstanceCount: required with InstanceType",
    ),
    (
        "algoritmo-sem-gpu",
        train(
            image(PICTURES) | {"ResourceConfig": MACHINE | {"InstanceType": "ml.c4.2xlarge"}},
            image(PICTURES) | {"ResourceConfig": MACHINE | {"InstanceType": "ml.g4dn.xlarge"}},
        ),
        "Instance type ml.c4.2xlarge is not supported by algorithm image-classification; only GPU instances are "
        "supported.",
    ),
    (
        "chave-em-disco-local",
        train(
            {"ResourceConfig": MACHINE | KEY | {"InstanceType": "ml.g5.xlarge"}},
            {"ResourceConfig": MACHINE | KEY | {"InstanceType": "ml.p3.2xlarge"}},
        ),
        "ResourceConfig.VolumeKmsKeyId: cannot be used with ml.g5.xlarge, which has local storage",
    ),
    (
        "chave-em-disco-local",
        train(
            {"ResourceConfig": MACHINE | KEY | {"InstanceType": "ml.m5d.large"}},
            {"ResourceConfig": MACHINE | KEY | {"InstanceType": "ml.m5.large"}},
        ),
        "ResourceConfig.VolumeKmsKeyId: cannot be used with ml.m5d.large, which has local storage",
    ),
    (
        "canal-repetido",
        train(
            {"InputDataConfig": [channel("train", "s3://b/c")] * 2},
            {"InputDataConfig": [channel("train", "s3://b/c"), channel("validation", "s3://b/c")]},
        ),
        "InputDataConfig: channel 'train' is named more than once",
    ),
    (
        "canal-sem-uma-fonte",
        train(
            {"InputDataConfig": [{"ChannelName": "a", "DataSource": {}}]},
            {"InputDataConfig": [channel("a", "s3://b/c")]},
        ),
        "InputDataConfig: channel 'a' needs exactly one data source",
    ),
    (
        "canal-sem-uma-fonte",
        train(
            VPC
            | {
                "InputDataConfig": [
                    channel("files", "s3://b/c")
                    | {"DataSource": EFS["DataSource"] | channel("a", "s3://b/c")["DataSource"]}
                ]
            },
            VPC | {"InputDataConfig": [EFS]},
        ),
        "InputDataConfig: channel 'files' needs exactly one data source",
    ),
    (
        "gzip-em-modo-file",
        train(
            {"InputDataConfig": [channel("training", "s3://b/c") | {"CompressionType": "Gzip"}]},
            {"InputDataConfig": [channel("training", "s3://b/c") | {"CompressionType": "Gzip", "InputMode": "Pipe"}]},
        ),
        "Invalid compression type for channel training: File mode only supports NONE, got Gzip instead",
    ),
    (
        "canais-sem-grupo",
        train(
            {"InputDataConfig": [of_group("test"), of_group("train"), channel("code", "s3://b/c")]},
            {"InputDataConfig": [of_group("test"), of_group("train"), of_group("code")]},
        ),
        "Some channels have assigned instance groups: [test, train] while others not: [code]",
    ),
    (
        "sistema-de-arquivos-sem-vpc",
        train({"InputDataConfig": [EFS]}, VPC | {"InputDataConfig": [EFS]}),
        "VpcConfig: required with FileSystemDataSource",
    ),
    (
        "metrica-repetida",
        train(
            image(IMAGE["TrainingImage"], MetricDefinitions=MINE["MetricDefinitions"] * 2),
            image(IMAGE["TrainingImage"], **MINE),
        ),
        "MetricDefinitions: metric 'minha' is named more than once",
    ),
    (
        "busca-com-uma-definicao",
        (SEARCH, search(TrainingJobDefinitions=[search()["TrainingJobDefinition"]]), search()),
        "exactly one of TrainingJobDefinition and TrainingJobDefinitions is needed",
    ),
    (
        "busca-com-uma-definicao",
        (SEARCH, {key: value for key, value in search().items() if key != "TrainingJobDefinition"}, search()),
        "exactly one of TrainingJobDefinition and TrainingJobDefinitions is needed",
    ),
    (
        "busca-sem-a-metrica",
        (SEARCH, searched(image(IMAGE["TrainingImage"], **MINE)), searched()),
        "A metric is required for this hyperparameter tuning job objective. Provide a metric in the metric "
        "definitions.",
    ),
    (
        "busca-sem-a-metrica",
        (SEARCH, searched(image(IMAGE["TrainingImage"])), searched(image(XGBOOST))),
        "A metric is required for this hyperparameter tuning job objective. Provide a metric in the metric "
        "definitions.",
    ),
    (
        "combinacoes-de-menos",
        (
            SEARCH,
            searched(
                ranges={"IntegerParameterRanges": [WHOLE | {"MaxValue": "4"}]},
                ResourceLimits={"MaxNumberOfTrainingJobs": 10, "MaxParallelTrainingJobs": 1},
            ),
            searched(
                ranges={"IntegerParameterRanges": [WHOLE | {"MaxValue": "4"}]},
                ResourceLimits={"MaxNumberOfTrainingJobs": 3, "MaxParallelTrainingJobs": 1},
            ),
        ),
        "You don't have enough combinations of hyperparameter ranges. The total number of hyperparameter combinations "
        "for the provided ranges [3.0] must be equal or greater than the value of MaxNumberOfJobs, [10]. Provide "
        "additional ranges.",
    ),
    (
        "faixa-repetida",
        (
            SEARCH,
            searched(ranges={"IntegerParameterRanges": [WHOLE, WHOLE]}),
            searched(ranges={"IntegerParameterRanges": [WHOLE]}),
        ),
        "ParameterRanges: hyperparameter 'depth' is named more than once",
    ),
    (
        "fixo-e-com-faixa",
        (
            SEARCH,
            searched({"StaticHyperParameters": {"depth": "3"}}),
            searched({"StaticHyperParameters": {"rounds": "3"}}),
        ),
        "StaticHyperParameters: 'depth' also has a range",
    ),
    (
        "grade-so-de-categorias",
        (SEARCH, searched(Strategy="Grid"), search(strategy="Grid")),
        "ParameterRanges: a Grid search takes only CategoricalParameterRanges",
    ),
    (
        "busca-sem-numero-de-jobs",
        (
            SEARCH,
            searched(ResourceLimits={"MaxParallelTrainingJobs": 2}),
            search(strategy="Grid", config={"ResourceLimits": {"MaxParallelTrainingJobs": 2}}),
        ),
        "ResourceLimits.MaxNumberOfTrainingJobs: required unless the strategy is Grid",
    ),
    (
        "imagem-de-outra-regiao",
        (
            PROCESS,
            processed(AppSpecification={"ImageUri": "415577184552.dkr.ecr.us-east-2.amazonaws.com/dw:1.1.1"}),
            processed(AppSpecification={"ImageUri": f"663277389841.{ECR}/dw:1.1.1"}),
        ),
        "Invalid region us-east-2 in image URI 415577184552.dkr.ecr.us-east-2.amazonaws.com/dw:1.1.1. Please provide "
        "an image URI in region us-east-1.",
    ),
    (
        "imagem-de-processamento-fora-do-ecr",
        (PROCESS, processed(AppSpecification={"ImageUri": "CLARIFY"}), processed()),
        "Invalid image URI CLARIFY. Please provide a valid Amazon Elastic Container Registry path of the Docker image "
        "to run.",
    ),
    (
        "argumento-vazio",
        (
            PROCESS,
            processed(AppSpecification={"ContainerArguments": ["--model_name", ""]}),
            processed(AppSpecification={"ContainerArguments": ["--model_name", "a"]}),
        ),
        "Found null or empty string in ContainerArguments at index 1. ContainerArguments and ContainerEntrypoint may "
        "not contain null or empty strings.",
    ),
    (
        "entradas-na-mesma-pasta",
        (
            PROCESS,
            processed(ProcessingInputs=[read_from("a", f"{ML}/input"), read_from("b", f"{ML}/input/")]),
            processed(ProcessingInputs=[read_from("a", f"{ML}/input"), read_from("b", f"{ML}/input/b")]),
        ),
        "",
    ),
    (
        "pasta-fora-do-processamento",
        (
            PROCESS,
            processed(ProcessingInputs=[read_from("a", "/opt/ml/processings")]),
            processed(ProcessingInputs=[read_from("a", ML)]),
        ),
        "LocalPath /opt/ml/processings: must begin with /opt/ml/processing/",
    ),
    (
        "objetivo-e-tipo-de-problema",
        ("CreateAutoMLJobV2", table("AUC", None), table("AUC", "BinaryClassification")),
        "AutoMLJobObjective and ProblemType: give both, or none",
    ),
    (
        "objetivo-e-tipo-de-problema",
        ("CreateAutoMLJobV2", table(None, "BinaryClassification"), table(None, None)),
        "AutoMLJobObjective and ProblemType: give both, or none",
    ),
]
