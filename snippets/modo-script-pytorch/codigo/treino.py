"""Roda dentro do contêiner: lê o canal "train", treina uma rede pequena, mostra a
métrica e salva os pesos.
"""

import argparse
import os
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=10)
parser.add_argument("--lr", type=float, default=0.01)
# As pastas vêm do SageMaker; os valores padrão deixam o script rodar sozinho também.
parser.add_argument(
    "--train", type=Path, default=os.environ.get("SM_CHANNEL_TRAIN", "dados")
)
parser.add_argument(
    "--model-dir", type=Path, default=os.environ.get("SM_MODEL_DIR", "modelo")
)
args = parser.parse_args()

torch.manual_seed(0)
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

table = np.vstack(
    [np.loadtxt(path, delimiter=",") for path in sorted(args.train.glob("*.csv"))]
)
# Os pontos vão de 0 a 16.
features = torch.tensor(table[:, 1:] / 16, dtype=torch.float32)
target = torch.tensor(table[:, 0], dtype=torch.long)
# Uma linha em cada quatro fica para medir.
held_out = torch.arange(len(table)) % 4 == 0
training = DataLoader(
    TensorDataset(features[~held_out], target[~held_out]), batch_size=64, shuffle=True
)

model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10)).to(device)
optimizer = torch.optim.Adam(model.parameters(), lr=args.lr)
for epoch in range(args.epochs):
    for x, y in training:
        loss = nn.functional.cross_entropy(model(x.to(device)), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.inference_mode():
        guess = model(features[held_out].to(device)).argmax(dim=1).cpu()
    # A expressão regular de MetricDefinition procura este número no log; vale o
    # último.
    accuracy = (guess == target[held_out]).float().mean()
    print(f"epoca={epoch + 1} perda={loss.item():.3f} acuracia={accuracy:.2f}")

args.model_dir.mkdir(parents=True, exist_ok=True)
# Só os pesos, na CPU: abrem em qualquer máquina com torch.load(...,
# weights_only=True). Vira model.tar.gz no S3.
torch.save(model.cpu().state_dict(), args.model_dir / "modelo.pt")
