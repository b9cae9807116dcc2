"""The sources as a list to work through: ``python -m publish.sources``. What a source is stands in pages/sources.py."""
