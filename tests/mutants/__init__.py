"""What a reader could be told wrongly without a test noticing: `make mutants` changes one thing at a time and looks.

*.toml       the mutants, one file for each group of tests that should see them: id, file, find, replace, and misleads,
             which says in one line what a reader would be told wrongly
listing      reads and checks them: a text that is no longer there is an error, never a kill
running      applies one to a copy of the repository and runs its tests there
forked       what runs them, quick to start
__main__     all of them, and the tally
"""
