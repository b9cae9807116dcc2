"""What ``make audit`` asks of programs that are not Python, over every page of the built site.

tools        finds them, or installs them, or says how; package.json and its lock are those that npm brings
html         the Nu HTML checker; lighthouse: Google's, on each kind of page in each language
"""
