"""Treina época por época; depois de cada uma grava onde está, e ao começar procura o
que já foi feito.
"""

import argparse
import os
from pathlib import Path

import joblib
import pandas as pd
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import train_test_split

parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=20)
parser.add_argument(
    "--train", type=Path, default=os.environ.get("SM_CHANNEL_TRAIN", "dados")
)
parser.add_argument(
    "--model-dir", type=Path, default=os.environ.get("SM_MODEL_DIR", "modelo")
)
parser.add_argument("--checkpoints", type=Path, default="/opt/ml/checkpoints")
args = parser.parse_args()

table = pd.concat(pd.read_csv(path) for path in sorted(args.train.glob("*.csv")))
features, target = (
    table.drop(columns="target").to_numpy() / 16,
    table["target"].to_numpy(),
)
x_train, x_test, y_train, y_test = train_test_split(
    features, target, test_size=0.3, random_state=0, stratify=target
)

# Quem não lê o que gravou recomeça da época 0, e paga duas vezes pelas mesmas épocas.
saved = args.checkpoints / "estado.joblib"
done, model = (
    joblib.load(saved)
    if saved.exists()
    else (0, SGDClassifier(alpha=0.0005, random_state=0))
)
print(f"começa na época {done}", flush=True)

for epoch in range(done, args.epochs):
    for _ in range(20):  # passadas pelos dados: uma época de verdade leva minutos
        model.partial_fit(x_train, y_train, classes=range(10))
    # Grava ao lado e troca o nome: uma interrupção no meio não deixa um arquivo pela
    # metade.
    joblib.dump((epoch + 1, model), saved.with_suffix(".parte"))
    saved.with_suffix(".parte").replace(saved)
    print(f"epoca={epoch} acuracia={model.score(x_test, y_test):.3f}", flush=True)

args.model_dir.mkdir(parents=True, exist_ok=True)
joblib.dump(model, args.model_dir / "modelo.joblib")
