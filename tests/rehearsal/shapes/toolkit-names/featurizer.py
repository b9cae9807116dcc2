import argparse
import os

import joblib
import pandas as pd
from sagemaker_containers.beta.framework import (
    content_types,
    encoders,
    env,
    modules,
    transformer,
    worker,
)
from sklearn.preprocessing import StandardScaler

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--output-data-dir", type=str, default=os.environ["SM_OUTPUT_DATA_DIR"])
    parser.add_argument("--model-dir", type=str, default=os.environ["SM_MODEL_DIR"])
    parser.add_argument("--train", type=str, default=os.environ["SM_CHANNEL_TRAIN"])
    args = parser.parse_args()
    files = [os.path.join(args.train, file) for file in os.listdir(args.train)]
    frame = pd.concat([pd.read_csv(file, header=None) for file in files])
    joblib.dump(StandardScaler().fit(frame), os.path.join(args.model_dir, "model.joblib"))


def output_fn(prediction, accept):
    if accept == content_types.JSON:
        return worker.Response(encoders.encode(prediction, accept), mimetype=accept)
    return None
