"""What is attached to a book, byte for byte as the site has it in that language: snippets, what adjustments change in
them, and their policies.
"""

from pathlib import PurePosixPath

import snippets
from publish.languages import Language
from publish.pages import permissions
from snippets import voices

TYPES = {".py": "text/x-python", ".json": "application/json", ".yaml": "application/yaml", ".diff": "text/x-diff"}


def files(language: Language) -> dict[str, str]:
    """Return the text of each file by its path: below ``snippets/``, or below the address of the site's language."""
    diffs = sorted(snippets.ADJUSTMENTS.glob("*/*.diff"))
    words = language.words()["permissions"]
    found = {file: voices.text(file, language.folder) for file in voices.all_files()}
    for path in diffs:
        place = path.relative_to(snippets.FOLDER).as_posix()
        found[place] = voices.diff(path.parent.name, path.stem, language.folder)
    for place, policies in permissions.published().items():
        found |= permissions.files(place, policies, words)
    return found


def mime_type(path: str) -> str:
    """Return the media type of a file by its name."""
    return TYPES.get(PurePosixPath(path).suffix, "text/plain")
