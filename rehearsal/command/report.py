"""What a rehearsal shows at its end and what is kept of it: degree, score, what was real, what stood in.

The degree is derived from what happened in the run, never typed in:
    treinou-aqui          a training job of the snippet, or a container of local mode, ended well and left a model
    requisicao-conferida  the requests were sent and are sound, and nothing was trained
    nao-executado         neither
"""

import re
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rehearsal.aws.cloud import Cloud
from rehearsal.machine.inside import guard
from rehearsal.machine.jobs import Job
from rehearsal.wire import permissions
from rehearsal.wire.replies import ACCOUNT

TRAINED, CHECKED, NOT_RUN = "treinou-aqui", "requisicao-conferida", "nao-executado"
SCORE_DIGITS = 3

STAND_INS = {
    "moto": "As respostas da AWS (S3, IAM, CloudWatch e a API do SageMaker) vieram do moto, neste processo.",
    "shared-kernel": "Os hosts do job foram processos deste computador: mesmo kernel, disco e CPU; "
    "o tipo de instância não mudou nada.",
    "docker-stand-in": "Um programa do ensaio fez o papel do Docker: rodou o contêiner que o modo local descreve.",
    "no-network": "O job não teve rede. Na AWS ele tem, a menos que você a isole.",
    "s3-inside-job": "De dentro do job, o S3 e o STS foram os do moto, por um endereço deste computador.",
    "local-python": "O Python e as bibliotecas deste ambiente fizeram o papel da imagem; nenhuma foi baixada.",
    "xgboost-open-source": "O xgboost de código aberto fez o papel do XGBoost integrado da AWS.",
    "hub-written-here": "A ficha do modelo e a receita foram escritas aqui, não pela AWS: a versão, a imagem e os "
    "endereços do pedido que vêm delas são de mentira.",
    "example-account": "A conta era de exemplo: o ensaio deixou nela o que os leitores costumam esquecer ligado.",
    "training-toolkit": "Um programa daqui fez o papel do toolkit que, na imagem da AWS, chama o script de uma busca.",
    "spot-interrupted-here": "A máquina spot foi tomada pelo ensaio, numa linha do log escolhida; a AWS a toma quando "
    "precisa. O desconto também não está aqui.",
    "search-draws-values": "A busca treinou cada job, com valores sorteados (ou, em Grid, com todos): a da AWS, que "
    "aprende com os resultados, não está aqui.",
    "automl-not-autopilot": "Três modelos do scikit-learn fizeram o papel do Autopilot: a pontuação é deles.",
    "dockerfile-not-built": "O Dockerfile foi lido, não construído: as linhas RUN não rodaram.",
    "rewritten-paths": "Sem namespaces do Linux aqui: os caminhos /opt/ml foram trocados numa cópia do código, "
    "e a rede só foi barrada para programas Python.",
}

# What differs between two runs of the same snippet, and what stands there instead.
VARYING = (
    (re.compile(r"\b\d{8}T?\d{6}(?:-\d{3})?\b"), "AAAAMMDDHHMMSS"),
    (re.compile(r"(?<=-)\d{6}-\d{4}\b"), "AAMMDD-HHMM"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2}-\d{3}\b"), "AAAA-MM-DD-HH-MM-SS-mmm"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}(?=[T ]\d{2}:)"), "AAAA-MM-DD"),
    (re.compile(r"(?<!\d)\d{2}:\d{2}:\d{2}(?:[.,]\d+)?\b"), "HH:MM:SS"),
    (re.compile(r"\b\d+(?:[.,]\d+)? ?(?:segundos|seconds|ms|s)\b"), "N s"),
    (re.compile(r"-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----"), "CHAVE PÚBLICA"),
    (re.compile(r"\A3\.1\d\Z"), "3.N"),  # the version of Python, alone, which @remote sends
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
        if self.exit_code == 0 and (self.trained or self.cloud.docker.trained):
            return TRAINED
        return CHECKED if self.exit_code == 0 and self.cloud.requests else NOT_RUN

    def score(self) -> dict[str, Any] | None:
        """Return the metric of a search's best job, or else one of the last trained job: validation before others."""
        for series in reversed(self.cloud.series):
            if best := series.best():
                value = series.objective.value(best) or 0.0
                return {"name": series.objective.metric, "value": round(value, SCORE_DIGITS)}
        metrics = self.trained[-1].final_metrics() if self.trained else []
        held_out = [each for each in metrics if each["MetricName"].startswith(("validation", "test"))]
        if not metrics:
            return None
        best = (held_out or metrics)[-1]
        return {"name": best["MetricName"], "value": round(best["Value"], SCORE_DIGITS)}

    def stand_ins(self) -> list[str]:
        """Return the ids of what stood in for AWS, sorted as STAND_INS is."""
        used = {"moto"} | self.cloud.stand_ins | self.cloud.docker.stand_ins
        if any(job.interruptions for job in self.cloud.jobs):
            used.add("spot-interrupted-here")
        if self.cloud.jobs:
            used |= {"shared-kernel", "no-network"}
            used |= {stand_in for job in self.cloud.jobs for stand_in in job.program.stand_ins}
            if not self.cloud.settings.enclosed:
                used.add("rewritten-paths")
        return [stand_in for stand_in in STAND_INS if stand_in in used]

    def calls(self) -> list[dict[str, Any]]:
        """Return every call of AWS that the snippet and the SDK made, each once."""
        calls: list[dict[str, Any]] = normalised(self.cloud.calls.seen, self.paths)
        return [call for number, call in enumerate(calls) if call not in calls[:number]]

    def asked(self) -> list[tuple[str, str]]:
        """Return what the jobs asked of S3, as (method, /bucket/key?query), each once and sorted."""
        return sorted({(method, normalised(target, self.paths)) for method, target in self.cloud.inside_s3.asked})

    def permissions(self) -> dict[str, Any]:
        """Return the least privilege for this run, or under "unknown" what there is no IAM action for here."""
        try:
            varying = [instead for _, instead in VARYING]
            return permissions.documents(self.calls(), self.asked(), ACCOUNT, varying)
        except permissions.UnknownPermissionError as error:
            return {"unknown": str(error)}

    def record(self) -> dict[str, Any]:
        """Return the run as data: what snippets/results/ keeps is in results.KEPT."""
        return {
            "name": self.name,
            "degree": self.degree(),
            "stand_ins": self.stand_ins(),
            "score": self.score(),
            "sdk": version("sagemaker"),
            "date": date.today().isoformat(),
            "output": normalised(self.output, self.paths),
            "requests": normalised(self.cloud.requests, self.paths),
            "permissions": self.permissions(),
            "exit_code": self.exit_code,
            "calls": self.calls(),
            "asked": self.asked(),
            "refused_connections": list(guard.refused),
            "jobs": [_job_record(job) for job in self.cloud.jobs],
            "containers": [{"exit_code": ran.exit_code, "model": str(ran.archive)} for ran in self.cloud.docker.runs],
        }


