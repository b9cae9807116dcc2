"""Data in, Markdown out: everything that is generated on a page. Nothing here imports a site generator.

fragments        all pieces of a language by name; start here
chooser          what the browser's scripts are given
options          what is generated on an option's page; cards: its fact card, and the comparison of all
workshops        the page behind an option's, for who works with its snippets
snippet_section  a snippet with its run, requests and permissions; distance: what it costs to leave it
permissions      policies to download; template: as CloudFormation, placeholders: what the reader puts in,
                 policy_changes: what an adjustment adds
branches, levels, three_ways   pictures of the tree and of its options; marks: the sign of each option
cases, worries   people's situations, and what they worry about
diagnosis        the page that recognises symptoms; symptoms: their tables
rooms            the rooms of this code and what they import
facts, counts    what has a date or a version, and numbers, in the text of pages; gpu_memory, shapes, measured: tables
                 of data
overview, rosetta, sources, terms, downloads
behind           the notice on a translation that does not follow
written          pages as they are written, with the pieces that they include; faults: what is wrong with them
markdown         the forms of all pieces
"""
