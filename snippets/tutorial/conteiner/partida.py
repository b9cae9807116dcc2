"""Parte o treino em uma imagem sua: faz o que, no modo script, o SDK fazia."""

import json
import os
import sys
from pathlib import Path

ML = Path("/opt/ml")

# Os hiperparâmetros chegam em um arquivo, todos como texto.
given = json.loads((ML / "input/config/hyperparameters.json").read_text())
arguments = [part for name, value in given.items() for part in (f"--{name}", value)]

for channel in (ML / "input/data").iterdir():
    os.environ[f"SM_CHANNEL_{channel.name.upper()}"] = str(channel)
os.environ["SM_MODEL_DIR"] = str(ML / "model")

# Troca este programa pelo treino: sinais e código de saída são os dele.
program = str(Path(__file__).with_name("treino.py"))
os.execv(sys.executable, [sys.executable, program, *arguments])
