"""The scripts whose rehearsal is measured (rehearsals.py), by the name that the table has for each."""

SAVE = 'open(os.environ["SM_MODEL_DIR"] + "/pesos", "wb")'
SCRIPTS = {
    "one-line": f"import os\nprint('passo')\n{SAVE}.write(b'x')\n",
    "lines": f"import os\nfor number in range(100_000):\n    print('passo', number)\n{SAVE}.write(b'x')\n",
    "model": f"import os\nwith {SAVE} as file:\n    for _ in range(256):\n        file.write(os.urandom(1 << 20))\n",
}
