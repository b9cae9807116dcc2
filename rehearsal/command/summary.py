"""What the reader sees at the end of a rehearsal: how far it went, each job and what to do, what was real."""

from importlib.metadata import version

from rehearsal.command.report import STAND_INS, Run
from rehearsal.machine.inside import guard
from rehearsal.machine.jobs import Job
from symptoms.matching import find
from symptoms.reading import load

LANGUAGE = "pt"


def advice(text: str) -> list[str]:
    """Return what to do about the errors that a log or a message shows, the likeliest first."""
    words = [found.symptom.words[LANGUAGE] for found in find(text, load())]
    return [said for each in words if (said := each.rehearsal_advice or each.advice)]


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
        if job.status == "Completed" and not job.has_model:
            lines.append("  O programa não deixou nada em /opt/ml/model: o modelo está vazio.")
        if (job.kept / "model.tar.gz").is_file():
            lines.append(f"  Modelo: {job.kept / 'model.tar.gz'}")
        lines += [f"  O que fazer: {what}" for what in advice(_shown(job))]
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


def _shown(job: Job) -> str:
    """Return the text in which a job's trouble shows: its log when it failed, or else the state that it ended in."""
    if job.status != "Failed":
        return job.secondary
    return "\n".join([job.failure_reason or "", *(line for _, _, line in job.lines)])
