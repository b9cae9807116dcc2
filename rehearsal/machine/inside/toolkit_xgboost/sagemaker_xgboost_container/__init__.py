"""What a script in AWS's XGBoost image may import of that image's own package.

data_utils   reads the files of a channel into a matrix
distributed  lets several hosts train one model

Their names, arguments and results are those of github.com/aws/sagemaker-xgboost-container at cb8df91.
"""
