"""Roda dentro do contêiner: lê o canal "train", treina, mostra a métrica e salva o
modelo.
"""

import argparse
import os
from pathlib import Path

import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

parser = argparse.ArgumentParser()
parser.add_argument("--n_estimators", type=int, default=50)
parser.add_argument("--max_depth", type=int, default=None)
# As pastas vêm do SageMaker; os valores padrão deixam o script rodar sozinho também.
parser.add_argument(
    "--train", type=Path, default=os.environ.get("SM_CHANNEL_TRAIN", "dados")
)
parser.add_argument(
    "--model-dir", type=Path, default=os.environ.get("SM_MODEL_DIR", "modelo")
)
args = parser.parse_args()

table = pd.concat(pd.read_csv(path) for path in sorted(args.train.glob("*.csv")))
features, target = table.drop(columns="target"), table["target"]
parts = train_test_split(
    features, target, test_size=0.3, random_state=0, stratify=target
)
x_train, x_test, y_train, y_test = parts

model = RandomForestClassifier(
    args.n_estimators, max_depth=args.max_depth, random_state=0
)
model.fit(x_train, y_train)
# A expressão regular de MetricDefinition procura esta linha no log.
print(f"acuracia={model.score(x_test, y_test):.3f}", flush=True)

args.model_dir.mkdir(parents=True, exist_ok=True)
joblib.dump(model, args.model_dir / "modelo.joblib")  # vira model.tar.gz no S3
