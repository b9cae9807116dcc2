"""What a rehearsal shows at its end and what is kept of it: degree, score, what was real, what stood in.

The degree is derived from what happened in the run, never typed in:
    treinou-aqui          a training job of the snippet ended as Completed and left a model
    requisicao-conferida  the requests were sent and are sound, and nothing was trained
    nao-executado         neither
"""

import re
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from . import guard
from .cloud import Cloud
from .jobs import Job

TRAINED, CHECKED, NOT_RUN = "treinou-aqui", "requisicao-conferida", "nao-executado"
SCORE_DIGITS = 3

STAND_INS = {
    "moto": "As respostas da AWS (S3, IAM, CloudWatch e a API do SageMaker) vieram do moto, neste processo.",
    "shared-kernel": "Os hosts do job foram processos deste computador: mesmo kernel, disco e CPU; "
    "o tipo de instância não mudou nada.",
    "no-network": "O job não teve rede. Na AWS ele tem, a menos que você a isole.",
    "local-python": "O Python e as bibliotecas deste ambiente fizeram o papel da imagem; nenhuma foi baixada.",
    "xgboost-open-source": "O xgboost de código aberto fez o papel do XGBoost integrado da AWS.",
    "dockerfile-not-built": "O Dockerfile foi lido, não construído: as linhas RUN não rodaram.",
    "rewritten-paths": "Sem namespaces do Linux aqui: os caminhos /opt/ml foram trocados numa cópia do código, "
    "e a rede só foi barrada para programas Python.",
}

# What differs between two runs of the same snippet, and what stands there instead.
VARYING = (
    (re.compile(r"\b\d{8}T?\d{6}(?:-\d{3})?\b"), "AAAAMMDDHHMMSS"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2}-\d{3}\b"), "AAAA-MM-DD-HH-MM-SS-mmm"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}(?=[T ]\d{2}:)"), "AAAA-MM-DD"),
    (re.compile(r"(?<!\d)\d{2}:\d{2}:\d{2}(?:[.,]\d+)?\b"), "HH:MM:SS"),
    (re.compile(r"\b\d+(?:[.,]\d+)? ?(?:segundos|seconds|ms|s)\b"), "N s"),
    (re.compile(r"/tmp/[\w./-]+"), "/tmp/…"),
)


@dataclass
class Run:
    """A finished rehearsal. `output` is what the snippet itself printed; `exit_code` how it ended."""

    name: str
    cloud: Cloud
    exit_code: int = 0
    output: str = ""
    paths: list[Path] = field(default_factory=list)  # folders whose place says nothing

    @property
    def trained(self) -> list[Job]:
        """The jobs that ended well and left a model, in order."""
        return [job for job in self.cloud.jobs if job.status == "Completed" and job.has_model]

    def degree(self) -> str:
        """Return how far the snippet was really run."""
        if self.exit_code == 0 and self.trained:
            return TRAINED
        return CHECKED if self.exit_code == 0 and self.cloud.requests else NOT_RUN

    def score(self) -> dict[str, Any] | None:
        """Return the last trained job's metric: one of validation or test if there is any."""
        metrics = self.trained[-1].final_metrics() if self.trained else []
        held_out = [each for each in metrics if each["MetricName"].startswith(("validation", "test"))]
        if not metrics:
            return None
        best = (held_out or metrics)[-1]
        return {"name": best["MetricName"], "value": round(best["Value"], SCORE_DIGITS)}

    def stand_ins(self) -> list[str]:
        """Return the ids of what stood in for AWS, sorted as STAND_INS is."""
        used = {"moto"}
        if self.cloud.jobs:
            used |= {"shared-kernel", "no-network"}
            used |= {stand_in for job in self.cloud.jobs for stand_in in job.program.stand_ins}
            if not self.cloud.enclosed:
                used.add("rewritten-paths")
        return [stand_in for stand_in in STAND_INS if stand_in in used]

    def record(self) -> dict[str, Any]:
        """Return the run as data: the first eight keys are what snippets/results/ keeps."""
        return {
            "name": self.name,
            "degree": self.degree(),
            "stand_ins": self.stand_ins(),
            "score": self.score(),
            "sdk": version("sagemaker"),
            "date": date.today().isoformat(),
            "output": normalised(self.output, self.paths),
            "requests": normalised(self.cloud.requests, self.paths),
            "exit_code": self.exit_code,
            "refused_connections": list(guard.refused),
            "jobs": [_job_record(job) for job in self.cloud.jobs],
        }


