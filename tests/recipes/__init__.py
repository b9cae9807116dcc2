"""The recipes of README.md and CONTRIBUTING.md, followed by somebody who has only them.

reading      what a recipe's lines name: the files to edit, and the commands to type
following    does what the lines say, with words made up for it
"""
