"""Compares what a database decides by itself with what was written into it: grants, policies, triggers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, text

from tasking_app.database.security import roles
from tasking_app.paths import resource

Shape: TypeAlias = Mapping[str, str]
"""Everything that decides, by what it is about: `policy app.action sight` and how it reads."""


def shape(connection: Connection) -> Shape:
    """How the database stands now; names are told in full, whatever path is set."""
    path = connection.execute(text("SELECT current_setting('search_path')")).scalar_one()
    _set_path(connection, "pg_catalog")
    found = {name: str(how) for name, how in _asked(connection, "shape.sql")}
    _set_path(connection, path)
    return found


def _asked(connection: Connection, name: str) -> Sequence[Row[*tuple[Any, ...]]]:
    question = resource("database", name).read_text(encoding="utf-8")
    return connection.exec_driver_sql(question, execution_options={"no_parameters": True}).all()


def _set_path(connection: Connection, path: str) -> None:
    connection.execute(text("SELECT set_config('search_path', :path, true)"), {"path": path})


def keep(connection: Connection) -> None:
    """Note how the database stands once everything is written into it."""
    known = json.dumps(shape(connection), sort_keys=True)
    connection.execute(text("DELETE FROM audit.shape"))
    connection.execute(
        text("INSERT INTO audit.shape (content) VALUES (CAST(:known AS jsonb))"), {"known": known}
    )


def differences(connection: Connection) -> tuple[str, ...]:
    """What is otherwise than it was written, each as a sentence; nothing where all is as it should be."""
    kept = connection.execute(text("SELECT content FROM audit.shape")).scalar()
    if kept is None:
        return ("Nobody noted how this database should stand. Run “tasking database upgrade”.",)
    return (*_compared(kept, shape(connection)), *_logins(connection))


def _compared(kept: Shape, now: Shape) -> Iterator[str]:
    for name in sorted({*kept, *now}):
        if name not in now:
            yield f"The {name} is gone."
        elif name not in kept:
            yield f"The {name} was added by hand: {now[name]}"
        elif kept[name] != now[name]:
            yield f"The {name} was changed by hand: {now[name]}"


def _logins(connection: Connection) -> Iterator[str]:
    """Officers' logins come and go, so they are held against the rule: one group and no power beyond it."""
    for login, there, powerful, groups in _asked(connection, "logins.sql"):
        if not there:
            yield f"The login {login} is not on this server. Give its officer a new one."
        elif powerful:
            yield f"The login {login} has a power of its own on the server. Take it away."
        elif len(groups) != 1 or groups[0] not in roles.GROUPS:
            told = ", ".join(sorted(groups)) or "no group"
            yield f"The login {login} is in {told}. It has to be in one of ours and no other."
