"""What a page is, for search engines, as JSON-LD (schema.org): the guide on its home page, an article on others.

On a list, a form or a map there is none, since none of its kinds fits them.
"""

import json
from collections.abc import Mapping
from typing import Any

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
ARTICLES = (
    *("opcoes/", "casos/", "erros/", "conceitos/", "permissoes/", "limpar/", "rosetta/", "ensaiar/"),
    *("como/", "tutorial/"),
)


def script(address: str, page: Mapping[str, str], guide: Mapping[str, str]) -> str:
    """Return the script element of a page, which is data and does not run; empty for a page that has none.

    Args:
        address: of the page, below the root of its language; empty for the home page.
        page: its ``headline``, ``description``, ``url`` and ``inLanguage``.
        guide: the ``name`` and ``url`` of the guide in this language.
    """
    if address and not address.startswith(ARTICLES):
        return ""
    about: dict[str, Any] = {"@context": "https://schema.org", "license": LICENSE}
    if address:
        about |= {"@type": "TechArticle", **page, "isPartOf": {"@type": "WebSite", **guide}}
    else:
        about |= {"@type": "WebSite", **guide, "description": page["description"], "inLanguage": page["inLanguage"]}
    text = json.dumps(about, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")
    return f'<script type="application/ld+json">{text}</script>'
