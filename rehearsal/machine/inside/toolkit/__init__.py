"""Stands in for the training toolkit of AWS's framework images, where the package itself is not installed.

The package is not installed with the rest: pip has to compile it, and it waits up to fifteen minutes for the name of a
host where that has no address.

A folder for PYTHONPATH and PATH inside the job: `sagemaker_training` and its older name `sagemaker_containers`, as far
as training scripts import them, and the command `train`. What it makes of a request is held against what the package
itself made (tests/rehearsal/toolkit.json).
"""
