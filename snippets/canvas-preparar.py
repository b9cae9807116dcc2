"""Canvas: confere uma tabela com os limites do Canvas e a leva para o S3, de onde ele
a importa.

Antes: pip install "sagemaker>=3.27,<4" scikit-learn
"""

import os
import sys
from pathlib import Path

from sagemaker.core.helper.session_helper import Session
from sagemaker.core.s3 import S3Uploader
from sklearn.datasets import load_breast_cancer

# Troque pelos seus.
REGION = "us-east-1"  # a do domínio em que o Canvas está
TARGET = "diagnostico"  # a coluna que o Canvas vai aprender a prever
PREFIX = "canvas/exames"  # a pasta no bucket padrão (sagemaker-<região>-<conta>)

os.environ["AWS_DEFAULT_REGION"] = REGION

# Dados de verdade: 569 exames, 30 medidas. Na tela do Canvas, palavras se leem melhor
# que 0 e 1.
table = load_breast_cancer(as_frame=True).frame
table[TARGET] = table.pop("target").map({0: "maligno", 1: "benigno"})
# Linha sem resposta não ensina nada; nas outras colunas o Canvas preenche.
table = table.dropna(subset=[TARGET])

# Sem isto o Canvas recusa a tabela. São os limites de quem prevê 2 ou mais categorias.
rows, columns = table.shape
classes = table[TARGET].nunique()
names = [str(name).strip() for name in table.columns]
requirements = {
    f"{columns} colunas (no máximo 1.000)": columns <= 1_000,
    "nomes de coluna preenchidos e sem repetição": all(names)
    and len(set(names)) == columns,
    f"{classes} respostas diferentes em {TARGET!r} (no mínimo 2)": classes >= 2,
    f"{rows} linhas para a construção padrão (no mínimo 250)": rows >= 250,
}
for requirement, met in requirements.items():
    print("ok:" if met else "FALTA:", requirement)
if not all(requirements.values()):
    sys.exit("Nada foi enviado: corrija o que falta.")

# O Canvas aceita .csv e .parquet; aqui um CSV em UTF-8, com cabeçalho e sem a coluna
# de índice do pandas.
file = Path("dados-canvas") / "exames.csv"
file.parent.mkdir(exist_ok=True)
table.to_csv(file, index=False)

# Isto não impede nada, mas muda o resultado.
if classes == 2 and rows < 500:
    print("aviso: com 2 categorias e menos de 500 linhas, só há a construção padrão")
if rows > 50_000:
    print("aviso: acima de 50.000 linhas, a construção rápida usa uma amostra")
if file.stat().st_size > 5 * 1024**3:
    print("aviso: acima de 5 GB, o Canvas reduz a tabela")
if empty := int(table.isna().sum().sum()):
    print(f"aviso: {empty} células vazias serão preenchidas automaticamente")

address = S3Uploader.upload(str(file), f"s3://{Session().default_bucket()}/{PREFIX}")
print(f"No Canvas: Datasets > Import data > Tabular > Amazon S3, e escolha {address}")
