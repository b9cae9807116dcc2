"""The policies beside a snippet as a reader takes them: files, links to them, what to put in, and a table of all.

The two JSON documents are, byte for byte, what is shown on the page and what the snippet ran with; the template is
made from them (see ``template``).
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import snippets
from publish.pages import markdown, placeholders, policy_changes, template
from publish.pages.written import Page, with_includes

FOLDER = "permissoes"
DOCUMENTS = {"caller": "caller.json", "role": "role.json"}
TEMPLATE = "template.yaml"
BEHIND = re.compile(r'data-behind="([\w-]+)"')  # what marks the policies of a snippet on a page
BESIDE = "beside-policies"  # the class of what has to be known of names in the policies, on paper too
SAME = "same-policies"  # the class of the sentence that an adjustment changes none
Permissions = Mapping[str, Any]


def published(folder: Path = snippets.FOLDER) -> dict[str, Permissions]:
    """Return the policies of every snippet, by its name, and of every adjustment, by ``<snippet>/<adjustment>``."""
    results = {path.stem: path for path in sorted((folder / snippets.RESULTS.name).glob("*.json"))}
    adjusted = sorted((folder / snippets.ADJUSTMENTS.name).glob("*/*.json"))
    places = results | {f"{path.parent.name}/{path.stem}": path for path in adjusted}
    return {place: policies for place, path in places.items() if (policies := _policies(path))}


def _policies(result: Path) -> Permissions | None:
    """Return the policies that a result has, if it is there and has some."""
    if not result.exists():
        return None
    policies: Permissions | None = json.loads(result.read_text(encoding="utf-8")).get("permissions")
    return policies


def text(document: Mapping[str, Any]) -> str:
    """Return a document as it is shown and downloaded, without the end of its last line."""
    return json.dumps(document, ensure_ascii=False, indent=2)


def files(place: str, permissions: Permissions, words: Mapping[str, str]) -> dict[str, str]:
    """Return what can be downloaded, by its path below the root of a language.

    Args:
        place: the snippet's name, or ``<snippet>/<adjustment>``.
        permissions: its policies.
        words: the table ``[permissions]`` of ``docs/words/``.
    """
    made = {file: f"{text(permissions[who])}\n" for who, file in DOCUMENTS.items() if who in permissions}
    # Everything that has no value of its own: without one of them, CloudFormation refuses the command.
    given = [f"{each.name}={words['yours']}" for each in template.asked(permissions) if each.default is None]
    overrides = " ".join(["", "--parameter-overrides", *given] if given else [])
    comment = words["template"].format(place=place, stack=f"treino-{place.replace('/', '-')}", overrides=overrides)
    made[TEMPLATE] = template.template(permissions, comment)
    return {f"{FOLDER}/{place}/{file}": content for file, content in made.items()}


def links(place: str, permissions: Permissions) -> list[str]:
    """Return a link to each file, as Markdown."""
    names = [*(file for who, file in DOCUMENTS.items() if who in permissions), TEMPLATE]
    return [f'[{name}](/{FOLDER}/{place}/{name}){{ download="" }}' for name in names]


def of_adjustment(snippet: str, adjustment: str, words: Mapping[str, str]) -> str:
    """Return what an adjustment changes in the policies of its snippet, and where to take them along; or nothing."""
    before = _policies(snippets.RESULTS / f"{snippet}.json")
    after = _policies(snippets.ADJUSTMENTS / snippet / f"{adjustment}.json")
    if not before or not after:
        return ""
    changed = policy_changes.changes(before, after)
    if changed:
        told = f"{words['changed']}\n\n{markdown.fence('diff', chr(10).join(changed))}"
    else:
        told = f"{words['unchanged']}\n{{: .{SAME} }}"
    return f"{told}\n\n{words['take_adjusted']} {', '.join(links(f'{snippet}/{adjustment}', after))}."


def to_put_in(permissions: Permissions, words: Mapping[str, str]) -> str:
    """Return what stands in the documents for something of the reader's, as parts of a sentence."""
    found = sorted(placeholders.found_in(permissions), key=lambda each: len(each.text))
    return "; ".join(f"`{each.text}` ({words[each.name.replace('::', '-')]})" for each in found)


def _section_of(name: str, text: str) -> str:
    """Return the part of an address that leads to the section of a page that has a snippet's policies, if there is."""
    return next((f"#{id_}" for id_ in (f"trecho-{name}", "trecho") if f"{{#{id_}}}" in text), "")


def table(pages: Iterable[Page], pieces: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Return every snippet whose policies a page shows, with its section there and the files.

    Args:
        pages: the pages of a language.
        pieces: what pages include, by name.
        words: the table ``[permissions]`` of ``docs/words/``.
    """
    shown: dict[str, str] = {}
    for page in pages:
        text = with_includes(page.markdown, pieces)
        for name in BEHIND.findall(text):
            shown.setdefault(name, f"[{page.title}](/{page.path}{_section_of(name, text)})")
    rows = [
        (f"`{name}`", shown[name], ", ".join(links(name, permissions)))
        for name, permissions in published().items()
        if name in shown
    ]
    return markdown.table([words["snippet"], words["page"], words["files"]], rows)
