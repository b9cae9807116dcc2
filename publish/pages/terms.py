"""Under each entry of Conceitos, what the term is called in the other languages: so that any name leads there."""

from collections.abc import Iterable, Mapping

from publish.glossary import Term
from publish.languages import Language


def fragments(terms: Iterable[Term], language: Language, words: Mapping[str, str]) -> dict[str, str]:
    """Return a line for each entry whose name is not the same in all, by file name: ``term-funcao-de-execucao.md``.

    Args:
        terms: the glossary; of several terms with one entry, the first names it.
        language: the language of the page.
        words: for each language, and ``aws``, what stands around ``{name}``.
    """
    found: dict[str, str] = {}
    for term in terms:
        if term.entry and f"term-{term.entry}.md" not in found and (line := _line(term, language, words)):
            found[f"term-{term.entry}.md"] = f"{line}\n{{ .names }}\n"
    return found


def _line(term: Term, language: Language, words: Mapping[str, str]) -> str:
    here = term.names.get(language.folder)
    if here is None:
        return ""
    others = [
        words[folder].format(name=name.name)
        for folder, name in term.names.items()
        if folder != language.folder and name.name != here.name
    ]
    aws = [words["aws"].format(name=here.aws)] if here.aws else []
    return " · ".join((*others, *aws)) if others else ""
