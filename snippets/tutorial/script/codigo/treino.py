"""Roda dentro do job: aprende a ler algarismos, época por época, e salva o modelo."""

import argparse
import os
from pathlib import Path

import joblib
import pandas as pd
from sklearn.linear_model import SGDClassifier


def read(channel: str) -> tuple[pd.DataFrame, pd.Series]:
    """Os pontos, de 0 a 1, e as respostas do que está em um canal."""
    folder = Path(os.environ[f"SM_CHANNEL_{channel}"])
    table = pd.concat(pd.read_csv(path) for path in sorted(folder.glob("*.csv")))
    return table.drop(columns="target") / 16, table["target"]


# Cada hiperparâmetro do pedido chega como um argumento, em texto; type o converte.
parser = argparse.ArgumentParser()
parser.add_argument("--epocas", type=int, default=5)
parser.add_argument("--alfa", type=float, default=0.0001)
args = parser.parse_args()

train, check = read("TRAIN"), read("VALIDATION")
model = SGDClassifier(alpha=args.alfa, random_state=0)
for epoch in range(1, args.epocas + 1):
    model.partial_fit(train[0].to_numpy(), train[1], classes=range(10))
    accuracy = model.score(check[0].to_numpy(), check[1])
    print(f"epoca={epoch} acuracia={accuracy:.3f}", flush=True)

joblib.dump(model, Path(os.environ["SM_MODEL_DIR"]) / "modelo.joblib")
