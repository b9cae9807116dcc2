"""The snippets that readers copy, and the rehearsal that runs them without AWS."""
