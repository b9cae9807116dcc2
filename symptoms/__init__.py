"""What readers see on their screens when a training goes wrong: text in, ranked symptoms out.

Read in this order: ``data/`` (what is recognised, by which pattern, seen where, explained in which section), ``text/``
(what it is and what to do, in each language), ``model``, ``normal`` (what is compared), ``patterns`` (what a pattern
may be), ``reading``, ``matching``, ``told`` (what else is known of a symptom), ``facts`` (numbers that can change),
``document`` (the published form), ``old_code`` (names of the SDK's second version in a program, from ``old_names``).
A language is here as soon as its files are in ``text/``; it must then be complete. Nothing here knows of the site or of
the SDK. ``docs/theme/assets/recognise.js`` does the same in the browser; a test holds them together.
"""
