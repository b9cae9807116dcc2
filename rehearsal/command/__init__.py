"""From the command line to what the reader is told.

arguments     what may be typed, in the reader's language
target        what was named: a snippet, a script, a launch file, a notebook, a folder; kinds: which of them a file is
start         the folder that a launch file runs in
own           a reader's own script: image_choice, the image it would need; along, what goes with it;
              own_script, the launch file that it gets, which runs by itself like a snippet
notebook      a notebook as a launch file; jupyter: what it finds around it
workplace     the folder in which models and logs stay
launch        one launch file, run under the cloud; shadows: what lies beside it is not taken for ours
progress      what a rehearsal does while nothing is printed
report        what happened, as data: degree, score, what stood in
summary       the same for the reader; trouble: the exception that counts; advice: what to do about it; nearby: where
              what was not found lies
sheet         the same as a page to look at and to show (--report), from sheet.html
results       writes snippets/results/<name>.json
rosetta       one job in three forms, SDK v2, SDK v3 and boto3: their requests, and where they differ
"""
