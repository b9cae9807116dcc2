"""``python -m tests.bench``, or ``make bench``: how heavy and how fast the site is, beside what it may be at most.

Not part of ``make test``: times depend on the machine, so they are ratios within one run, or stand beside the time of
an empty page measured in the same run. An idle machine gives figures that can be compared.

figures   a figure, its limit, and the table
serving   the built site as a server would send it, compressed
weight    what a first visit transfers, and what the search does
pages     size and elements of each kind of page
clicks    from a click to the answer, in a browser four times slower
lighthouse  what Google's Lighthouse says of the speed of each kind of page
building  the build beside bare Material with the same pages
whole     everything from nothing, and again without a change
rehearsals, scripts  what a rehearsal takes over the plain script
"""
