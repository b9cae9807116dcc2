"""Ends of logs, as a job that failed leaves them."""

OWN = """\
Traceback (most recent call last):
  File "/opt/ml/input/data/code/treino.py", line 3, in <module>
    f()
ValueError: assim não"""
DRIVERS = """\
2026-11-28 10:00:00 ERROR    Error: Traceback (most recent call last):
Traceback (most recent call last):
  File "/opt/ml/input/data/sm_drivers/distributed_drivers/basic_script_driver.py", line 79, in main
    execute_commands(cmd)
subprocess.CalledProcessError: Command returned non-zero exit status 1."""
SYNTAX = """\
  File "/opt/ml/input/data/code/treino.py", line 2
    x = (
        ^
SyntaxError: '(' was never closed"""
BYTE = """\
Traceback (most recent call last):
  File "/opt/ml/input/data/sm_drivers/common/utils.py", line 178, in process_output
    line = stream.readline()
UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe9 in position 3: invalid continuation byte"""
