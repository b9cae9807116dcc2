"""Whether the English and Spanish texts still say what the Portuguese ones say.

texts     every text that is translated, by place: sections of pages, words by key
record    which Portuguese text each translation followed, as a short hash; what is behind; earlier: what it was
facts     what a text says in no language: its blocks, citations, links, code; numbers: its numbers and dates
parity    where a translation differs from the Portuguese in those, and the few differences that are declared

``python -m publish.translations`` says what is behind and what differs, and notes what was followed (__main__.py).
"""
