"""The rehearsals that these tests share; tests/rehearsal/rehearsing.py says how they run."""

from tests.rehearsal.rehearsing import job, open_folder, rehearse, rehearsed  # noqa: F401
