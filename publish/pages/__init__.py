"""Data in, Markdown out: everything that is generated on a page. Nothing here imports a site generator.

fragments        all pieces of a language by name; start here
cards            an outcome's fact card and the comparison of all
chooser          what the chooser's script is given
snippet_section  a snippet with its run, requests and permissions; distance: what it costs to leave it
rosetta, sources, downloads
"""
