"""The site of a language as a zip, to be opened from a folder with the network off.

folder   which files it has, and the zip
links    where a page of the folder leads: to a file of it, or to the site
beside   (beside.js) the switch of languages, which only the folder has
"""
