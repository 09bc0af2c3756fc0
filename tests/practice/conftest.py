"""Demonstrations in temporary folders."""

from datetime import date
from typing import Any

import pytest

from canvass.ground.progress import silent
from canvass.practice.walk import walk
from canvass.wording.printed import print_words

TODAY = date(2026, 5, 4)


@pytest.fixture(scope="session")
def walked():
    """Walk in a folder: `walked(folder, sheets=..., seed=..., report=...)`."""

    def walked_in(folder, **asked):
        wanted: dict[str, Any] = {"sheets": 6, "seed": 1, "report": silent}
        return walk(folder, words=print_words(), today=TODAY, **(wanted | asked))

    return walked_in


@pytest.fixture(scope="session")
def demonstration(walked, tmp_path_factory):
    """One walk of six sheets, for all tests that only look."""
    return walked(tmp_path_factory.mktemp("practice") / "demo")
