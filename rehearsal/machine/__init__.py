"""What runs a job, as a machine of AWS would.

jobs          one training job: its thread, its states, what DescribeTrainingJob says; start here
processing    one processing job
runner        hosts, signals, time limit; lines: what they print
contract      /opt/ml for each host, channels in, model and output out; storage is S3 as a job sees it
scratch       the temporary folder of all that, and what killed rehearsals left of theirs
images        which local program stands in for which image; dockerfile reads the reader's own
contents      what is in AWS's images (images.toml); startup: what a job's Python is told of it
aliases       packages that are installed here by another name than is asked for
local_docker  a stand-in for `docker`, for the SDK's local mode
inside/       files that run alone, on the other side of the wall
"""
