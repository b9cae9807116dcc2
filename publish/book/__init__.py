"""The built pages of a language as one PDF.

pdf            the whole way, from the pages to the file; start here
chapters       which chapters there are, and what paper alone needs; colophon: where a book comes from
combine        pages joined into one document, every link leading inside it; simplify: what is for screens, made plain
paper_chooser  the questions as linked blocks; paper_map: the whole tree as rows
paper_cases, paper_diagnosis, paper_comparison, paper_workshop, paper_option, paper_adjustments, paper_permissions,
paper_attached, paper_terms, paper_sources, paper_index   the other parts that are told otherwise on paper
attached       the files that a book carries
typesetting    Typst, in a process of its own
whole_words    names and words of other languages, which no line parts
packed         the PDF made small, with nothing taken from it; joined_pieces: one tag for what stands on one line;
               joined_runs: letters that look the same, drawn at once
book.lua and tables.lua (pandoc), book.typ (Typst) with frame, pieces, questions, code and look, book.tmTheme (colours
of code)
"""
