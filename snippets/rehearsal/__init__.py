"""Runs a snippet, unmodified, on the reader's own computer: the real SDK, no AWS account, real training.

    python -m snippets.rehearsal modo-script
    python -m snippets.rehearsal --script my_train.py --data folder/

The real SageMaker SDK talks to moto in this same process, and a training job really trains: its program runs
in the container's contract (/opt/ml, environment, signals, exit code). One process is one rehearsal; nothing
is shared between two.

guard      no connection leaves the computer
enclosure  Linux namespaces: a root of its own for each host, a network that is only loopback
images     which local program stands in for which image
contract   /opt/ml for each host, channels in, model and output out
runner     hosts, signals, time limit, log lines
requests   the requests the SDK sends, checked against AWS's own service model
actions    the IAM action behind each call
permissions   least privilege for whoever runs the snippet and for the job's role, computed from the run
answers    the operations that moto is not asked
series     several training jobs for one request, and the best of them
searches   a search for hyperparameters, whose jobs really train
automl     an AutoML job, whose candidates are scikit-learn's and really train
thrift     nothing is done twice that gives the same result
hub        the JumpStart hub's cards, written here, and the jobs that only AWS can run
inside_s3  S3 and STS for boto3 inside a job
remote_wait   the pauses of the SDK's @remote, cut short
workspaces    an account in which things were left on
local_docker  a stand-in for `docker`, for the SDK's local mode
cloud      moto behind the SDK, with all of the above plugged in
report     what happened, what was real, what stood in
capture    writes snippets/results/<name>.json
rosetta    one job in three forms, SDK v2, SDK v3 and boto3: their requests, and where they differ
"""
