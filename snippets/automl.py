"""AutoML pela API: o Autopilot testa algoritmos e preparações dos dados por você, e
diz qual candidato foi o melhor.

Antes: pip install "sagemaker>=3.27,<4" scikit-learn
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import boto3
from sagemaker.core import shapes
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.resources import AutoMLJobV2
from sklearn.datasets import load_breast_cancer

# Troque pelos seus.
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"  # a função de execução do job
REGION = "us-east-1"
MAX_CANDIDATES = 3  # cada um é cobrado
MAX_RUNTIME = 15 * 60  # segundos para cada candidato

os.environ["AWS_DEFAULT_REGION"] = REGION

# Dados de verdade: 569 exames. Aqui o CSV tem cabeçalho, e a coluna da resposta é dita
# pelo nome.
data = Path("dados-automl")
data.mkdir(exist_ok=True)
load_breast_cancer(as_frame=True).frame.to_csv(data / "exames.csv", index=False)
session = Session()
address = session.upload_data(str(data), key_prefix="automl/dados")

table = shapes.TabularJobConfig(
    target_attribute_name="target",
    # Quem diz o problema tem de dizer a métrica, e vice-versa.
    problem_type="BinaryClassification",
    mode="ENSEMBLING",
    # O limite do job inteiro (max_auto_ml_job_runtime_in_seconds) o SDK 3.27 escreve
    # errado, e o pedido é recusado.
    completion_criteria=shapes.AutoMLJobCompletionCriteria(
        max_candidates=MAX_CANDIDATES,
        max_runtime_per_training_job_in_seconds=MAX_RUNTIME,
    ),
)
source = shapes.AutoMLDataSource(
    s3_data_source=shapes.AutoMLS3DataSource(s3_data_type="S3Prefix", s3_uri=address)
)
job = AutoMLJobV2.create(
    # No máximo 32 caracteres.
    auto_ml_job_name=f"exames-{datetime.now(UTC):%Y%m%d%H%M%S}",
    auto_ml_job_input_data_config=[
        shapes.AutoMLJobChannel(channel_type="training", data_source=source)
    ],
    output_data_config=shapes.AutoMLOutputDataConfig(
        s3_output_path=f"s3://{session.default_bucket()}/automl"
    ),
    auto_ml_problem_type_config=shapes.AutoMLProblemTypeConfig(
        tabular_job_config=table
    ),
    auto_ml_job_objective=shapes.AutoMLJobObjective(metric_name="AUC"),
    role_arn=ROLE,
)
job.wait()

# O recurso do SDK 3.27 só dá o melhor candidato; a lista de todos vem do boto3.
candidates = boto3.client("sagemaker").list_candidates_for_auto_ml_job(
    AutoMLJobName=job.auto_ml_job_name
)
for candidate in candidates["Candidates"]:
    print(
        candidate["CandidateName"],
        round(candidate["FinalAutoMLJobObjectiveMetric"]["Value"], 3),
    )
best = job.best_candidate
print(
    f"O melhor: {best.candidate_name}, AUC "
    f"{best.final_auto_ml_job_objective_metric.value:.3f}"
)
