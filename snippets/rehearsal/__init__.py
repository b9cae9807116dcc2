"""Runs a snippet, unmodified, on the reader's own computer: the real SDK, no AWS account, real training.

    python -m snippets.rehearsal modo-script
    python -m snippets.rehearsal --script my_train.py --data folder/

The real SageMaker SDK talks to moto in this same process, and a training job really trains: its program runs
in the container's contract (/opt/ml, environment, signals, exit code). One process is one rehearsal; nothing
is shared between two.

The command
    stage         one launch file, run under the cloud
    report        what happened, what was real, what stood in
    capture       writes snippets/results/<name>.json
    rosetta       one job in three forms, SDK v2, SDK v3 and boto3: their requests, and where they differ
What stands in for AWS
    cloud         moto behind the SDK, with all of the following plugged in
    searches      a search for hyperparameters, whose jobs really train
    automl        an AutoML job, whose candidates are scikit-learn's and really train
    series        several training jobs for one request, and the best of them
    hub           the JumpStart hub's cards, written here, and the jobs that only AWS can run
    workspaces    an account in which things were left on
    inside_s3     S3 and STS for boto3 inside a job
    remote_wait   the pauses of the SDK's @remote, cut short
    thrift        nothing is done twice that gives the same result
    answers       the operations that moto is not asked
What runs a job
    jobs          one training job: its thread, its states, what DescribeTrainingJob says
    local_docker  a stand-in for `docker`, for the SDK's local mode
    runner        hosts, signals, time limit, log lines
    images        which local program stands in for which image; dockerfile reads the reader's own
    contract      /opt/ml for each host, channels in, model and output out; storage is S3 as a job sees it
    enclosure     Linux namespaces: a root of its own for each host, a network that is only loopback
    guard         no connection leaves the computer
What is learnt from the requests
    requests      checked against AWS's own service model
    permissions   least privilege for whoever runs the snippet and for the job's role; actions names them
"""
