"""Turns the pages, the tree and the captured snippet results into the site, and the site into the book.

pages/     data becomes Markdown: pure functions, no site generator in sight; read fragments.py first
site/      all that knows MkDocs and Material: hooks, configuration by language, search, policy, sitemap
translations/  whether English and Spanish still say what the Portuguese says
sources/   which sources have to be read again
book/      the built pages as one PDF, by pandoc and Typst
programs/  what programs read: Markdown, llms.txt, the feed, the pictures of shared links
offline/   the built pages as one zip, which opens without a network
wheel/     the rehearsal as a wheel, which readers install from the site

And what several of them need: languages (where things are), day (of which a build is), glossary (words decided on),
checked (what the last complete test run followed), progress (what a build is doing), up_to_date (whether to build at
all), zipped (a zip that holds the same bytes every time).

``python -m publish`` (__main__.py) calls them in that order. Nothing else imports this package.
"""
