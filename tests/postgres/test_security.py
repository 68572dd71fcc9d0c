"""What is written into a database stands as written: changes by hand are told, seals hold, accounts obey."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Connection, create_engine

from tasking_app.database.security import apply, verify
from tests.postgres.cluster import SUPERUSER
from tests.postgres.people import PASSWORD, Person, line, login_of
from tests.postgres.server import Server
from tests.postgres.world import NAME, World, world

BY_HAND = (
    "GRANT SELECT ON app.person_identity TO tasking_officer",
    "GRANT UPDATE (text) ON app.line TO tasking_officer",
    "GRANT SELECT ON app.referral TO PUBLIC",
    "GRANT DELETE ON app.line TO tasking_chair",
    "GRANT USAGE ON SCHEMA app TO PUBLIC",
    "GRANT CREATE ON SCHEMA app TO tasking_officer",
    "GRANT EXECUTE ON FUNCTION app.next_reference(text) TO tasking_officer",
    "REVOKE SELECT ON app.series FROM tasking_officer",
    "DROP POLICY sight ON app.action",
    "ALTER POLICY sight ON app.action USING (true)",
    "CREATE POLICY more ON app.action FOR SELECT TO tasking_officer USING (true)",
    "ALTER TABLE app.action DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE app.line DISABLE TRIGGER z_audit",
    "DROP TRIGGER line_approved ON app.line",
    "CREATE TRIGGER more AFTER INSERT ON app.line EXECUTE FUNCTION app.tell()",
    "ALTER FUNCTION app.my_series() SECURITY INVOKER",
    "ALTER FUNCTION app.my_series() RESET search_path",
    "ALTER FUNCTION app.my_agency() VOLATILE",
    "CREATE VIEW app.everything AS SELECT * FROM app.person_identity",
    "ALTER TABLE app.line DROP CONSTRAINT fk_line_folder",
    "ALTER ROLE tasking_officer BYPASSRLS",
    "GRANT tasking_owner TO tasking_chair",
    "ALTER ROLE {rowan} CREATEDB",
    "GRANT tasking_chair TO {rowan}",
    "GRANT TEMP ON DATABASE {database} TO PUBLIC",
)


@pytest.fixture
def own(server: Server) -> Iterator[World]:
    """A world of a test's own, that it may change."""
    with world(server) as made:
        yield made


@pytest.fixture
def superuser(server: Server, everyone: World) -> Iterator[Connection]:
    """Somebody who may do everything; what a test does is taken back."""

    def connect() -> psycopg.Connection:
        cluster = server.cluster
        return psycopg.connect(
            host="localhost",
            port=cluster.port,
            user=SUPERUSER,
            password=cluster.superuser_password,
            dbname=everyone.address.database,
            sslmode="verify-full",
            sslrootcert=str(cluster.trusted),
        )

    engine = create_engine("postgresql+psycopg://", creator=connect, use_native_hstore=False)
    with engine.connect() as connection:
        yield connection
        connection.rollback()
    engine.dispose()


def test_a_fresh_database_stands_as_it_was_written(superuser: Connection) -> None:
    assert verify.differences(superuser) == ()


@pytest.mark.parametrize("statement", BY_HAND)
def test_a_single_change_by_hand_is_told(statement: str, superuser: Connection, everyone: World) -> None:
    database = everyone.address.database
    superuser.exec_driver_sql(statement.format(rowan=login_of("Rowan", database), database=database))
    found = verify.differences(superuser)
    assert len(found) >= 1
    assert any(word in found[0] for word in ("by hand", "is gone", "power", "one of ours")), found


def test_writing_it_anew_takes_back_what_was_given_by_hand(superuser: Connection) -> None:
    superuser.exec_driver_sql("GRANT UPDATE (text), SELECT ON app.line TO tasking_officer, PUBLIC")
    superuser.exec_driver_sql("ALTER POLICY sight ON app.action USING (true)")
    superuser.exec_driver_sql("GRANT EXECUTE ON FUNCTION app.restrict(uuid, boolean) TO tasking_officer")
    assert verify.differences(superuser) != ()
    kept = superuser.exec_driver_sql("SELECT content FROM audit.shape").scalar_one()
    apply.apply(superuser)
    assert verify.differences(superuser) == ()
    assert superuser.exec_driver_sql("SELECT content FROM audit.shape").scalar_one() == kept


def test_a_sealed_row_changed_by_a_superuser_is_found(own: World, server: Server) -> None:
    jo = own.people["Jo"]
    sealed = jo.one("SELECT audit.make_seal()")
    assert len(sealed) == 64
    jo.does("UPDATE line SET text = 'x', version = version + 1 WHERE id = %(line)s", own.words)
    assert jo.one("SELECT audit.make_seal()") != sealed
    assert set(_seals(jo)) == {True}
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("ALTER TABLE audit.log DISABLE TRIGGER kept")
        superuser.execute(
            "UPDATE audit.log SET actor = 'somebody' WHERE id = (SELECT min(id) FROM audit.log)"
        )
    assert _seals(jo) == [False, *[True] * (len(_seals(jo)) - 1)]


def _seals(person: Person) -> list[bool]:
    return [row[2] for row in person.connection.execute("SELECT * FROM audit.verify()").fetchall()]


