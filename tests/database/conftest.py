"""Fixtures: files of both kinds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tasking_app.database.store import Store
from tests.conftest import of_file


@pytest.fixture(params=["plain", "encrypted"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Files only: what is shown here is about them."""
    yield from of_file(request, tmp_path)
