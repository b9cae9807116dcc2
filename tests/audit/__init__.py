"""What ``make audit`` asks of programs that are not Python, over every page of the built site.

tools        finds them, or installs them, or says how; package.json and its lock are those that npm brings
html         the Nu HTML checker; lighthouse: Google's, over every page in one Chromium
browsers     Firefox and WebKit: through chooser, diagnosis and search, and (pages_elsewhere, watched) over every page

What Chromium is asked of every page (axe, keyboard, enlarged, still, forced colours) is in tests/browser/.
"""
