"""Stands in for the package of AWS's XGBoost image, where it is not installed: a folder for PYTHONPATH in the job."""
