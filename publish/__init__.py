"""Turns the pages, the tree and the captured snippet results into the site, and the site into the book.

MkDocs renders; the logic is in functions here that take data and return text. Nothing else imports this package.
"""
