"""What PostgreSQL calls an error is sorted by its code, whatever language the server speaks."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import DBAPIError, IntegrityError, ResourceClosedError

from tasking_app.database.errors import (
    OF_OTHERS,
    OF_PARENTS,
    CannotOpen,
    Crowded,
    Denied,
    ServerFull,
    Unreachable,
    WrongPassword,
    sorted_error,
    tries_left,
)
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.rules.errors import AppError


def told(error: psycopg.Error) -> AppError | None:
    """The sentence for an error of the driver, as SQLAlchemy hands it on."""
    return sorted_error(wrapped(error))


def wrapped(error: psycopg.Error) -> DBAPIError:
    made = DBAPIError.instance("SELECT 1", None, error, psycopg.Error, hide_parameters=True)
    assert isinstance(made, DBAPIError)
    return made


@pytest.mark.parametrize(
    ("error", "kind", "sentence"),
    [
        (errors.InsufficientPrivilege("permission refusée"), Denied, "does not let you do this"),
        (errors.DiskFull("plus de place"), ServerFull, "disk of the database server is full"),
        (errors.TooManyConnections("trop"), Unreachable, "no room for another connection"),
        (errors.OutOfMemory("trop"), Unreachable, "short of memory or disk"),
        (errors.QueryCanceled("annulée"), Unreachable, "took too long"),
        (errors.AdminShutdown("arrêt"), Unreachable, "being stopped or started"),
        (errors.ReadOnlySqlTransaction("lecture"), Unreachable, "takes no changes"),
        (errors.SerializationFailure("conflit"), Crowded, "Others are writing"),
        (errors.DeadlockDetected("conflit"), Crowded, "Others are writing"),
        (errors.ConnectionFailure("coupée"), Unreachable, "line to the database is down"),
        (errors.InvalidPassword("non"), WrongPassword, "did not accept this login"),
        (psycopg.OperationalError("the connection is lost"), Unreachable, "line to the database is down"),
        (psycopg.OperationalError("SSL error: certificate verify failed"), CannotOpen, "not the one it says"),
        (
            psycopg.OperationalError("server does not support SSL, but"),
            CannotOpen,
            "does not protect the line",
        ),
        (
            psycopg.OperationalError("FATAL: no pg_hba.conf entry for host"),
            CannotOpen,
            "takes no connections",
        ),
    ],
)
def test_each_has_its_sentence(error: psycopg.Error, kind: type[AppError], sentence: str) -> None:
    found = told(error)
    assert type(found) is kind
    assert sentence in str(found)


@pytest.mark.parametrize("error", [errors.UndefinedTable("none"), errors.UniqueViolation("twice")])
def test_a_bug_stays_a_bug(error: psycopg.Error) -> None:
    assert told(error) is None


def test_what_a_guard_refuses_is_said() -> None:
    refused = errors.IntegrityConstraintViolation("approved minutes do not change")
    assert isinstance(wrapped(refused), IntegrityError)
    assert "These minutes are approved" in str(told(refused))


def test_what_others_did_is_tried_again() -> None:
    assert tries_left(wrapped(errors.SerializationFailure(""))) == OF_OTHERS
    assert tries_left(wrapped(errors.DeadlockDetected(""))) == OF_OTHERS
    assert tries_left(wrapped(errors.ForeignKeyViolation(""))) == OF_PARENTS
    assert tries_left(wrapped(errors.UniqueViolation(""))) == OF_PARENTS
    assert tries_left(wrapped(errors.InsufficientPrivilege(""))) == 0


def test_a_line_that_goes_while_the_engine_makes_itself_known_is_down(store: Store) -> None:
    """What SQLAlchemy says then is no error of the driver; seen when a server was stopped at that moment."""

    def gone(_work: Work) -> None:
        raise ResourceClosedError("This Connection is closed")

    with pytest.raises(Unreachable, match="line to the database is down"):
        store.ask(Actor(), gone)
    assert sorted_error(ResourceClosedError("This result object does not return rows.")) is None
