"""What a snippet's rehearsal left behind: how far it ran, what it printed, and what stood in for AWS."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.places import ROOT

SNIPPETS = ROOT / "snippets"
CODE = {".py": "python", ".txt": "text", ".json": "json", ".sh": "bash", "": "dockerfile"}
DEGREES = ("treinou-aqui", "requisicao-conferida", "nao-executado")


class CapturedError(ValueError):
    """A snippet without files or without a captured result; the message says what to do."""


@dataclass(frozen=True)
class Snippet:
    """A snippet: its files (paths below ``snippets/``, the one to start first) and the result of its last run."""

    name: str
    files: tuple[str, ...]
    result: Mapping[str, Any]


def load(name: str) -> Snippet:
    """Read a snippet and its captured result. Raises ``CapturedError``."""
    path = SNIPPETS / "results" / f"{name}.json"
    files = _files(name)
    if not files:
        raise CapturedError(
            f"tree.toml: the snippet {name!r} is neither snippets/{name}.py nor a folder; mend its name"
        )
    if not path.exists():
        raise CapturedError(f"snippets/results/{name}.json is missing; run `make update`")
    result = json.loads(path.read_text(encoding="utf-8"))
    if result["degree"] not in DEGREES:
        raise CapturedError(f"{path.name}: the degree {result['degree']!r} is unknown; run `make update`")
    return Snippet(name, files, result)


def _files(name: str) -> tuple[str, ...]:
    single, folder = SNIPPETS / f"{name}.py", SNIPPETS / name
    if single.exists():
        return (single.name,)
    found = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    launch_first = sorted(found, key=lambda path: (path.name != "lancar.py", path.as_posix()))
    return tuple(path.relative_to(SNIPPETS).as_posix() for path in launch_first)


def changed_lines(snippets: Iterable[str], adjustment: str, labels: Mapping[str, str]) -> str:
    """Return the Markdown of the lines that an adjustment changes in the snippets, or nothing where none is kept."""
    paths = (SNIPPETS / "ajustes" / name / f"{adjustment}.diff" for name in snippets)
    return "\n\n".join(
        f"{labels['changes']}\n\n```diff\n{path.read_text(encoding='utf-8').rstrip()}\n```"
        for path in paths
        if path.exists()
    )


def section(snippet: Snippet, words: Mapping[str, Any]) -> str:
    """Return the Markdown that shows a snippet: files, how far it ran, what stood in, what it printed."""
    labels, result = words["snippets"], snippet.result
    listing = _listing(snippet.files[0]) if len(snippet.files) == 1 else _tabs(snippet)
    run = labels["run"].format(date=result["date"], sdk=result["sdk"])
    facts = [labels["real"] if result["degree"] == "treinou-aqui" else labels["checked"], run]
    if score := result.get("score"):
        facts.append(labels["score"].format(**score))
    if unknown := set(result["stand_ins"]) - words["stand_ins"].keys():
        raise CapturedError(f"docs/words: [stand_ins] has no words for {sorted(unknown)}; write them in every language")
    stand_ins = "".join(f"\n    - {words['stand_ins'][id_]}" for id_ in result["stand_ins"])
    return "\n".join(
        [
            f'<div class="snippet" data-snippet="{snippet.name}" data-degree="{result["degree"]}" markdown>',
            "",
            listing,
            "",
            f'!!! success "{labels["how_far"]}: {labels[result["degree"]]}"',
            "",
            f"    {' '.join(facts)}",
            *(["", f"    {labels['stand_ins']}", stand_ins] if stand_ins else []),
            "",
            f"    {labels['rehearse']} `make rehearse SNIPPET={snippet.name}`",
            "",
            f'??? example "{labels["output"]}"',
            "",
            "    ```text",
            *(f"    {line}".rstrip() for line in result["output"].splitlines()),
            "    ```",
            "",
            "</div>",
            "",
        ]
    )


def _tabs(snippet: Snippet) -> str:
    tabs = []
    for file in snippet.files:
        body = "\n".join(f"    {line}" for line in _listing(file).splitlines())
        tabs.append(f'=== "{Path(file).relative_to(snippet.name).as_posix()}"\n\n{body}\n')
    return "\n".join(tabs)


def _listing(file: str) -> str:
    language = CODE.get(Path(file).suffix, "text")
    return f'``` {{ .{language} title="{file}" }}\n--8<-- "{file}"\n```'
