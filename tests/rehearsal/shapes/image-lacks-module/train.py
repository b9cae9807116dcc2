import os

import pandas as pd
import xgboost as xgb

if __name__ == "__main__":
    print(pd.__version__, xgb.__version__, os.environ["SM_MODEL_DIR"])

    import mlflow

    mlflow.set_tracking_uri(os.getenv("MLFLOW_TRACKING_ARN"))
