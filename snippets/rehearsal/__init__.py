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
answers    the operations that moto is not asked
cloud      moto behind the SDK, with all of the above plugged in
report     what happened, what was real, what stood in
capture    writes snippets/results/<name>.json
"""
