"""What a run printed is told with other words, and with the same values."""

import pytest

from snippets.voices.printed import translated

WORDS = {
    "Modelo:": "Model:",
    "AUC em {len(test)} exames: {auc:.3f}": "AUC on {len(test)} exams: {auc:.3f}",
    "{what}\\n    cobra {why}": "{what}\\n    bills for {why}",
    "o disco; os arquivos também": "the disk; the files too",
    "linhas {rows} em {TARGET!r}": "in {TARGET!r}, {rows} rows",
    "FALTA ": "LACKS ",
}


@pytest.mark.parametrize(
    ("run", "told"),
    [
        ("Modelo: s3://x/Modelo:y\n", "Model: s3://x/Modelo:y\n"),
        ("AUC em 114 exames: 0.989\nAUC em 3 exames: 1.000\n", "AUC on 114 exams: 0.989\nAUC on 3 exams: 1.000\n"),
        ("a/b\n    cobra o disco; os arquivos também\n", "a/b\n    bills for the disk; the files too\n"),
        ("FALTA  linhas 9 em 'x'\n", "LACKS  in 'x', 9 rows\n"),
        ("acuracia=0.9 epoca=1\n", "acuracia=0.9 epoca=1\n"),
        ("", ""),
    ],
)
def test_the_words_change_and_the_values_do_not(run: str, told: str) -> None:
    assert translated(run, WORDS) == told
