"""Runs a program, unmodified, on the reader's own computer: the real SDK, no AWS account, real training.

    ensaio modo-script                      a snippet of the guide; in this repository, `python -m rehearsal`
    ensaio treino.py --data dados/          a training script, with its folder
    ensaio lancar.py -- --meu-argumento 1   a launch file, in its folder; or a notebook

The real SageMaker SDK talks to moto in this same process, and a training job really trains: its program runs
in the container's contract (/opt/ml, environment, signals, exit code). One process is one rehearsal; nothing
is shared between two. Read in this order:

command    what is typed and what is told: one launch file under the cloud, the report at the end
aws        what stands in for AWS behind the SDK: jobs, searches, AutoML, the JumpStart hub
machine    what runs a job: /opt/ml, hosts, namespaces, the program that stands in for an image
wire       what is learnt from the calls: requests checked, permissions computed
words      what is said, in three languages: a module says a key, never a sentence of its own

pyproject.toml is that of the wheel in which readers get this, symptoms and snippets (publish/wheel builds it).

Imports run downwards: command, aws, wire, machine, words; and command asks symptoms what an error means.
"""
