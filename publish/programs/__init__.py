"""What programs read of the site: search engines, language models, readers of feeds, whoever shows a link.

beside     all files of it for the built pages of a language; start here
pages      each page as Markdown, beside its HTML
markdown   the HTML of an article as Markdown
llms       the list of those, as llmstxt.org has it
feed       what changed in the tree and in the facts, as Atom
structured what a page is, as JSON-LD in its head
social     the pictures that stand beside a shared link
"""
