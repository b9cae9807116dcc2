"""What the reader sees at the end of a rehearsal: first what went wrong and one thing to do, then how far it went,
each job, and what was real.
"""

from collections.abc import Iterable, Iterator

from rehearsal.command.advice import Place, advice, of_a_failure
from rehearsal.command.report import LINES, Run, library
from rehearsal.command.trouble import last_exception, last_words
from rehearsal.machine.inside import guard
from rehearsal.machine.jobs import Job
from rehearsal.wire import rules
from rehearsal.words import say

OF_A_DOCKERFILE = "dockerfile-not-built"


def of_a_rule(id_: str) -> str:
    """Return what to do about a rule of AWS's service that a request breaks, and whose words the refusal has."""
    rule, what = rules.load()[id_], say(f"rules.{id_}")
    return f"{what} {say('launch.our_words', source=rule.sources[0])}" if rule.in_our_words else what


def summary(run: Run) -> str:
    """Return what the reader sees at the end."""
    first = list(trouble(run))
    return "\n".join([*_title(run), *first, *_head(run), *_jobs(run), *_wire(run), *real(run), *_stand_ins(run)])


def _title(run: Run) -> Iterator[str]:
    yield f"\n── {say('summary.title', name=run.name)} {'─' * 30}"


def trouble(run: Run) -> Iterator[str]:
    """Yield what went wrong: of the first job that failed, or else of the launch file, whose error stands above."""
    failed = [job for job in run.cloud.jobs if job.status == "Failed"]
    if failed:
        yield from _of_a_failure(run, failed[0])
    elif run.error is not None:
        what = f"{type(run.error).__name__}: {str(run.error).partition(chr(10))[0]}"
        yield say("summary.launch_failed", what=what)
    for docker in run.cloud.docker.runs:
        if docker.refused:
            yield say("launch.not_rehearsed", what=docker.refused)
        elif docker.exit_code:
            yield say("summary.container_failed", code=docker.exit_code)


def _of_a_failure(run: Run, job: Job) -> Iterator[str]:
    yield say("summary.failed", name=job.name)
    told = job.lines.last(LINES)
    lines, reason = [line.text for line in told], job.failure_reason or ""
    if (exception := last_exception(lines)) or not job.failed:
        yield from (f"    {line}" for line in exception or reason.splitlines()[:1])
    else:
        host, code = job.failed
        last = last_words([line.text for line in told if line.host == host])
        yield say("summary.last_words" if last else "summary.without_a_word", code=code)
        yield from (f"    {line}" for line in last)
    rule = job.rules.get(reason)
    for what in [of_a_rule(rule)] if rule else of_a_failure(lines, reason, _place(run, job))[:1]:
        yield say("launch.to_do", what=what)
    yield ""


def image_of(job: Job) -> str:
    """Return the address of a job's image, "" for none."""
    asked = job.request.get("AlgorithmSpecification") or {}
    return str(asked.get("TrainingImage") or (job.request.get("AppSpecification") or {}).get("ImageUri", ""))


def _of_contents(image: str, noted: Iterable[str]) -> Iterator[str]:
    """Yield what is said of modules that an image may not have."""
    if modules := ", ".join(sorted(noted)):
        yield say("summary.perhaps_lacking", image=image.rpartition("/")[2], modules=modules)


def _place(run: Run, job: Job) -> Place:
    own_image = OF_A_DOCKERFILE in job.program.stand_ins
    folder = run.script or run.cloud.snippet_folder
    return Place(image_of(job), own_image, folder, alone=run.script is not None, reason=job.REASON)


def _head(run: Run) -> Iterator[str]:
    yield say("summary.degree", words=say(f"degrees.{run.degree()}"), id=run.degree())
    if score := run.score():
        yield say("summary.score", **score)


def _jobs(run: Run) -> Iterator[str]:
    for job in run.cloud.jobs:
        yield say("summary.job", name=job.name, status=job.status, secondary=job.secondary, seconds=job.seconds())
        yield from (f"  {line}" for line in _of_a_job(job))
    for accepted in run.cloud.accepted:
        yield say("summary.accepted", name=accepted.name)
        if accepted.refused:
            yield f"  {say('summary.reason', reason=accepted.refused)}"
    for ran in run.cloud.docker.runs:
        yield say("summary.container", code=ran.exit_code)
        yield from (f"  {line}" for line in _of_contents(ran.image, ran.noted))
        if ran.has_model:
            yield f"  {say('summary.model', path=ran.archive)}"
    if run.cloud.series and run.cloud.settings.search_jobs:
        yield say("summary.search_jobs", most=run.cloud.settings.search_jobs)


def _of_a_job(job: Job) -> Iterator[str]:
    if job.interruptions:
        yield say("summary.interrupted_resumed" if job.request.get("CheckpointConfig") else "summary.interrupted_anew")
    if job.failure_reason:
        yield say("summary.reason", reason=job.failure_reason)
    if job.status == "Completed" and job.LEAVES_A_MODEL and not job.has_model:
        yield say("summary.no_model")
    yield from _of_contents(image_of(job), job.noted)
    if model := job.archive():
        yield say("summary.model", path=model)
    if job.status not in ("Failed", "Completed"):  # a failed one stands on top, and one that ended well needs none
        yield from (say("launch.to_do", what=what) for what in advice(job.secondary)[:1])


def _wire(run: Run) -> Iterator[str]:
    if not run.cloud.settings.enclosed and (run.cloud.jobs or run.cloud.docker.runs):
        yield say("summary.unguarded" if run.cloud.settings.unguarded else "summary.guarded")
    if run.cloud.requests:
        yield say("summary.requests", count=len(run.cloud.requests))
    if run.cloud.settings.policies:
        decided = run.cloud.identities
        counted = {who: len(needs) for who, needs in decided.needed.items()}
        yield say("summary.permissions", **counted, refused=len(decided.refused))
    if refused := run.cloud.operations.refused:
        yield say("summary.not_done", names=", ".join(refused))
    if guard.refused:
        yield say("summary.refused", hosts=", ".join(sorted(set(guard.refused))))


def real(run: Run) -> Iterator[str]:
    """Yield what was real."""
    told = [say(f"summary.real_{name}", version=version) for name, version in library().items()]
    real = [*(told if run.cloud.calls.seen else []), say("summary.real_code")]
    real += [say("summary.real_request")] if run.cloud.requests else []
    if run.trained or run.cloud.docker.trained:
        real.append(say("summary.real_training"))
    elif any(job.status == "Completed" for job in run.cloud.jobs):
        real.append(say("summary.real_program"))
    yield say("summary.real", what=", ".join(real))


def _stand_ins(run: Run) -> Iterator[str]:
    yield say("summary.stand_ins")
    yield from (f"  - {say(f'stand_ins.{stand_in}')}" for stand_in in run.stand_ins())