def _job_record(job: Job) -> dict[str, Any]:
    model = job.kept / "model.tar.gz"
    return {
        "name": job.name,
        "status": job.status,
        "secondary_status": job.secondary,
        "interruptions": job.interruptions,
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
        r"ModuleNotFoundError: No module named (?!'sagemaker\.)",
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
    (
        r"No module named 'sagemaker\.|cannot import name '\w+' from 'sagemaker'|was removed in the SageMaker Python",
        "Este código é da v2 do SDK, e aqui está a v3: use ModelTrainer, de sagemaker.train. Por ora, "
        'pip install "sagemaker<3" também serve.',
    ),
    (
        r"Unsupported [\w-]+ version",
        "O SDK não conhece esta versão da imagem: escolha uma da lista. PyTorch 2.11 em diante se chama "
        "pytorch-amzn2023.",
    ),
    (
        r"is a gated model and requires",
        "O modelo tem licença a aceitar: leia-a, e só então passe accept_eula=True.",
    ),
    (
        r"ResourceLimitExceeded",
        "A conta não tem cota deste tipo de instância para isto, nesta região: peça-a em Service Quotas, ou use outro "
        "tipo. Repetir não adianta.",
    ),
    (
        r"not authorized to perform: iam:PassRole",
        "Falta a quem chama, não ao papel do job, a permissão iam:PassRole sobre o papel que você passou.",
    ),
    (
        r"AccessDenied\) when calling the \w+Object|Data download failed.*AccessDenied",
        "Falta permissão no S3: a você, se foi ao subir os dados; ao papel do job, se foi no job. São s3:ListBucket "
        "no bucket e s3:GetObject e s3:PutObject nos objetos.",
    ),
    (
        r"is not 'LIBSVM' format",
        'O algoritmo leu o CSV como LibSVM: passe content_type="text/csv" em cada InputData.',
    ),
    (
        r"ThrottlingException|Rate exceeded",
        "Chamadas demais: espace o laço, ou ponha AWS_RETRY_MODE=standard e AWS_MAX_ATTEMPTS=10.",
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
        if job.interruptions:
            kept = "com os pontos de verificação" if job.request.get("CheckpointConfig") else "do zero"
            lines.append(f"  Perdeu a máquina (spot) uma vez e recomeçou {kept}.")
        if job.failure_reason:
            lines.append(f"  Motivo: {job.failure_reason}")
        if job.secondary == "MaxRuntimeExceeded":
            lines.append("  Passou do tempo máximo: aumente StoppingCondition(max_runtime_in_seconds=...).")
        if job.status == "Completed" and not job.has_model:
            lines.append("  O programa não deixou nada em /opt/ml/model: o modelo está vazio.")
        if (job.kept / "model.tar.gz").is_file():
            lines.append(f"  Modelo: {job.kept / 'model.tar.gz'}")
        lines += [f"  O que fazer: {advice}" for advice in _job_hints(job)]
    for accepted in run.cloud.accepted:
        lines.append(
            f"Job {accepted.name}: pedido conferido e aceito, não treinado: só a AWS tem a imagem e o modelo dele"
        )
    for ran in run.cloud.docker.runs:
        lines.append(f"Contêiner do modo local: terminou com {ran.exit_code}")
        lines += [f"  Modelo: {ran.archive}"] if ran.has_model else []
    if run.cloud.series and run.cloud.settings.search_jobs:
        lines.append(f"Cada busca treinou no máximo {run.cloud.settings.search_jobs} jobs (--search-jobs)")
    if run.cloud.requests:
        lines.append(f"Requisições à AWS: {len(run.cloud.requests)}, conferidas com o modelo da API da AWS")
    if guard.refused:
        lines.append(f"Conexões para fora, recusadas: {', '.join(sorted(set(guard.refused)))}")
    lines.append(f"Foi real: o SDK sagemaker {version('sagemaker')}, o seu código sem mudança")
    if run.cloud.requests:
        lines[-1] += ", o pedido à AWS"
    if run.trained or run.cloud.docker.trained:
        lines[-1] += ", o treinamento no contrato do contêiner e o modelo"
    lines.append("Foi substituído:")
    lines += [f"  - {STAND_INS[stand_in]}" for stand_in in run.stand_ins()]
    return "\n".join(lines)


def _job_hints(job: Job) -> list[str]:
    if job.status != "Failed":
        return []
    return hints("\n".join([job.failure_reason or "", *(line for _, _, line in job.lines)]))
