"""No book asks its reader to do what only a screen can: every phrase of a page that does has a twin for paper."""

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from publish.book import pdf
from publish.languages import LANGUAGES, Language
from tests.book.reading import bare

# As they stood on pages: what a reader with paper in hand cannot follow.
SCREEN = {
    "pt-BR": (
        *("clique", "toque nela", "busca do site", "busca do navegador", "em Markdown", "copiar o link"),
        *("copie o link", "Relatar um problema", "abra o mapa", "últimas abas", "role para os lados", "Cole o texto"),
        *("cole os dois", "cole-o em"),
        *("Cole o que", "Cole o erro", "largo demais para estas páginas", "baixe o guia", "imprimi-la"),
        "nada é guardado nem enviado",
    ),
    "en": (
        *("click here", "click on", "site's search", "browser's search", "as Markdown", "copy the link"),
        *("Report a problem with this page", "open the map", "last tabs", "scroll sideways", "Paste the text"),
        *("paste both", "paste it into"),
        *("Paste the error", "Paste the whole", "Paste what", "too wide for these pages", "download the guide"),
        *("print it on one page", "nothing is stored"),
    ),
    "es": (
        *("haz clic", "búsqueda del sitio", "búsqueda del navegador", "en Markdown", "copiar el enlace"),
        *("Informar un problema", "abre el mapa", "últimas pestañas", "desplázate", "Pega el texto", "Pega lo que"),
        *("pega las dos", "pégalo en"),
        *("Pega el error", "demasiado ancho para estas páginas", "descarga la guía", "imprimirla en una página"),
        "no se guarda nada",
    ),
}
MEANT = {"pt-BR": ("do clique na tela",), "en": ("click on a screen",), "es": ()}  # of AWS's own screens


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_a_book_does_not_speak_of_the_screen_that_is_not_there(site: Path, language: Language) -> None:
    with PdfDocument(site / "pdf" / pdf.name(language)) as book:
        pages = [plain(page.get_textpage().get_text_range()) for page in book]
    for phrase in MEANT[language.tag]:
        pages = [page.replace(plain(phrase), "") for page in pages]
    found = [(phrase, n) for phrase in SCREEN[language.tag] for n, page in enumerate(pages, 1) if plain(phrase) in page]
    assert len(pages) > 150
    assert found == []


def plain(text: str) -> str:
    """The letters of a text, small, without hyphens, line ends and the form of quotes."""
    return bare(text).casefold().replace("’", "'").replace("\x02", "").replace("￾", "").replace("-", "")
