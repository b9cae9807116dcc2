"""The page of the diagnosis: the place for its script, every symptom as a table, and the data that the script reads.

The table is what the script shows from, so nothing is said twice; without a script it is the page.
"""

import json
from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from typing import Any

from symptoms import document, old_code, old_names
from symptoms.model import Symptom

DATA = "diagnosticar/symptoms.js"  # below a language's folder
PLACES = (
    *("importacao", "imagem", "trainer", "local", "studio", "pedido", "dados", "chamada"),
    *("motivo", "log", "endpoint", "sem-erro", "fatura"),
)  # in the order in which a reader meets them


def page(symptoms: Iterable[Symptom], language: str, labels: Mapping[str, str], issues: str) -> str:
    """Return the diagnosis as HTML: the form, hidden until its script runs, and the tables by where symptoms show.

    language: the name of its files in ``symptoms/text/``. labels: the table ``[diagnosis]`` of ``docs/words/``.
    issues: the address where problems are reported.
    """
    form = (
        '<section class="diagnosis" data-diagnoser hidden>'
        f'<form data-diagnose><label for="colado">{escape(labels["label"])}</label>'
        '<textarea id="colado" rows="8" spellcheck="false" autocomplete="off" autocapitalize="off" '
        'aria-describedby="colado-fica"></textarea>'
        f'<p class="diagnosis-note" id="colado-fica">{escape(labels["stays"])}</p>'
        f'<button type="submit" class="md-button md-button--primary">{escape(labels["submit"])}</button></form>'
        '<div role="status" class="diagnosis-silent" data-diagnosis-status></div>'
        "<div data-diagnosis-result></div></section>"
    )
    return "\n".join(
        [
            form,
            _words(labels, issues),
            '<div data-symptoms data-search-exclude id="sintomas">',
            *_tables(symptoms, language, labels),
            "</div>",
            "",
        ]
    )


def _words(labels: Mapping[str, str], issues: str) -> str:
    text = json.dumps({**labels, "issues": issues, "rosetta": _address(old_names.PAGE)}, ensure_ascii=False)
    return f'<script type="application/json" data-diagnosis-words>{text.replace("<", chr(92) + "u003c")}</script>'


def _tables(symptoms: Iterable[Symptom], language: str, labels: Mapping[str, str]) -> Iterable[str]:
    known = {symptom.id: symptom for symptom in symptoms}
    ordered = sorted(known.values(), key=lambda symptom: PLACES.index(symptom.place))
    for place, group in groupby(ordered, key=lambda symptom: symptom.place):
        rows = list(group)
        when = rows[0].words[language].when
        yield f'<details id="quando-{place}"><summary>{escape(when[:1].upper() + when[1:])} ({len(rows)})</summary>'
        yield "<table><thead><tr>"
        yield "".join(f'<th scope="col">{escape(labels[key])}</th>' for key in ("seen", "what", "advice"))
        yield "</tr></thead><tbody>"
        yield from (_row(symptom, known, language, labels) for symptom in rows)
        yield "</tbody></table></details>"


def _row(symptom: Symptom, known: Mapping[str, Symptom], language: str, labels: Mapping[str, str]) -> str:
    words = symptom.words[language]
    seen = "<br>".join(map(inline, words.seen))
    return (
        f'<tr data-row="{symptom.id}"><td data-seen>{seen}</td>'
        f'<td><a href="{_address(symptom.section)}"><strong>{inline(words.name)}</strong></a> '
        f"<span data-what>{inline(words.what)}</span></td>"
        f"<td><span data-advice>{inline(words.advice)}</span>{_more(symptom, known, language, labels)}</td></tr>"
    )


def _more(symptom: Symptom, known: Mapping[str, Symptom], language: str, labels: Mapping[str, str]) -> str:
    """Return what else is known, as a list: of which versions, mended in which, what it is not, where it was seen."""
    others = (known[id_] for id_ in symptom.confusable)
    told = {
        "affects": f"<code>{escape(symptom.affects)}</code>" if symptom.affects else "",
        "fixed": f"<code>{escape(symptom.fixed)}</code>" if symptom.fixed else "",
        "confusable": ", ".join(_link(_address(other.section), other.words[language].name) for other in others),
        "sources": ", ".join(_link(source, _called(source)) for source in symptom.sources),
    }
    lines = [f"{escape(labels[key])} {value}" for key, value in told.items() if value]
    lines += [] if symptom.sources else [escape(labels["produced"])]
    return f'<ul class="diagnosis-more" data-more>{"".join(f"<li>{line}</li>" for line in lines)}</ul>'


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{inline(text)}</a>'


def _called(source: str) -> str:
    """Return a short name of a public address: ``aws/sagemaker-python-sdk#57``, or its site and last part."""
    parts = source.removeprefix("https://").rstrip("/").split("/")
    if parts[0] == "github.com" and len(parts) == 5 and parts[3] in ("issues", "pull"):
        return f"{parts[1]}/{parts[2]}#{parts[4]}"
    return f"{parts[0]}: {parts[-1].partition('#')[0]}"


def _address(section: str) -> str:
    return "../" + section.replace(".md", "/", 1)


def inline(text: str) -> str:
    """Return a text as HTML, in which what stands between backquotes is code."""
    pieces = escape(text, quote=False).split("`")
    return "".join(f"<code>{each}</code>" if n % 2 else each for n, each in enumerate(pieces))


def data(symptoms: Iterable[Symptom], language: str) -> str:
    """Return the script that holds what is recognised, for ``recognise.js`` and ``old-code.js``."""
    told: dict[str, Any] = {
        "normal": document.form(),
        "symptoms": [
            [symptom.id, symptom.level, document.short_patterns(symptom)] for symptom in symptoms if symptom.patterns
        ],
        "old": old_names.table(language) | {"read": old_code.form()},
    }
    return f"window.symptomData = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n"
