"""The open-source xgboost reads a CSV with the very address that the source of AWS's container gives it."""

import warnings
from pathlib import Path

import pandas
import xgboost

TABLE = pandas.DataFrame({"alvo": [row % 2 for row in range(100)], "idade": range(100), "renda": range(1, 101)})


def count(path: str) -> int:
    """Read a file as the container does, log what it logs, and return the number of rows."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        matrix = xgboost.DMatrix(f"{Path(path).resolve()}?format=csv&label_column=0&delimiter=,")
    print(f"Train matrix has {matrix.num_row()} rows and {matrix.num_col()} columns")
    return int(matrix.num_row())


def wrong() -> None:
    """Write the table as pandas does unless told otherwise."""
    TABLE.to_csv("com-cabecalho.csv", index=False)
    assert count("com-cabecalho.csv") == len(TABLE) + 1


def right() -> dict[str, int]:
    """Write it without the header, the label first."""
    table = TABLE
    table.to_csv("treino.csv", header=False, index=False)
    return {"rows": count("treino.csv"), "of": len(table)}
