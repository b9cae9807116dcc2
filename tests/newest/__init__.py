"""Which pages must change when something newer is out: `make newest` runs what the guide says against the newest SDK.

pages.toml  which pages say what a test holds
pages       from the id of a test to those pages
report      from what pytest left (JUnit XML) to what a maintainer reads
"""
