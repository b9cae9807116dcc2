"""What of a log shows the trouble: the last exception of the reader's own program, among what others print after it.

The SDK's driver, which starts the script, ends with a traceback of its own that only says that the script failed.
"""

import re
from collections.abc import Sequence

HEAD = "Traceback (most recent call last):"
MOST_LINES = 12
LAST_WORDS = 5
OTHERS = ("/input/data/sm_drivers/", "sagemaker_remote_function_bootstrap", "/opt/training_toolkit.py")
OF_SYNTAX = re.compile(r"(?:Syntax|Indentation|Tab)Error: ")
COMPLAINT = re.compile(r"^\S+: error: |^(?:exec|sh|bash|/\S+): |^exec [/.\"]|^ERROR: |: (?:command )?not found$")
SCRIPT_FAILED = re.compile(r"subprocess\.CalledProcessError: |SystemExit")  # what the drivers make of it
FRAME = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+)')
# A module of Python's own, such as the one of os.environ, or one that is compiled: no code is shown below its frame.
WITHOUT_CODE = re.compile(r"^<frozen |\.(?:pyx|pxi|pxd)$")
EXCEPTION = re.compile(r"[A-Za-z_][\w.]*(?:: .*)?")
MARKS = re.compile(r"[~^ ]+|\[Previous line repeated .*")
# Between these two, what the SDK's driver or the training toolkit shows of a script is the script's own.
BEGINS = re.compile(r"^Executing command: |^Invoking script with the following command:$")
ENDS = re.compile(r"^(?:Command failed with|An error occurred with) exit code |^\++ handle_error$|^Reporting training ")
OF_THE_SHELL = re.compile(r"^\+{2,} ")  # what the SDK's own shell script shows of each command that it runs
CODE = re.compile(r"(?:/opt/ml/input/data/code|/opt/ml/code|/opt/ml/processing/input/code|/opt/program)/(?P<file>.+)")


def last_exception(lines: Sequence[str]) -> list[str]:
    """Return the lines that tell a reader what went wrong, at most MOST_LINES; none when nothing does."""
    every = _blocks(lines)
    blocks = [block for block in every if not any(other in line for line in block for other in OTHERS)]
    blocks = blocks or [block for block in every if not SCRIPT_FAILED.match(block[-1].strip())]  # theirs, by itself
    if blocks:
        return _short(_indented(blocks[-1]))
    return [line for line in lines if COMPLAINT.search(line)][-1:]


def last_words(lines: Sequence[str]) -> list[str]:
    """Return what a program printed last before it ended, at most LAST_WORDS lines, without what started it."""
    begun = max((number + 1 for number, line in enumerate(lines) if BEGINS.match(line)), default=0)
    end = next((number for number in range(begun, len(lines)) if ENDS.match(lines[number])), len(lines))
    own = [line for line in lines[begun:end] if line.strip()]
    if begun and lines[begun - 1].startswith("Invoking"):
        own = own[1:]  # the command itself, which the toolkit shows on a line of its own
    return [line for line in own if not OF_THE_SHELL.match(line)][-LAST_WORDS:]


def line_of_the_script(exception: Sequence[str]) -> tuple[str, int] | None:
    """Return the file of the reader's own that an exception was last in, and the line, or None."""
    frames = [match for line in exception if (match := FRAME.search(line))]
    own = [(match, code["file"]) for match in frames if (code := CODE.fullmatch(match["file"]))]
    return (own[-1][1], int(own[-1][0]["line"])) if own else None


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    """Return every traceback, and every error of syntax, which Python shows without one.

    The SDK's driver takes the space away that lines begin with, so a line is code when it follows a frame.
    """
    found: list[list[str]] = []
    begun: int | None = None
    for number, line in enumerate(map(str.strip, lines)):
        before = FRAME.match(lines[number - 1].strip()) if number else None
        follows_frame = before and not WITHOUT_CODE.search(before["file"])
        if line.endswith(HEAD):  # what a program printed without a line's end may stand in front
            begun = number
        elif begun is not None and not follows_frame and EXCEPTION.fullmatch(line) and not MARKS.fullmatch(line):
            found.append([HEAD, *lines[begun + 1 : number + 1]])
            begun = None
        elif begun is None and OF_SYNTAX.match(line):
            places = [n for n in range(max(0, number - 3), number) if FRAME.match(lines[n].strip())]
            found.append(list(lines[places[0] if places else number : number + 1]))
    return found


def _indented(block: list[str]) -> list[str]:
    """Return a traceback with the space that its lines begin with, if the driver took it."""
    if any(line.startswith(" ") for line in block):
        return block
    inner = [("  " if FRAME.match(line) else "    ") + line for line in block[:-1] if line != HEAD]
    return [*(line for line in block[:1] if line == HEAD), *inner, block[-1]]


def _short(block: list[str]) -> list[str]:
    """Return a traceback without its middle: what it was last in of the reader's own, and how it ends."""
    if len(block) <= MOST_LINES:
        return block
    kept = [line for line in block if not MARKS.fullmatch(line.strip())]
    own = [n for n, line in enumerate(kept) if (frame := FRAME.search(line)) and CODE.fullmatch(frame["file"])]
    first = [*kept[own[-1] : own[-1] + 2], "  …"] if own else []
    last = kept[-(MOST_LINES - 2 - len(first)) :]
    if own and own[-1] >= len(kept) - len(last):
        first, last = [], kept[-(MOST_LINES - 2) :]
    return [block[0], "  …", *first, *last]
