"""From the command line to what the reader is told.

arguments  what may be typed, in the reader's language
launch     one launch file, run under the cloud
report     what happened, as data: degree, score, what stood in
summary    the same for the reader, with what to do about what went wrong
results    writes snippets/results/<name>.json
rosetta    one job in three forms, SDK v2, SDK v3 and boto3: their requests, and where they differ
own_script the launch file for a reader's own script (``--script``); it runs by itself, like a snippet
"""
