"""All that knows MkDocs and Material: to leave them is to change this folder (and mkdocs.yml, docs/theme/).

hooks          what MkDocs calls; start here
configuration  one configuration for each language, made from mkdocs.yml
preview        one language, live
files          what MkDocs knows only as files: pages as they are written, pieces as they are included
made_links     what MkDocs does not check
addresses, moved             no published address dies; where one went
term_links     the first use of a term leads to its entry
carried        the sizes of book and zip, in the foot of pages
light, slim, stylesheet      what makes the built pages light; markup that nobody sees; what they use of the theme's
                             stylesheets
breaks         where a line of code may break
search_index, search_words   what the search looks through, and what is the same word in it
markup, policy, sitemap      the last touches to what was built
"""