def test_the_audit_says_who_and_which_fields_and_no_text(own: World) -> None:
    jo = own.people["Jo"]
    jo.does("UPDATE line SET text = 'Zanzibar', version = version + 1 WHERE id = %(line)s", own.words)
    row = jo.connection.execute(
        "SELECT actor, kind, what, fields, hashes FROM audit.log ORDER BY id DESC LIMIT 1"
    ).fetchone()
    assert row is not None
    assert row[:3] == (login_of("Jo", own.address.database), "update", "line")
    assert set(row[3]) == {"text", "version", "changed_at", "changed_by"}
    every = jo.one("SELECT string_agg(to_jsonb(l)::text, ' ') FROM audit.log l")
    assert "Zanzibar" not in every
    assert NAME not in every


def test_names_are_read_only_with_a_word_in_the_audit(own: World) -> None:
    jo, before = own.people["Jo"], own.people["keeper"].one("SELECT count(*) FROM app.name_reading")
    found = jo.connection.execute("SELECT name FROM app.identities(%(flat)s, NULL)", own.words).fetchall()
    assert found == [(NAME,)]
    assert own.people["keeper"].one("SELECT count(*) FROM app.name_reading") == before + 1
    assert jo.one("SELECT kind FROM audit.log WHERE kind LIKE 'read%%' ORDER BY id DESC") == "read names"
    own.people["Jo"].tries("SELECT * FROM app.identities(%(flat)s, NULL)", own.words)
    assert own.people["keeper"].one("SELECT count(*) FROM app.name_reading") == before + 1


def test_restricting_hides_everything_in_the_folder_at_once_in_open_sessions(own: World) -> None:
    marta, jo = own.people["Marta"], own.people["Jo"]
    asked = "SELECT count(*) FROM action WHERE folder_id = %(bins)s"
    assert marta.connection.execute(asked, own.words).fetchone() == (2,)
    jo.does(
        "INSERT INTO reader (id, folder_id, officer_id, reason, version) "
        "VALUES (%(new)s, %(bins)s, %(o_Jo)s, '', 1)",
        own.words,
    )
    assert jo.does("SELECT app.restrict(%(bins)s, true)", own.words).refused == ""
    for table in ("referral", "action", "line", "decision", "action_update", "deferral", "minutes_part"):
        told = f"SELECT count(*) FROM app.{table} WHERE folder_id = %(bins)s"
        assert marta.connection.execute(told.encode(), own.words).fetchone() == (0,), table
    assert jo.connection.execute(asked, own.words).fetchone() == (2,)
    assert jo.does("SELECT app.restrict(%(bins)s, false)", own.words).refused == ""
    assert marta.connection.execute(asked, own.words).fetchone() == (2,)


def test_a_disabled_officer_reads_nothing_more_in_an_open_session(own: World, server: Server) -> None:
    marta, jo, database = own.people["Marta"], own.people["Jo"], own.address.database
    assert marta.one("SELECT count(*) FROM action") > 0
    assert jo.does("SELECT app.disable_login(%(o_Marta)s)", own.words).refused == ""
    for table in ("action", "officer", "setting", "meeting", "folder", "applied", "agency"):
        assert marta.one(f"SELECT count(*) FROM app.{table}") == 0
    assert marta.one("SELECT count(*) FROM audit.log") == 0
    for call in (
        "audit.note('print', 'minutes', '', NULL)",
        "app.identities(%(flat)s, NULL)",
        "app.set_my_password('x')",
        "app.restricted_words(%(sealed)s, NULL)",
    ):
        assert marta.tries(f"SELECT {call}", own.words).refused in ("42501", "22023"), call
    with (
        pytest.raises(psycopg.OperationalError, match="not permitted to log in"),
        _signed_in(server, "Marta", database, PASSWORD),
    ):
        pass
    again = jo.verifier("Second-first-1", login_of("Marta", database))
    assert jo.does("SELECT app.enable_login(%s, %s)", (own.words["o_Marta"], again)).refused == ""
    with _signed_in(server, "Marta", database, "Second-first-1") as back:
        assert back.one("SELECT count(*) FROM action") > 0


def test_a_new_officer_gets_a_first_password_and_chooses_the_next(own: World, server: Server) -> None:
    jo, database = own.people["Jo"], own.address.database
    login = login_of("Marta", database)
    assert (
        jo.does(
            "SELECT app.reset_password(%s, %s)", (own.words["o_Marta"], jo.verifier("First-1", login))
        ).refused
        == ""
    )
    ends = "SELECT rolvaliduntil - now() FROM pg_roles WHERE rolname = %s"
    assert 6 <= jo.one(ends, (login,)).days <= 7
    with _signed_in(server, "Marta", database, "First-1") as marta:
        chosen = marta.verifier("Chosen-by-marta-1", login)
        assert marta.does("SELECT app.set_my_password(%s)", (chosen,)).refused == ""
    assert 363 <= jo.one(ends, (login,)).days <= 365
    with _signed_in(server, "Marta", database, "Chosen-by-marta-1") as marta:
        assert marta.one("SELECT app.my_officer()") == own.words["o_Marta"]


def test_no_password_reaches_the_log_of_the_server(own: World, server: Server) -> None:
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("SET log_statement = 'all'")
    jo = own.people["Jo"]
    jo.does("SELECT app.reset_password(%s, %s)", (own.words["o_Marta"], jo.verifier("Secret-word-1", "x")))
    assert "Secret-word-1" not in server.cluster.log()
    assert PASSWORD not in server.cluster.log()


def _signed_in(server: Server, short: str, database: str, password: str):  # type: ignore[no-untyped-def]  # a context of a line
    return line(server.cluster, login_of(short, database), database, password)
