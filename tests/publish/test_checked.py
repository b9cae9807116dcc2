from pathlib import Path

import pytest

from publish.checked import load


def test_a_missing_run_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="run `make update`"):
        load(tmp_path / "checked.json")
