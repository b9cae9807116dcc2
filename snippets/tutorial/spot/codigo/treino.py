"""Roda dentro do job: grava cada época, e continua de onde outra máquina parou."""

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


parser = argparse.ArgumentParser()
parser.add_argument("--epocas", type=int, default=5)
parser.add_argument("--alfa", type=float, default=0.0001)
args = parser.parse_args()

# O que está aqui vai para o S3 durante o treino, e volta quando o job recomeça.
saved = Path("/opt/ml/checkpoints/estado.joblib")
saved.parent.mkdir(parents=True, exist_ok=True)
done, model = 0, SGDClassifier(alpha=args.alfa, random_state=0)
if saved.exists():
    done, model = joblib.load(saved)
    print(f"continuo depois da época {done}", flush=True)

train, check = read("TRAIN"), read("VALIDATION")
for epoch in range(done + 1, args.epocas + 1):
    model.partial_fit(train[0].to_numpy(), train[1], classes=range(10))
    # Grava ao lado e troca o nome: um corte no meio não deixa metade de um arquivo.
    joblib.dump((epoch, model), saved.with_suffix(".parte"))
    saved.with_suffix(".parte").replace(saved)
    accuracy = model.score(check[0].to_numpy(), check[1])
    print(f"epoca={epoch} acuracia={accuracy:.3f}", flush=True)

joblib.dump(model, Path(os.environ["SM_MODEL_DIR"]) / "modelo.joblib")