def _job_record(job: Job) -> dict[str, Any]:
    model = job.kept / "model.tar.gz"
    return {
        "name": job.name,
        "status": job.status,
        "secondary_status": job.secondary,
        "failure_reason": job.failure_reason,
        "model": str(model) if model.is_file() else None,
        "log": [f"{host} | {line}" for host, _, line in job.lines],
    }


def normalised(value: Any, paths: list[Path]) -> Any:
    """Return a value with names, times and paths of this run replaced, so that two runs give the same."""
    if isinstance(value, dict):
        return {key: normalised(part, paths) for key, part in value.items()}
    if isinstance(value, list):
        return [normalised(part, paths) for part in value]
    if not isinstance(value, str):
        return value
    for path in paths:
        value = value.replace(str(path), "…")
    for pattern, instead in VARYING:
        value = pattern.sub(instead, value)
    return value


HINTS = (  # (what the log or the error says, what to do)
    (
        r"No matching distribution found|Could not find a version that satisfies",
        "O ensaio não baixa pacotes. Instale a biblioteca neste ambiente (pip install …) e ensaie de novo.",
    ),
    (
        r"Temporary failure in name resolution|Network is unreachable|OutboundRefusedError",
        "O job tentou usar a rede, que o ensaio não tem. Traga o arquivo antes e passe-o como canal.",
    ),
    (
        r"ModuleNotFoundError: No module named",
        "O script importa algo que este ambiente não tem. Instale-o aqui; na AWS, ponha-o no requirements.txt "
        "e nomeie esse arquivo em SourceCode(requirements=...).",
    ),
    (
        r"executable file not found in \$PATH",
        "A imagem não disse o que rodar: dê-lhe um ENTRYPOINT, ou um programa `train` executável no PATH.",
    ),
    (
        r"No S3 objects found",
        "O endereço S3 do canal está vazio: confira bucket e prefixo, ou passe uma pasta local em data_source.",
    ),
    (
        r"NoRegionError|You must specify a region",
        'Diga a região antes de usar o SDK: os.environ["AWS_DEFAULT_REGION"] = "us-east-1". '
        "Dá-la só na sessão não basta: o SDK lê o log do job na região padrão.",
    ),
    (
        r"unrecognized arguments",
        "Um hiperparâmetro chegou ao script com um nome que o argparse dele não conhece.",
    ),
)


def hints(text: str) -> list[str]:
    """Return what to do about errors that readers meet, as found in a log or a message."""
    return [advice for pattern, advice in HINTS if re.search(pattern, text)]


def summary(run: Run) -> str:
    """Return what the reader sees at the end."""
    lines = ["", f"── fim do ensaio: {run.name} " + "─" * 30, f"Grau: {run.degree()}"]
    if score := run.score():
        lines.append(f"Pontuação: {score['name']} = {score['value']}")
    for job in run.cloud.jobs:
        lines.append(f"Job {job.name}: {job.status} ({job.secondary}), {job.seconds()} s de programa")
        if job.failure_reason:
            lines.append(f"  Motivo: {job.failure_reason}")
        if job.secondary == "MaxRuntimeExceeded":
            lines.append("  Passou do tempo máximo: aumente StoppingCondition(max_runtime_in_seconds=...).")
        if job.status == "Completed" and not job.has_model:
            lines.append("  O programa não deixou nada em /opt/ml/model: o modelo está vazio.")
        if (job.kept / "model.tar.gz").is_file():
            lines.append(f"  Modelo: {job.kept / 'model.tar.gz'}")
        lines += [f"  O que fazer: {advice}" for advice in _job_hints(job)]
    if run.cloud.requests:
        lines.append(f"Requisições ao SageMaker: {len(run.cloud.requests)}, conferidas com o modelo da API da AWS")
    if guard.refused:
        lines.append(f"Conexões para fora, recusadas: {', '.join(sorted(set(guard.refused)))}")
    lines.append(f"Foi real: o SDK sagemaker {version('sagemaker')}, o seu código sem mudança, o pedido à AWS")
    if run.trained:
        lines[-1] += ", o treinamento no contrato do contêiner e o modelo"
    lines.append("Foi substituído:")
    lines += [f"  - {STAND_INS[stand_in]}" for stand_in in run.stand_ins()]
    return "\n".join(lines)


def _job_hints(job: Job) -> list[str]:
    if job.status != "Failed":
        return []
    return hints("\n".join([job.failure_reason or "", *(line for _, _, line in job.lines)]))
