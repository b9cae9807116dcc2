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
# Without an exception: the log of SDK 3.27.0 and that of sagemaker-training 5.1.1, from where the script begins.
ENDED_ITSELF = """\
SM_NUM_CPUS=2
++ echo 'Executing command: {command}'
Executing command: {command}
++ eval '{command}'
lendo
falta x.csv
Command failed with exit code 4. Traceback: Traceback (most recent call last):
  File "/opt/ml/input/data/sm_drivers/common/utils.py", line 193, in execute_commands
    raise subprocess.CalledProcessError(exitcode, commands)
subprocess.CalledProcessError: Command '{command}' returned non-zero exit status 4.

++++ handle_error
++++ EXIT_STATUS=4
++++ echo 'An error occurred with exit code 4'
An error occurred with exit code 4
++++ exit 4"""
TOOLKIT = """\
Invoking user script

Training Env:

{}

Invoking script with the following command:

python treino.py --epocas 1

lendo
falta x.csv
Reporting training FAILURE
ExecuteUserScriptError:
ExitCode 4
ErrorMessage ""
Command "python treino.py --epocas 1\""""
