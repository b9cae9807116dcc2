"""Segue sozinho o contrato do contêiner: pastas, um JSON, um sinal e o código de
saída.
"""

import json
import signal
import sys
import traceback
from pathlib import Path

import joblib
import numpy as np
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

ML = Path("/opt/ml")
stopping = False


def stop(*_: object) -> None:
    """SIGTERM: o SageMaker vai parar o job e dá 120 segundos. Saia do laço e salve o
    que há.
    """
    global stopping
    stopping = True


def train() -> None:
    """Treina época por época, para poder parar entre duas, e salva o modelo."""
    # Tudo é texto.
    hyperparameters = json.loads(
        (ML / "input/config/hyperparameters.json").read_text()
    )
    epochs, alpha = (
        int(hyperparameters.get("epochs", "10")),
        float(hyperparameters.get("alpha", "0.0001")),
    )
    files = sorted((ML / "input/data/train").glob("*.csv"))
    table = np.vstack([np.loadtxt(path, delimiter=",") for path in files])
    x_train, x_test, y_train, y_test = train_test_split(
        table[:, 1:], table[:, 0], test_size=0.3, random_state=0, stratify=table[:, 0]
    )
    scaler = StandardScaler().fit(x_train)
    classifier = SGDClassifier(alpha=alpha, random_state=0)
    model = make_pipeline(scaler, classifier)
    for epoch in range(epochs):
        classifier.partial_fit(
            scaler.transform(x_train), y_train, classes=np.unique(table[:, 0])
        )
        print(f"epoca={epoch} acuracia={model.score(x_test, y_test):.3f}")
        if stopping:
            print("SIGTERM recebido: salvo o modelo e saio.")
            break
    # O que está em /opt/ml/model vira model.tar.gz.
    joblib.dump(model, ML / "model/modelo.joblib")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    try:
        train()
    except Exception as error:
        traceback.print_exc()
        # Os primeiros 1.024 caracteres deste arquivo viram o FailureReason do job.
        (ML / "output/failure").write_text(f"{type(error).__name__}: {error}")
        sys.exit(1)  # qualquer código diferente de 0 é falha
