"""The tables of symptoms on the page of errors, one for each page of sections: what is seen, when, and where to go."""

from collections.abc import Iterable, Mapping

from publish.pages import markdown
from symptoms.model import Symptom

FOLDER = "erros"  # of the pages whose sections explain an error each; erros.md has the tables


def tables(symptoms: Iterable[Symptom], language: str, labels: Mapping[str, str]) -> dict[str, str]:
    """Return the Markdown tables, by file name: a row for each thing that is seen of a symptom which a page explains.

    The first row of a section has the section's id, where its address was before it had a page for its like.

    language: the name of its files in ``symptoms/text/``. labels: the headings ``seen``, ``when`` and ``section``.
    """
    rows: dict[str, list[tuple[str, str, str]]] = {}
    met: set[str] = set()
    for symptom in symptoms:
        page, _, section = symptom.section.partition("#")
        folder, _, name = page.rpartition("/")
        if folder != FOLDER:
            continue
        words = symptom.words[language]
        for seen in words.seen:
            link = f"[{words.name}](/{page}#{section})" + ("" if section in met else f"{{#{section}}}")
            met.add(section)
            rows.setdefault(name.removesuffix(".md"), []).append((markdown.cell(seen), words.when, link))
    head = [labels["seen"], labels["when"], labels["section"]]
    return {f"symptoms-{name}.md": markdown.table(head, each) for name, each in rows.items()}
