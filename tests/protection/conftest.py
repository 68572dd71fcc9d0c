"""Fixtures: a credential store for the length of a test, and a protected file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from tasking_app.database.store import Store
from tests.conftest import of_file
from tests.protection.keyrings import InMemory


@pytest.fixture
def store_of_keys() -> Iterator[InMemory]:
    """This computer has a credential store."""
    before = keyring.get_keyring()
    ours = InMemory()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a database is made."""
    return tmp_path / "data" / "tasking.db"


@pytest.fixture(params=["plain", "encrypted"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Files only: what is shown here is about them."""
    yield from of_file(request, tmp_path)
