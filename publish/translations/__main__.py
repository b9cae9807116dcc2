"""``python -m publish.translations``: says where a translation is behind the Portuguese, or claims something else.

After following a change, ``--done docs/en/conceitos.md#s3`` notes it: a section, a key, or a whole file; a place in
Portuguese means its translations into every language.
"""

import argparse
import sys
from collections.abc import Sequence

from publish.languages import Language
from publish.translations import parity, record, texts
from publish.translations.texts import SOURCE, TRANSLATIONS, Place


def note(places: Sequence[tuple[Place | None, Sequence[Language]]]) -> None:
    """Write down that places were followed in some languages; None is every place.

    Raises:
        record.PlaceError: naming what is not there; nothing is written then.
    """
    source, new = texts.read(SOURCE), {}
    for language in TRANSLATIONS:
        translated, now = texts.read(language), record.load(language)
        for place, languages in places:
            if language in languages:
                now = record.followed(source, translated, now, language, place)
        new[language] = record.written(now, language)
    for language, text in new.items():
        record.path(language).write_text(text, encoding="utf-8")


def faults() -> list[str]:
    """Return a line for each place that is behind, and for each claim that differs."""
    source = texts.read(SOURCE)
    said = parity.read(source, SOURCE)
    found: list[str] = []
    for language in TRANSLATIONS:
        translated, apart = texts.read(language), parity.load(language)
        said_here = parity.read(translated, language)
        late = record.late(source, translated, record.load(language), language)
        found += map(str, record.by_file(late, source))
        found += map(str, parity.differences(said, said_here, language, apart))
        found += parity.unequal(source, translated, language)
        found += [f"docs/translations/apart.toml: {needless}" for needless in parity.needless(said, said_here, apart)]
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 1 after saying what is behind or could not be noted."""
    parser = argparse.ArgumentParser(prog="python -m publish.translations", description=__doc__)
    parser.add_argument("--done", nargs="+", metavar="PLACE", help="note that these follow the Portuguese as it is now")
    parser.add_argument("--all", action="store_true", help="note that everything does")
    options = parser.parse_args(arguments)
    try:
        note([(None, TRANSLATIONS)] if options.all else [texts.named(place) for place in options.done or []])
        found = faults()
    except (record.PlaceError, texts.TextError) as error:
        found = [str(error)]
    if found:
        print("\n".join(found), file=sys.stderr)
        return 1
    print("Every translation follows the Portuguese.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
