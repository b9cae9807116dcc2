"""The decision tree of the guide: data, invariants, paths and renderings.

Read in this order: ``tree.toml`` (routing), ``text/`` (words), ``model.py`` (what a tree is made of), ``rules.py``
(when it is refused), ``paths.py`` (walking it), then the renderings ``document.py`` (JSON), ``outline.py`` (nested
list) and ``diagram.py`` (SVG). Nothing here knows of the site or of the SDK.

tree, reading   a whole tree, which is valid, and how the files become one; fields: how a part of it declares its own
graph           questions as a graph, for the rules and for walking
sources         the tree's sources, looked for in the catalogue that pages cite too
languages       the languages of the guide, declared once
labels          the words around the tree's, which site and terminal share, in labels/
cases           people's situations: cases.toml, and their words in cases/
history         every published version, in history/; versions compares two, continuity says what a change owes to them
terminal        the questions in a terminal; __main__ is the command line
"""
