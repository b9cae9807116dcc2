"""The table of symptoms on the page of errors: what the reader sees, when, and the section that it leads to."""

from collections.abc import Iterable, Mapping

from symptoms.model import Symptom


def table(symptoms: Iterable[Symptom], language: str, labels: Mapping[str, str]) -> str:
    """Return the Markdown table: a row for each thing that is seen of a symptom; those that show nothing have none.

    language: the name of its file in ``symptoms/text/``. labels: the headings ``seen``, ``when`` and ``section``.
    """
    rows = [(labels["seen"], labels["when"], labels["section"]), ("---", "---", "---")]
    for symptom in symptoms:
        words = symptom.words[language]
        rows += [(seen, words.when, f"[{words.name}](#{symptom.section})") for seen in words.seen]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
