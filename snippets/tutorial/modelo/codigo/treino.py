"""Roda dentro do job: aprende a ler algarismos, época por época, e salva o modelo."""

import argparse
import os
from pathlib import Path

import joblib
import pandas as pd
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import train_test_split

parser = argparse.ArgumentParser()
parser.add_argument("--epocas", type=int, default=5)
args = parser.parse_args()

# O SageMaker põe os dados em uma pasta e diz nesta variável qual é.
data = Path(os.environ["SM_CHANNEL_TRAIN"])
table = pd.concat(pd.read_csv(path) for path in sorted(data.glob("*.csv")))
pixels, answers = table.drop(columns="target").to_numpy() / 16, table["target"]
x_train, x_check, y_train, y_check = train_test_split(
    pixels, answers, test_size=0.2, random_state=0
)

model = SGDClassifier(random_state=0)
for epoch in range(1, args.epocas + 1):
    model.partial_fit(x_train, y_train, classes=range(10))
    print(f"epoca={epoch} acuracia={model.score(x_check, y_check):.3f}", flush=True)

# O que fica nesta pasta vira model.tar.gz; o resto some com a máquina.
joblib.dump(model, Path(os.environ["SM_MODEL_DIR"]) / "modelo.joblib")
