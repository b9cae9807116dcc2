"""The table of symptoms on the page of errors: what the reader sees, when, and the section that it leads to."""

from collections.abc import Iterable, Mapping

from publish.pages import markdown
from symptoms.model import Symptom

PAGE = "erros.md"


def table(symptoms: Iterable[Symptom], language: str, labels: Mapping[str, str]) -> str:
    """Return the Markdown table: a row for each thing that is seen of a symptom which the page explains.

    language: the name of its files in ``symptoms/text/``. labels: the headings ``seen``, ``when`` and ``section``.
    """
    rows = []
    for symptom in symptoms:
        page, _, section = symptom.section.partition("#")
        if page == PAGE and section:
            words = symptom.words[language]
            rows += [(markdown.cell(seen), words.when, f"[{words.name}](#{section})") for seen in words.seen]
    return markdown.table([labels["seen"], labels["when"], labels["section"]], rows)
