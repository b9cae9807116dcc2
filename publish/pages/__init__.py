"""Data in, Markdown out: everything that is generated on a page. Nothing here imports a site generator.

fragments        all pieces of a language by name; start here
chooser          what the browser's scripts are given
options          what is generated on an option's page; cards: its fact card, and the comparison of all
snippet_section  a snippet with its run, requests and permissions; distance: what it costs to leave it
counts           numbers in the text of pages
overview, rosetta, sources, downloads
written          pages as they are written, with the pieces that they include; faults: what is wrong with them
markdown         the forms of all pieces
"""
