"""The decision tree of the guide: data, invariants, paths and renderings.

Read in this order: ``tree.toml`` (routing), ``text/`` (words), ``model.py`` (what a tree is made of), ``rules.py``
(when it is refused), ``paths.py`` (walking it), then the renderings ``document.py`` (JSON), ``outline.py`` (nested
list) and ``diagram.py`` (SVG). Nothing here knows of the site or of the SDK.
"""
