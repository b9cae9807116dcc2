"""What readers see on their screens when a training goes wrong: text in, ranked symptoms out.

Read in this order: ``symptoms.toml`` (what is recognised, by which pattern, explained in which section),
``text/`` (what it is called and what to do, in each language), ``model``, ``reading``, ``matching``. A language is
here as soon as its file is in ``text/``; it must then be complete. Nothing here knows of the site or of the SDK.
"""
