"""Prints its arguments."""

import os
import sys

print("argumentos:", *sys.argv[1:])
print("nota=1")
with open(os.path.join(os.environ.get("SM_MODEL_DIR", "/opt/ml/model"), "modelo"), "w") as file:
    file.write("1")
