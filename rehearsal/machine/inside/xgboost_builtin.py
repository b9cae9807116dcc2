"""Stands in for AWS's built-in XGBoost (image sagemaker-xgboost, no script): open-source xgboost in /opt/ml.

Kept from the container's documented behaviour: channels train and validation in File mode, content type
text/libsvm unless the channel says text/csv, the label first in CSV and a header read as a row, only known
hyperparameters and num_round required, one line per round that AWS's metric expressions match, the model in
/opt/ml/model/xgboost-model in the format of Booster.save_model, the reason of a failure in /opt/ml/output/failure.
Not kept: ranges of hyperparameters, Parquet and recordIO, several hosts, GPUs, checkpoints.
"""

import json
import signal
import sys
from pathlib import Path
from typing import Any

import numpy as np

# xgboost imports scikit-learn, which takes seconds, for wrappers that are not used here; it does without it too.
try:
    sys.modules["sklearn"] = None  # type: ignore[assignment]
    import xgboost
finally:
    del sys.modules["sklearn"]

ML = Path("/opt/ml")
CHANNELS = ("train", "validation")
# The container refuses every other name with "Extraneous hyperparameter found".
NAMES = (
    "num_round csv_weights early_stopping_rounds booster verbosity nthread eta learning_rate gamma min_split_loss "
    "max_depth min_child_weight max_delta_step subsample colsample_bytree colsample_bylevel colsample_bynode lambda "
    "reg_lambda alpha reg_alpha tree_method sketch_eps scale_pos_weight updater dsplit refresh_leaf process_type "
    "grow_policy max_leaves max_bin predictor monotone_constraints interaction_constraints sample_type "
    "normalize_type rate_drop one_drop skip_drop lambda_bias tweedie_variance_power objective num_class base_score "
    "_kfold _num_cv_round _tuning_objective_metric eval_metric seed num_parallel_tree save_model_on_termination "
    "aft_loss_distribution aft_loss_distribution_scale single_precision_histogram deterministic_histogram "
    "sampling_method prob_buffer_row"
)
TAKEN = set(NAMES.split())
OURS = {"num_round", "csv_weights", "early_stopping_rounds", "save_model_on_termination", "_tuning_objective_metric"}


class UserError(Exception):
    """Something that the reader has to change in the request or in the data."""


class LogLikeTheContainer(xgboost.callback.TrainingCallback):  # type: ignore[misc] # xgboost has no types
    """Prints each round as CloudWatch shows it: #011 where the container wrote a tab."""

    def after_iteration(self, model: Any, epoch: int, evals_log: Any) -> bool:
        """Print the round and go on."""
        parts = [
            f"{data}-{metric}:{values[-1]:.5f}"
            for data, metrics in evals_log.items()
            for metric, values in metrics.items()
        ]
        print("#011".join([f"[{epoch}]", *parts]), flush=True)
        return False


def hyperparameters() -> dict[str, str]:
    """Return the request's hyperparameters, refusing what the container refuses."""
    given: dict[str, str] = json.loads((ML / "input/config/hyperparameters.json").read_text())
    if extraneous := sorted(set(given) - TAKEN):
        raise UserError(f"Extraneous hyperparameter found: {extraneous[0]}")
    if "num_round" not in given:
        raise UserError("Missing required hyperparameter: num_round")
    return given


def content_type(channel: dict[str, str]) -> str:
    """Return csv or libsvm for a channel of inputdataconfig.json."""
    if channel["TrainingInputMode"] != "File":
        raise UserError(f"Channel configuration {channel} is not supported: use the File input mode")
    kind = channel.get("ContentType", "text/libsvm").partition(";")[0].strip().lower()
    short = {"csv": "csv", "text/csv": "csv", "libsvm": "libsvm", "text/libsvm": "libsvm", "text/x-libsvm": "libsvm"}
    if kind not in short:
        raise UserError(f"{kind} is not an accepted ContentType: {', '.join(short)}.")
    return short[kind]


def load(name: str, kind: str, weighted: bool) -> xgboost.DMatrix:
    """Read every file of a channel into one matrix, label in the first column.

    CSV is read as in the container's source, by xgboost itself: a header is not refused, it is one more row.
    """
    folder = ML / "input/data" / name
    if kind == "csv":
        weights = "&weight_column=1" if weighted else ""
        return xgboost.DMatrix(f"{folder}?format=csv&label_column=0&delimiter=,{weights}")
    from scipy.sparse import vstack
    from sklearn.datasets import load_svmlight_files

    files = sorted(path for path in folder.rglob("*") if path.is_file())
    try:
        loaded = load_svmlight_files([str(path) for path in files])
    except ValueError as error:
        first = files[0].read_text().partition("\n")[0]
        raise UserError(
            f"First line '{first[:50]}...' of file '{files[0].name}' is not 'LIBSVM' format. Please ensure "
            f"the file is in 'LIBSVM' format. ({error})"
        ) from error
    return xgboost.DMatrix(vstack(loaded[0::2]), label=np.concatenate(loaded[1::2]))


def train() -> None:
    """Train with what /opt/ml/input holds and write the model."""
    given = hyperparameters()
    described = json.loads((ML / "input/config/inputdataconfig.json").read_text())
    if "train" not in described:
        raise UserError("Missing required channel: train")
    weighted = given.get("csv_weights") == "1"
    data = {name: load(name, content_type(described[name]), weighted) for name in CHANNELS if name in described}
    for name, matrix in data.items():
        print(f"{name} matrix has {matrix.num_row()} rows and {matrix.num_col()} columns", flush=True)

    parameters: dict[str, Any] = {name: value for name, value in given.items() if name not in OURS}
    parameters.setdefault("nthread", 1)
    if "," in str(parameters.get("eval_metric", "")):
        parameters["eval_metric"] = [metric.strip() for metric in parameters["eval_metric"].split(",")]
    model = xgboost.train(
        parameters,
        data["train"],
        num_boost_round=int(given["num_round"]),
        evals=[(matrix, name) for name, matrix in data.items()],
        early_stopping_rounds=int(given["early_stopping_rounds"]) if "early_stopping_rounds" in given else None,
        callbacks=[LogLikeTheContainer()],
        verbose_eval=False,
    )
    (ML / "model/xgboost-model").write_bytes(model.save_raw("ubj"))


def main() -> int:
    """Train, and turn an error into a failure file and an exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        train()
    except (UserError, xgboost.core.XGBoostError) as error:
        print(f"ERROR: {error}", flush=True)
        (ML / "output/failure").write_text(f"Customer Error: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
