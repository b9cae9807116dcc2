"""Roda em cada processo que o torchrun inicia, em todas as máquinas. Sozinho também:
python treino.py --train dados.
"""

import argparse
import os
import socket
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset

ALONE = {
    "RANK": "0",
    "WORLD_SIZE": "1",
    "LOCAL_RANK": "0",
    "MASTER_ADDR": "localhost",
    "MASTER_PORT": "29500",
}

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

# O torchrun diz a cada processo quem ele é. Sem torchrun, um grupo de um processo só:
# o resto do código não muda.
os.environ |= {name: value for name, value in ALONE.items() if name not in os.environ}
if torch.cuda.is_available():
    # Uma GPU para cada processo da máquina.
    device = torch.device("cuda", int(os.environ["LOCAL_RANK"]))
    torch.cuda.set_device(device)
else:
    device = torch.device("cpu")
dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
rank, world = dist.get_rank(), dist.get_world_size()

table = np.vstack(
    [np.loadtxt(path, delimiter=",") for path in sorted(args.train.glob("*.csv"))]
)
# Os pontos vão de 0 a 16.
features = torch.tensor(table[:, 1:] / 16, dtype=torch.float32)
target = torch.tensor(table[:, 0], dtype=torch.long)
# Uma linha em cada quatro fica para medir.
held_out = torch.arange(len(table)) % 4 == 0
training = TensorDataset(features[~held_out], target[~held_out])
x_test, y_test = (
    features[held_out][rank::world].to(device),
    target[held_out][rank::world].to(device),
)

# Partes iguais para todos: com partes desiguais, um processo esperaria para sempre
# pelo outro.
sampler = DistributedSampler(training, shuffle=True, seed=0)
loader = DataLoader(training, batch_size=64 // world, sampler=sampler)
print(
    f"processo {rank} de {world}, em {socket.gethostname()}: {len(sampler)} linhas",
    flush=True,
)

torch.manual_seed(0)
model = DistributedDataParallel(
    nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10)).to(device)
)
optimizer = torch.optim.Adam(model.parameters(), lr=args.lr)
for epoch in range(args.epochs):
    sampler.set_epoch(epoch)  # sem isto, a mesma ordem em todas as épocas
    for x, y in loader:
        loss = nn.functional.cross_entropy(model(x.to(device)), y.to(device))
        optimizer.zero_grad()
        loss.backward()  # aqui o DDP tira a média dos gradientes dos processos
        optimizer.step()
    with torch.inference_mode():
        hits = (model.module(x_test).argmax(dim=1) == y_test).sum()
    seen = torch.stack([hits, torch.tensor(len(y_test), device=device)])
    dist.all_reduce(seen)  # cada processo mediu a sua parte; a soma é de todos
    if rank == 0:  # um só fala e grava; os outros têm os mesmos pesos
        # A expressão regular de MetricDefinition procura este número no log; vale o
        # último.
        print(
            f"epoca={epoch + 1} linhas={seen[1]} acuracia={seen[0] / seen[1]:.2f}",
            flush=True,
        )

if rank == 0:
    args.model_dir.mkdir(parents=True, exist_ok=True)
    # model.module: os pesos sem o invólucro do DDP, que abrem em um processo só. Vira
    # model.tar.gz no S3.
    torch.save(model.module.cpu().state_dict(), args.model_dir / "modelo.pt")
dist.destroy_process_group()
# Tudo já foi gravado. Sem isto, às vezes o PyTorch aborta (SIGABRT) enquanto o Python
# se desmonta, e o job falha.
os._exit(0)
