"""Files that run by themselves inside a job's walls: they import nothing of this project.

enclosure         Linux namespaces: a root of its own for each host, a network that is only loopback
guard             no connection leaves the computer
image_packages    what a job may import: what its image has
toolkit/, toolkit_xgboost/         the training toolkit: the modules and the command of AWS's framework images
xgboost_builtin, automl_candidate  stand in for the programs of AWS's images
"""
