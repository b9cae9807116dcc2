"""One candidate of an AutoML job, stood in for: a scikit-learn model really trained on the CSV of the channel.

It is not Autopilot: three kinds of model with fixed settings, no feature engineering beyond filling gaps and coding
categories, no ensemble. Hyperparameters: candidate, target, problem_type, validation_fraction. Every metric is
measured on rows that the training did not see, and printed as validation:<name as in AWS's API>=<value>.
"""

import json
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pandas as pd
from sklearn import metrics
from sklearn.compose import ColumnTransformer, make_column_selector
from sklearn.ensemble import (
    ExtraTreesClassifier,
    ExtraTreesRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

ML = Path("/opt/ml")
CANDIDATES: dict[str, tuple[Any, Any]] = {  # name -> (for categories, for numbers)
    "linear": (LogisticRegression(max_iter=1000), Ridge()),
    "random-forest": (RandomForestClassifier(random_state=0), RandomForestRegressor(random_state=0)),
    "extra-trees": (ExtraTreesClassifier(random_state=0), ExtraTreesRegressor(random_state=0)),
}


def table(channel: str) -> pd.DataFrame | None:
    """Return every CSV of a channel as one table, or None if there is no such channel."""
    files = sorted(path for path in (ML / "input/data" / channel).rglob("*") if path.is_file())
    return pd.concat(pd.read_csv(path) for path in files) if files else None


def measured(problem: str, truth: Any, model: Any, features: pd.DataFrame) -> dict[str, float]:
    """Return the metrics of a model, named as in AWS's API."""
    guess = model.predict(features)
    if problem == "Regression":
        mse = metrics.mean_squared_error(truth, guess)
        return {
            "MSE": mse,
            "RMSE": mse**0.5,
            "MAE": metrics.mean_absolute_error(truth, guess),
            "R2": metrics.r2_score(truth, guess),
        }
    found = {
        "Accuracy": metrics.accuracy_score(truth, guess),
        "BalancedAccuracy": metrics.balanced_accuracy_score(truth, guess),
    }
    if problem == "BinaryClassification":
        positive = model.classes_[1]
        hit, guessed = np.asarray(truth) == positive, guess == positive
        return found | {
            "F1": metrics.f1_score(hit, guessed),
            "Precision": metrics.precision_score(hit, guessed),
            "Recall": metrics.recall_score(hit, guessed),
            "AUC": metrics.roc_auc_score(hit, model.predict_proba(features)[:, 1]),
        }
    return found | {
        "F1macro": metrics.f1_score(truth, guess, average="macro"),
        "PrecisionMacro": metrics.precision_score(truth, guess, average="macro"),
        "RecallMacro": metrics.recall_score(truth, guess, average="macro"),
    }


def main() -> None:
    """Train the candidate, print its metrics and save it."""
    asked = json.loads((ML / "input/config/hyperparameters.json").read_text())
    target, problem = asked["target"], asked["problem_type"]
    train, validation = table("training"), table("validation")
    assert train is not None
    if validation is None:
        strata = None if problem == "Regression" else train[target]
        fraction = float(asked["validation_fraction"])
        train, validation = train_test_split(train, test_size=fraction, random_state=0, stratify=strata)
    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    categories = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore"))
    prepare = ColumnTransformer(
        [
            ("numbers", numbers, make_column_selector(dtype_include="number")),
            ("categories", categories, make_column_selector(dtype_exclude="number")),
        ]
    )
    model = make_pipeline(prepare, CANDIDATES[asked["candidate"]][problem == "Regression"])
    model.fit(train.drop(columns=target), train[target])
    for name, value in measured(problem, validation[target], model, validation.drop(columns=target)).items():
        print(f"validation:{name}={value:.6f}", flush=True)
    joblib.dump(model, ML / "model/candidate.joblib")


if __name__ == "__main__":
    main()
