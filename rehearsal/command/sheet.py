"""The report to look at and to show: one HTML file that asks nobody for anything, with the same record beside it.

``--report pasta/`` writes ``index.html`` and ``report.json`` into the folder; ``--report x.json`` the record alone.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from rehearsal.command import summary
from rehearsal.command.report import Run, library, versions
from rehearsal.machine.inside import guard
from rehearsal.machine.jobs import Job
from rehearsal.words import say
from snippets import curves

WHO = {"caller": "sheet.caller", "role": "sheet.role", "trust": "sheet.trust"}
RECORD, PAGE = "report.json", "index.html"
LINES = 5_000  # of a job's log that the page holds: a browser stays quick, and the whole log lies beside the model
TEMPLATES = jinja2.Environment(loader=jinja2.PackageLoader(__package__, "."), autoescape=True, trim_blocks=True)


def write(run: Run, place: Path) -> None:
    """Write the record to a file that ends in ``.json``, or record and page into a folder, made where it is missing."""
    record = json.dumps(run.record(), ensure_ascii=False, indent=2) + "\n"
    if place.suffix == ".json" and not place.is_dir():
        place.write_text(record, encoding="utf-8")
        return
    place.mkdir(parents=True, exist_ok=True)
    (place / RECORD).write_text(record, encoding="utf-8")
    (place / PAGE).write_text(page(run), encoding="utf-8")


def page(run: Run) -> str:
    """Return the page, in the language of this process."""
    permissions = run.permissions()
    return TEMPLATES.get_template("sheet.html").render(
        say=say,
        tag=say("sheet.tag"),
        run=run,
        trouble=list(summary.trouble(run)),
        jobs=[_job(job) for job in run.cloud.jobs],
        requests=[{**each, "parameters": _json(each["parameters"])} for each in run.cloud.requests],
        policies=[(who, say(WHO[who]), _json(permissions[who])) for who in WHO if who in permissions],
        unknown=permissions.get("unknown"),
        real=" ".join(summary.real(run)),
        refused=sorted(set(guard.refused)),
        date=date.today().strftime(say("sheet.day")),
        versions=", ".join(f"{name} {version}" for name, version in {**library(), **versions()}.items()),
    )


def _job(job: Job) -> dict[str, Any]:
    told = [f"{host} | {line}" for host, _, line in job.lines.last(LINES)]
    return {
        "name": job.name,
        "status": job.status,
        "secondary": job.secondary,
        "seconds": job.seconds(),
        "reason": job.failure_reason,
        "interruptions": job.interruptions,
        "hosts": job.host_names(),
        "timeline": list(_timeline(job)),
        "curves": [_curve(name, values) for name, values in job.metrics().items()],
        "lines": len(job.lines),
        "left_out": max(0, len(job.lines) - LINES),
        "kept": job.kept,
        "log": "\n".join(told),
    }


def _timeline(job: Job) -> Iterator[dict[str, Any]]:
    """Yield each state of a job with its share of the whole and how long it took."""
    for each in job.transitions:
        begun: datetime = each["StartTime"]
        seconds = (each.get("EndTime", begun) - begun).total_seconds()
        yield {"state": each["Status"], "share": round(max(seconds, 0.01), 2), "told": f"{seconds:.1f} s"}


def _curve(name: str, values: list[float]) -> dict[str, Any]:
    numbers = {"first": values[0], "last": values[-1], "least": min(values), "most": max(values)}
    told = say(
        "sheet.curve", name=name, count=len(values), **{key: curves.shown(each) for key, each in numbers.items()}
    )
    return {"name": name, "told": told, "svg": Markup(curves.curve(name, values, told))}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)
