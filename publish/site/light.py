"""MkDocs calls these too, after hooks.py: what makes the built pages light."""

from mkdocs.config.defaults import MkDocsConfig

from publish.site import search_index


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let the search look through words only."""
    search_index.use_own_index(config)
    return config
