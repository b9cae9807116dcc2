"""The numbers and dates of a sentence, in one form for every language.

``1.234,5`` and ``1,234.5`` are 1234.5; ``5 de julho de 2027``, ``July 5, 2027`` and ``05/07/2027`` are 2027-07-05;
``três`` and ``three`` are 3; ``28 dias`` and ``28-day`` are 28 day; ``por hora`` and ``by the hour`` are per hour.
Words count from three on: *dois* may rightly be *both*, or *twice*.
"""

import re
from functools import cache
from typing import NamedTuple

from babel.dates import get_month_names

from publish.languages import Language


class Writing(NamedTuple):
    """How a language writes numbers: what stands between thousands and before decimals, 3 to 20, and what is counted.

    The units are singular and plural, in the order of ``UNITS``; ``per`` is what makes a rate of one, as a pattern.
    """

    thousands: str
    decimal: str
    words: str
    units: str
    per: str


UNITS = "second minute hour day week month year"
WRITING = {
    "pt": Writing(
        ".",
        ",",
        "três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove "
        "vinte",
        "segundo segundos minuto minutos hora horas dia dias semana semanas mês meses ano anos",
        "por",
    ),
    "en": Writing(
        ",",
        ".",
        "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty",
        "second seconds minute minutes hour hours day days week weeks month months year years",
        r"(?:by\sthe|by|per)(?:\ssession)?",
    ),
    "es": Writing(
        ".",
        ",",
        "tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
        "diecinueve veinte",
        "segundo segundos minuto minutos hora horas día días semana semanas mes meses año años",
        "por",
    ),
}


def claims(text: str, language: Language) -> list[str]:
    """Return the numbers and dates of a text, sorted; a number that stands twice is there twice."""
    matches = _pattern(language.folder).finditer(text)
    return sorted(
        _claim({k: part.lower() for k, part in m.groupdict().items() if part}, language.folder) for m in matches
    )


@cache
def _months(folder: str) -> dict[str, int]:
    return {name.lower(): number for number, name in get_month_names("wide", locale=folder).items()}


@cache
def _words(folder: str) -> dict[str, str]:
    return {word: str(number) for number, word in enumerate(WRITING[folder].words.split(), start=3)}


@cache
def _units(folder: str) -> dict[str, str]:
    return {word: UNITS.split()[number // 2] for number, word in enumerate(WRITING[folder].units.split())}


@cache
def _pattern(folder: str) -> re.Pattern[str]:
    months, words, units = ("|".join(names(folder)) for names in (_months, _words, _units))
    singular = "|".join(list(_units(folder))[::2])
    of, year = r"(?:\s+de[l]?)?\s+", r"(?:19|20)\d\d"
    return re.compile(
        rf"""\b (?P<y0>{year}) - (?P<m0>\d\d) - (?P<d0>\d\d) \b
        | \b (?P<d1>\d\d?) / (?P<m1>\d\d?) / (?P<y1>{year}) \b
        | \b (?P<d2>\d\d?) º? {of} (?P<name2>{months}) \b (?:{of} (?P<y2>{year}) \b)?
        | \b (?P<name3>{months}) \s+ (?P<d3>\d\d?) \b (?:, \s+ (?P<y3>{year}) \b)?
        | \b (?P<name4>{months}) {of} (?P<y4>{year}) \b
        | \b {WRITING[folder].per} \s+ (?P<rate>{singular}) \b
        | (?:(?P<number>\d+ (?:[.,]\d+)*) | \b (?P<word>{words}) \b) (?:[\s-]+ (?P<unit>{units}) \b)?""",
        re.IGNORECASE | re.VERBOSE,
    )


def _claim(parts: dict[str, str], folder: str) -> str:
    unit = f" {_units(folder)[parts['unit']]}" if "unit" in parts else ""
    if "number" in parts:
        return _number(parts["number"], WRITING[folder]) + unit
    if "rate" in parts:
        return f"per {_units(folder)[parts['rate']]}"
    if "word" in parts:
        return _words(folder)[parts["word"]] + unit
    date = {name.rstrip("01234"): part for name, part in parts.items()}
    month = int(date["m"]) if "m" in date else _months(folder)[date["name"]]
    day = f"-{int(date['d']):02}" if "d" in date else ""
    return f"{date.get('y', '')}-{month:02}{day}"


def _number(written: str, writing: Writing) -> str:
    """Undo a language's marks; ``3.27.0`` is a version, in every language."""
    thousands, decimal = map(re.escape, writing[:2])
    if re.fullmatch(rf"\d{{1,3}}(?:{thousands}\d{{3}})+(?:{decimal}\d+)?", written):
        return written.replace(writing.thousands, "").replace(writing.decimal, ".")
    return written.replace(writing.decimal, ".") if re.fullmatch(rf"\d+{decimal}\d+", written) else written
