"""The tree of this repository, read once by each worker: most tests of pages, books and browsers begin with it."""

from decision.reading import load

TREE = load()
