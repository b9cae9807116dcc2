"""Abre um model.tar.gz e testa o modelo com os algarismos que o treino não viu."""

import sys
import tarfile

import joblib
import pandas as pd

with tarfile.open(sys.argv[1]) as archive:
    archive.extractall("modelo", filter="data")
model = joblib.load("modelo/modelo.joblib")

table = pd.read_csv("dados/teste/digitos.csv")
pixels, answers = table.drop(columns="target").to_numpy() / 16, table["target"]
read = model.predict(pixels)
print(f"acertos: {(read == answers).sum()} de {len(answers)}")

for row in pixels[0].reshape(8, 8):
    print("".join(" .+#"[int(value * 3.9)] * 2 for value in row))
print(f"resposta: {answers[0]}; o modelo leu: {read[0]}")
