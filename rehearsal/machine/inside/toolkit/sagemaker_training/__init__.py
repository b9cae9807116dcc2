"""What a job's script may import of the training toolkit.

environment  where everything lies and what was asked for
mapping      hyperparameters as arguments and as variables
trainer      calls the script that the request names
"""
