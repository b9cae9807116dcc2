"""Grava os algarismos em duas pastas: uma para treinar, outra que o treino não vê."""

from pathlib import Path

from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

# 1.797 algarismos escritos à mão: 64 pontos de 0 a 16 cada, e a resposta em "target".
table = load_digits(as_frame=True).frame
parts = train_test_split(table, test_size=297, random_state=0)
for name, part in zip(("treino", "teste"), parts, strict=True):
    folder = Path("dados") / name
    folder.mkdir(parents=True, exist_ok=True)
    part.to_csv(folder / "digitos.csv", index=False)
    print(f"{folder}: {len(part)} algarismos")
