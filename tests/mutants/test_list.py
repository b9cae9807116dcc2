"""The mutants of this repository fit it: whoever changes a text that one of them changes learns it at once."""

from tests.mutants.__main__ import ROOT
from tests.mutants.listing import check, load


def test_every_mutant_fits_the_repository() -> None:
    mutants = load(ROOT / "tests" / "mutants", ROOT)
    check(mutants, ROOT)
    assert len(mutants) >= 80
