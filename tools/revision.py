"""Write the next revision from the difference between the tables and a database made by the revisions."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate.api import AutogenContext

from tasking_app.database.sqlite import make_engine
from tasking_app.database.upgrade import configuration, upgrade_file
from tasking_app.models import Base
from tasking_app.models.base import Key, Moment


def render(kind: str, item: object, _context: AutogenContext) -> str | bool:
    """Types of ours as the names every revision defines for itself."""
    if kind == "type" and isinstance(item, Key):
        return "KEY"
    if kind == "type" and isinstance(item, Moment):
        return "MOMENT"
    return False


def write(message: str, revision: str, only: frozenset[str] | None = None) -> None:
    """Write one revision; `only` limits it to some tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "now.db")
        upgrade_file(path, None, create=True)
        engine = make_engine(path, None)
        with engine.connect() as connection:
            config = configuration(connection)

            def include(item: Any, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
                table = name if kind == "table" else getattr(getattr(item, "table", None), "name", None)
                return only is None or table in only

            config.attributes.update(metadata=Base.metadata, render_item=render, include_object=include)
            command.revision(config, message=message, autogenerate=True, rev_id=revision)
        engine.dispose()


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], frozenset(sys.argv[3:]) or None)
