"""Roda dentro do contêiner: treina uma árvore de decisão e a desenha com o dot, que a
imagem estendida traz.
"""

import argparse
import os
import shutil
import subprocess
from pathlib import Path

import joblib
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier, export_graphviz

parser = argparse.ArgumentParser()
parser.add_argument("--max_depth", type=int, default=3)
# As pastas vêm do SageMaker; os valores padrão deixam o script rodar sozinho também.
parser.add_argument(
    "--train", type=Path, default=os.environ.get("SM_CHANNEL_TRAIN", "dados")
)
parser.add_argument(
    "--model-dir", type=Path, default=os.environ.get("SM_MODEL_DIR", "modelo")
)
parser.add_argument(
    "--output", type=Path, default=os.environ.get("SM_OUTPUT_DIR", "saida")
)
args = parser.parse_args()

table = pd.concat(pd.read_csv(path) for path in sorted(args.train.glob("*.csv")))
features, target = table.drop(columns="target"), table["target"]
parts = train_test_split(
    features, target, test_size=0.3, random_state=0, stratify=target
)
x_train, x_test, y_train, y_test = parts

model = DecisionTreeClassifier(max_depth=args.max_depth, random_state=0).fit(
    x_train, y_train
)
# A expressão regular de MetricDefinition procura esta linha no log.
print(f"acuracia={model.score(x_test, y_test):.3f}", flush=True)

args.model_dir.mkdir(parents=True, exist_ok=True)
joblib.dump(model, args.model_dir / "modelo.joblib")  # vira model.tar.gz no S3

# O que está em /opt/ml/output/data vira output.tar.gz.
drawing = args.output / "data" / "arvore.svg"
drawing.parent.mkdir(parents=True, exist_ok=True)
text = export_graphviz(model, feature_names=list(features.columns), filled=True)
if dot := shutil.which("dot"):
    subprocess.run([dot, "-Tsvg", "-o", drawing], input=text, text=True, check=True)
    print(f"desenho em {drawing}")
else:  # fora da imagem estendida o treino vale do mesmo jeito
    drawing.with_suffix(".dot").write_text(text)
    print("sem o programa dot: a árvore fica em texto")
