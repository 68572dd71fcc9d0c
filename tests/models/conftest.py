"""A file with rows in every table, written to by raw SQL as any other program could."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tasking_app.database.sqlite import raw_connection
from tests.migrations.earlier import fill


@pytest.fixture(scope="session")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two meetings played through, one of them approved."""
    path = tmp_path_factory.mktemp("full") / "full.db"
    fill(path)
    return path


@pytest.fixture
def raw(full_file: Path, tmp_path: Path) -> Iterator[dbapi2.Connection]:
    """A connection to a copy of it, with foreign keys as every program of ours has them."""
    connection = raw_connection(Path(shutil.copy(full_file, tmp_path / "full.db")), None)
    yield connection
    connection.close()
