import os
import urllib.request

urllib.request.urlretrieve("https://archive.ics.uci.edu/ml/machine-learning-databases/00601/ai4i2020.csv", "dados.csv")
os.rename("dados.csv", os.path.join(os.environ["SM_MODEL_DIR"], "dados.csv"))
