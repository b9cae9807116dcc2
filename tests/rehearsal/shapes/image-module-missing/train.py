import os

from transformers import AutoModelForSequenceClassification

model = AutoModelForSequenceClassification.from_pretrained("distilbert-base-uncased")
model.save_pretrained(os.environ["SM_MODEL_DIR"])
