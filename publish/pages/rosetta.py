"""The pieces of the page on v2, v3 and boto3: the three forms as tabs, where they differ, and from name to name.

All of it is read from ``snippets/rosetta/``; what a test runs and what a reader sees are the same rows.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from publish.languages import LANGUAGES, Language
from publish.pages import markdown
from publish.pages.snippet_section import marked
from snippets import ROSETTA
from snippets import ROSETTA_FORMS as FORMS

SCRIPTS = ("modo-script/codigo/treino.py", "modo-script/codigo/requirements.txt")
OF_V2 = ("import", "argument", "input", "method")
TABLES = (*OF_V2, "guide")


def fragments(language: Language, words: Mapping[str, str]) -> dict[str, str]:
    """Return the fragments of the page, by file name; ``words`` is the table ``[rosetta]`` of ``docs/words/``."""
    names = tomllib.loads((ROSETTA / "nomes.toml").read_text(encoding="utf-8"))
    places = tomllib.loads((ROSETTA / "diferencas.toml").read_text(encoding="utf-8"))["difference"]
    requests = json.loads(marked((ROSETTA / "pedidos.json").read_text(encoding="utf-8"), language.words()))
    folder = language.folder
    return {
        "rosetta-forms.md": forms(words, requests),
        "rosetta-differences.md": "\n".join(difference(each, requests, folder, words) for each in places),
        "rosetta-moved.md": moved(names["moved"], words),
        **{f"rosetta-{table}.md": table_of(names[table], folder, (words["old"], words["new"])) for table in OF_V2},
        "rosetta-guide.md": of_the_guide(names["guide"], folder, words),
        "rosetta-none.md": without_equivalent([row for table in OF_V2 for row in names[table]], folder, words),
    }


def forms(words: Mapping[str, str], requests: Mapping[str, Any]) -> str:
    """Return the three forms and the script that all of them launch, as tabs."""
    tabs = [(words[form].format(version=requests[form]["sdk"]), path) for form, path in FORMS.items()]
    tabs += [(Path(path).name, path) for path in SCRIPTS]
    return "\n".join(markdown.tab(name, markdown.listing(path)) for name, path in tabs)


def difference(entry: Mapping[str, Any], requests: Mapping[str, Any], folder: str, words: Mapping[str, str]) -> str:
    """Return one difference: why it is there, and what each form sends."""
    rows = [
        [_code(path), *(_sent(at(requests[form]["parameters"], path.split(".")), words) for form in FORMS)]
        for path in entry["paths"]
    ]
    return f"{_said(entry, folder)}\n\n{markdown.table([words['field'], *FORMS], rows)}"


def at(value: Any, path: Sequence[str]) -> Any:
    """Return what stands at a path of a request, in which channels are found by their names; None for nothing."""
    for step in path:
        if isinstance(value, list):
            value = next((each for each in value if each["ChannelName"] == step), None)
        else:
            value = (value or {}).get(step)
    return value


def _sent(value: Any, words: Mapping[str, str]) -> str:
    if value is None:
        return words["not_sent"]
    if isinstance(value, Mapping):
        return words["sent"]
    return _code(value if isinstance(value, str) else json.dumps(value))


def table_of(rows: Sequence[Mapping[str, Any]], folder: str, columns: Sequence[str]) -> str:
    """Return the rows that have an equivalent: the name of v2, and that of v3 with what to know about it."""
    told = [(_code(row["v2"]), _new(row, folder)) for row in rows if "v3" in row]
    return markdown.table(columns, told)


def of_the_guide(rows: Sequence[Mapping[str, Any]], folder: str, words: Mapping[str, str]) -> str:
    """Return every line of AWS's guide that fails, which is no name of v2, with what works or what to do instead."""
    told = [(_code(row["v2"]), _new(row, folder)) for row in rows]
    return markdown.table([words["guide"], words["works"]], told)


def _new(row: Mapping[str, Any], folder: str) -> str:
    names = [_code(part) for part in row.get("shown", row["v3"]).split("; ")] if "v3" in row else []
    return "<br>".join([*names, *filter(None, [_said(row, folder)])])


def without_equivalent(rows: Sequence[Mapping[str, Any]], folder: str, words: Mapping[str, str]) -> str:
    """Return the rows without an equivalent: the name of v2, and what to do instead."""
    told = [(_code(row["v2"]), _said(row, folder)) for row in rows if "v3" not in row]
    return markdown.table([words["none"], words["instead"]], told)


def moved(modules: Sequence[str], words: Mapping[str, str]) -> str:
    """Return the modules that only changed places."""
    rows = [(f"`sagemaker.{name}`", f"`sagemaker.core.{name}`") for name in modules]
    return markdown.table([words["old"], words["new"]], rows)


def _said(entry: Mapping[str, Any], folder: str) -> str:
    """Return what an entry says in a language; nothing, when it says nothing in any."""
    if folder not in entry and LANGUAGES[0].folder in entry:
        name = entry.get("v2") or ", ".join(entry["paths"])
        raise ValueError(f"snippets/rosetta/: the entry of {name} has no {folder!r}; write it in every language")
    return str(entry.get(folder, ""))


def _code(text: str) -> str:
    return f"`{markdown.cell(text)}`"
