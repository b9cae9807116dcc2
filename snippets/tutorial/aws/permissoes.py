"""Separa as políticas que o ensaio calculou: um arquivo para cada, com a sua conta."""

import json
import sys
from pathlib import Path

report = json.loads(Path("relato.json").read_text())
Path("permissoes.json").write_text(json.dumps(report["permissions"]))

for who, policy in report["permissions"].items():
    text = json.dumps(policy, indent=2)
    # O ensaio acontece em uma conta de exemplo.
    Path(f"{who}.json").write_text(text.replace("111122223333", sys.argv[1]))
    print(f"gravado: {who}.json")
