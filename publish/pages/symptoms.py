"""The tables of symptoms on the page of errors: what is seen, when, and where to go.

One for each page of sections. In that of ``QUIET_PAGE`` stands besides whatever shows no error at all, wherever it is
explained, so that there is one place to look for it.
"""

from collections.abc import Iterable, Mapping

from publish.pages import markdown
from symptoms.model import Symptom

FOLDER = "erros"  # of the pages whose sections explain an error each; erros.md has the tables
QUIET_PAGE, QUIET = "sem-erro", ("sem-erro", "fatura")  # and the places of what is quiet


def tables(symptoms: Iterable[Symptom], language: str, labels: Mapping[str, str]) -> dict[str, str]:
    """Return the Markdown tables, by file name: a row for each thing that is seen of a symptom which a page explains.

    The first row of a section has the section's id, where its address was before it had a page for its like. What is
    quiet and explained elsewhere comes last.

    language: the name of its files in ``symptoms/text/``. labels: the headings ``seen``, ``when`` and ``section``.
    """
    rows: dict[str, list[tuple[str, str, str]]] = {}
    elsewhere: list[tuple[str, str, str]] = []
    met: set[str] = set()
    for symptom in symptoms:
        page, _, section = symptom.section.partition("#")
        folder, _, name = page.rpartition("/")
        words = symptom.words[language]
        for seen in words.seen:
            row = (markdown.cell(seen), words.when, f"[{words.name}](/{page}#{section})")
            if folder == FOLDER:
                anchor = "" if section in met else f"{{#{section}}}"
                met.add(section)
                rows.setdefault(name.removesuffix(".md"), []).append((row[0], row[1], row[2] + anchor))
            elif symptom.place in QUIET:
                elsewhere.append(row)
    if elsewhere:
        rows.setdefault(QUIET_PAGE, []).extend(elsewhere)
    head = [labels["seen"], labels["when"], labels["section"]]
    return {f"symptoms-{name}.md": markdown.table(head, each) for name, each in rows.items()}
