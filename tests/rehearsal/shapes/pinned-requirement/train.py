import os

import torch

torch.save({}, os.path.join(os.environ["SM_MODEL_DIR"], "model.pth"))
