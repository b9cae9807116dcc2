"""Limpeza: mostra o que ainda cobra no SageMaker e por quê, e remove só o que você
escrever em REMOVE.

Antes: pip install boto3
"""

import sys
from functools import partial
from typing import Any

import boto3

# Troque pelos seus.
REGION = "us-east-1"  # rode de novo em cada Região que você usou
# Copie para cá, entre aspas, o que da lista deve sair; vazia, nada é removido.
REMOVE: list[str] = []

sagemaker = boto3.client("sagemaker", region_name=REGION)
release_pool = partial(
    sagemaker.update_training_job, ResourceConfig={"KeepAlivePeriodInSeconds": 0}
)

GONE, STATUS_OF = {"Deleting", "Deleted"}, ("", "Endpoint", "Cluster")
JOBS = "TrainingJobSummaries"
APP = ["DomainId", "UserProfileName", "SpaceName", "AppType", "AppName"]
# Tipo; como listar; em que chave; filtro; o que identifica; como parar; o que cobra.
BILLING: list[Any] = [
    ("endpoint", "list_endpoints", "Endpoints", {}, ["EndpointName"],
     sagemaker.delete_endpoint,
     "as instâncias, até ser apagado; só alguns tipos descem a zero"),
    # Canvas, JupyterLab, Code Editor…
    ("app", "list_apps", "Apps", {}, APP, sagemaker.delete_app,
     "a máquina, enquanto o aplicativo roda; fechar o navegador não o para"),
    ("space", "list_spaces", "Spaces", {}, ["DomainId", "SpaceName"],
     sagemaker.delete_space,
     "o disco; apagar o espaço apaga os arquivos dele (antes, apague os aplicativos)"),
    ("notebook", "list_notebook_instances", "NotebookInstances",
     {"StatusEquals": "InService"}, ["NotebookInstanceName"],
     sagemaker.stop_notebook_instance,
     "a máquina, enquanto ligada; desligada, só o disco"),
    ("warm-pool", "list_training_jobs", JOBS,
     {"WarmPoolStatusEquals": "Available"}, ["TrainingJobName"], release_pool,
     "as instâncias que o job deixou reservadas, até o prazo que ele pediu"),
    ("training-job", "list_training_jobs", JOBS,
     {"StatusEquals": "InProgress"}, ["TrainingJobName"], sagemaker.stop_training_job,
     "as instâncias, até terminar ou chegar ao tempo máximo"),
    ("cluster", "list_clusters", "ClusterSummaries", {}, ["ClusterName"],
     sagemaker.delete_cluster,
     "as instâncias do HyperPod, enquanto o cluster existir"),
]  # fmt: skip


def still_billing() -> dict[str, tuple[str, Any]]:
    """O que cobra agora -> (o que cobra, como parar)."""
    found = {}
    for kind, operation, key, filters, identity, stop, why in BILLING:
        for page in sagemaker.get_paginator(operation).paginate(**filters):
            for item in page[key]:
                # Ficam um tempo na lista.
                status = {item.get(f"{of}Status") for of in STATUS_OF}
                if not GONE & status and item.get("Status") != "Failed":
                    name = {part: item[part] for part in identity if item.get(part)}
                    found["/".join([kind, *name.values()])] = (
                        why,
                        partial(stop, **name),
                    )
    return found


found = still_billing()
if unknown := set(REMOVE) - found.keys():
    sys.exit(f"Nada foi removido. Não está na lista: {', '.join(sorted(unknown))}")
for what in REMOVE:
    found[what][1]()
    print("removido:", what)
for what, (why, _) in still_billing().items():
    print(f"{what}\n    cobra {why}")
print(
    "Fora desta lista também são cobrados o S3, o disco EFS de cada domínio e os logs "
    "do CloudWatch."
)
