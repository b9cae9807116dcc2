"""From the command line to what the reader is told.

launch     one launch file, run under the cloud
report     what happened, what was real, what stood in
results    writes snippets/results/<name>.json
own_script the launch file for a reader's own script (``--script``); it runs by itself, like a snippet
"""
