"""Writes roles, functions, policies, grants and triggers into a database; again after every upgrade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tasking_app.database.security import roles, statements, verify
from tasking_app.database.security.rights import TABLES
from tasking_app.paths import resource
from tasking_app.rules.errors import AppError

MAY_NOT = (
    "This login may not make the roles of the database. Sign in as the one who owns the database and may "
    "make roles (CREATEROLE); nobody has to be a superuser."
)


def prepare(connection: Connection) -> None:
    """The roles and the two schemas, where they are not there yet. Raises AppError without the right to."""
    make_roles(connection)
    with _with_the_right():
        for schema, owner in (("app", roles.OWNER), ("audit", roles.AUDITOR)):
            _run(connection, (f"CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {owner}",))


@contextmanager
def _with_the_right() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") == "42501":
            raise AppError(MAY_NOT) from error
        raise


def make_roles(connection: Connection) -> None:
    """The roles, and who may connect at all: a restored database has lost that. Raises AppError."""
    with _with_the_right():
        _make_roles(connection)


def _make_roles(connection: Connection) -> None:
    there = set(
        connection.execute(text("SELECT rolname FROM pg_roles WHERE rolname LIKE 'tasking\\_%'")).scalars()
    )
    _run(connection, (f"CREATE ROLE {name} {how}" for name, how in roles.MAKE if name not in there))
    mine = text("SELECT pg_has_role(current_user, :owner, 'MEMBER')")
    for owner in roles.OWNERS:
        if not connection.execute(mine, {"owner": owner}).scalar():
            _run(connection, (f"GRANT {owner} TO CURRENT_USER",))
    grouped = ", ".join(roles.GROUPS)
    _run(connection, (f"GRANT {grouped} TO {roles.ACCOUNTS} WITH ADMIN OPTION",))
    name = connection.dialect.identifier_preparer.quote(
        connection.execute(text("SELECT current_database()")).scalar_one()
    )
    _run(
        connection,
        (
            f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
            f"GRANT CONNECT ON DATABASE {name} TO {roles.EVERYONE}",
            *(
                f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"
                for owner in roles.OWNERS
            ),
        ),
    )


@contextmanager
def acting_as(connection: Connection, role: str) -> Iterator[None]:
    """Meanwhile what is made belongs to an owner."""
    connection.execute(text(f"SET LOCAL ROLE {role}"))
    yield
    connection.execute(text("RESET ROLE"))


def apply(connection: Connection) -> None:
    """Everything that the database decides by itself, written anew over what is there."""
    with acting_as(connection, roles.OWNER):
        columns = columns_of(connection)
        _run(
            connection,
            (*statements.cleared("app"), *statements.revoked(), *statements.revoked_columns(columns)),
        )
        _run(connection, (f"GRANT USAGE ON SCHEMA app TO {roles.AUDITOR}",))
        _run(connection, (f"GRANT USAGE, CREATE ON SCHEMA app TO {roles.ACCOUNTS}",))
    with acting_as(connection, roles.AUDITOR):
        _run(connection, (*statements.cleared("audit"), *_clear_audit()))
        _file(connection, "05_audit.sql")
        _run(connection, _clear_audit())
        _run(
            connection,
            (statements.revoked_functions("audit"), f"GRANT USAGE ON SCHEMA audit TO {roles.OWNER}"),
        )
        _run(connection, statements.OF_THE_AUDIT[:2])
    with acting_as(connection, roles.OWNER):
        for name in ("10_identity.sql", "20_stamps.sql", "30_doors.sql"):
            _file(connection, name)
        _run(connection, (statements.revoked_functions("app"),))
    _accounts_and_tables(connection, columns)


def _accounts_and_tables(connection: Connection, columns: dict[str, tuple[str, ...]]) -> None:
    with acting_as(connection, roles.OWNER):
        _run(connection, statements.BETWEEN_OWNERS)
    with acting_as(connection, roles.ACCOUNTS):
        _file(connection, "40_accounts.sql")
        _run(connection, (statements.revoked_functions("app"),))
        _run(connection, (one for one in statements.called("app") if _of_accounts(one)))
    with acting_as(connection, roles.OWNER):
        _run(connection, (f"REVOKE CREATE ON SCHEMA app FROM {roles.ACCOUNTS}",))
        _run(connection, (one for one in statements.called("app") if not _of_accounts(one)))
        for table in TABLES:
            _run(connection, statements.of_table(table, columns[table.name]))
    with acting_as(connection, roles.AUDITOR):
        _run(connection, (*statements.OF_THE_AUDIT[2:], *statements.called("audit")))
        verify.keep(connection)


OF_ACCOUNTS = (
    "own_account",
    "give_login",
    "reset_password",
    "set_my_password",
    "disable_login",
    "set_last_day",
    "set_login_kind",
    "enable_login",
)


def _of_accounts(statement: str) -> bool:
    return any(f"app.{name}(" in statement for name in OF_ACCOUNTS)


def columns_of(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The columns of our tables by table."""
    found = connection.execute(
        text(
            "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a "
            "JOIN pg_class c ON c.oid = a.attrelid "
            "WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r' "
            "AND a.attnum > 0 AND NOT a.attisdropped GROUP BY c.relname"
        )
    )
    return {name: tuple(columns) for name, columns in found}


def _clear_audit() -> Sequence[str]:
    """What was given in the audit goes; its tables may not be there yet."""
    everybody = f"{statements.EVERYBODY}, {roles.OWNER}"
    return (
        f"REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM {everybody}",
        f"REVOKE ALL ON SCHEMA audit FROM {everybody}",
        statements.revoked_functions("audit", everybody),
    )


def _run(connection: Connection, wanted: Iterable[str]) -> None:
    for statement in wanted:
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def _file(connection: Connection, name: str) -> None:
    """A shipped file of SQL, whole: the driver takes several statements when there are no values in them."""
    _run(connection, (resource("database", name).read_text(encoding="utf-8"),))
