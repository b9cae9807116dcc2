"""Roda dentro do contêiner: prevê uma faixa em vez de um número, o que o modo
algoritmo do XGBoost recusa.
"""

import argparse
import os
from pathlib import Path

import pandas as pd
import xgboost

parser = argparse.ArgumentParser()
parser.add_argument("--num_round", type=int, default=50)
parser.add_argument("--max_depth", type=int, default=3)
parser.add_argument("--eta", type=float, default=0.3)
# As pastas vêm do SageMaker; os valores padrão deixam o script rodar sozinho também.
parser.add_argument(
    "--train", type=Path, default=os.environ.get("SM_CHANNEL_TRAIN", "dados")
)
parser.add_argument(
    "--model-dir", type=Path, default=os.environ.get("SM_MODEL_DIR", "modelo")
)
args = parser.parse_args()

table = pd.concat(
    (pd.read_csv(path) for path in sorted(args.train.glob("*.csv"))), ignore_index=True
)
held_out = table.index % 4 == 0  # uma linha em cada quatro fica para medir
features, target = table.drop(columns="target"), table["target"]
training = xgboost.DMatrix(features[~held_out], target[~held_out])
validation = xgboost.DMatrix(features[held_out], target[held_out])

# Três previsões por linha: com 5%, 50% e 95% de chance de a resposta ficar abaixo de
# cada uma.
parameters = {
    "objective": "reg:quantileerror",
    "quantile_alpha": [0.05, 0.5, 0.95],
    "max_depth": args.max_depth,
    "eta": args.eta,
    # Folhas com poucos pacientes dariam uma faixa estreita demais.
    "min_child_weight": 40,
    "seed": 0,
}
model = xgboost.train(
    parameters,
    training,
    args.num_round,
    evals=[(validation, "validation")],
    verbose_eval=args.num_round // 3,
)

# A medida também é sua: quantas respostas caem na faixa que deveria conter 90% delas?
low, _, high = model.predict(validation).T
inside = target[held_out].between(low, high)
# Quem lança procura esta linha no log.
cover, width = inside.mean(), (high - low).mean()
print(f"linhas={len(inside)} cobertura={cover:.3f} largura={width:.0f}", flush=True)

args.model_dir.mkdir(parents=True, exist_ok=True)
model.save_model(args.model_dir / "modelo.ubj")  # vira model.tar.gz no S3
