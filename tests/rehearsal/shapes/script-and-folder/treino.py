import json
import os
import shutil

import numpy as np
import torch
from modelo import get_model
from torch import nn

current_dir = os.path.dirname(os.path.realpath(__file__))
hyperparameters = json.loads(os.environ.get("SM_HPS", "{}"))
model_dir = os.environ.get("SM_MODEL_DIR", os.path.join(current_dir, "data/model"))
code_dir = os.environ.get("SM_CHANNEL_CODE", current_dir)

rows = np.loadtxt(os.path.join(current_dir, "data", "train", "casas.csv"), delimiter=",", dtype="float32")
x, y = torch.from_numpy(rows[:, :2]), torch.from_numpy(rows[:, 2:])
model, loss_of = get_model(), nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for epoch in range(int(hyperparameters["epochs"])):
    optimizer.zero_grad()
    loss = loss_of(model(x), y)
    loss.backward()
    optimizer.step()
    print(f"epoch {epoch} loss: {loss.item():.4f}")
torch.save(model.state_dict(), os.path.join(model_dir, "model.pth"))
os.makedirs(os.path.join(model_dir, "code"), exist_ok=True)
shutil.copy(os.path.join(code_dir, "modelo.py"), os.path.join(model_dir, "code"))
