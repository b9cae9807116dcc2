"""The built pages of a language as one PDF.

pdf            the whole way, from the pages to the file; start here
combine        pages joined into one document, every link leading inside it; simplify: what is for screens, made plain
paper_chooser  the questions as linked blocks
packed         the PDF made small, with nothing taken from it; joined_pieces: one tag for what stands on one line
book.lua (pandoc), book.typ (Typst), book.tmTheme (colours of code)
"""
