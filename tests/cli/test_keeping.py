"""`tasking database` for whoever looks after a server: proof, backup and the way back, move, first logins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg import sql

from tasking_app.commands.base import new_id
from tasking_app.database import address, files, postgres
from tasking_app.database.work import Actor
from tasking_app.models.action import Action
from tasking_app.models.partnership import Officer
from tasking_app.services import history, home, opening, who
from tests.cli.conftest import Run
from tests.cli.test_server import typed
from tests.postgres.people import PASSWORD, login_of
from tests.postgres.server import Server
from tests.postgres.world import World, world

PHRASE = "Four made-up words here"


@pytest.fixture(autouse=True)
def programs(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs are those of the server."""
    monkeypatch.setenv("PG_BIN", str(server.cluster.binaries))


@pytest.fixture
def password(server: Server, tmp_path: Path) -> Path:
    """The file the password is in."""
    path = tmp_path / "password"
    path.write_text(f"{server.password}\n")
    return path


@pytest.fixture
def own(server: Server) -> Iterator[World]:
    with world(server) as made:
        yield made


def words(there: address.Address, password: Path) -> tuple[object, ...]:
    return ("--database", typed(there), "--password-file", password)


def test_backup_drop_restore_verify_and_an_officer_signs_in(
    own: World, server: Server, password: Path, run: Run, tmp_path: Path
) -> None:
    more, there, to = words(own.address, password), own.address, tmp_path / "all.backup"
    assert run("database", "verify-security", *more)[0] == 0
    sealed = own.people["Jo"].one("SELECT audit.make_seal()")
    before = _everything(there, server.password)
    status, said, told = run("database", "backup", *more, "--to", to)
    assert (status, told) == (0, "")
    assert "Logins are not in it" in said
    assert to.stat().st_mode & 0o077 == 0
    assert "There is a file" in run("database", "backup", *more, "--to", to)[2]
    assert "already. It was left as it is" in run("database", "restore", *more, "--from", to)[2]
    server.run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(there.database)))
    status, said, told = run("database", "restore", *more, "--from", to)
    assert (status, told) == (0, "")
    assert run("database", "verify-security", *more) == (
        0,
        f"{there.told} decides who sees and changes what exactly as it was written.\n",
        "",
    )
    assert _everything(there, server.password) == before
    status, said, told = run("database", "verify-audit", *more)
    assert (status, told) == (0, "")
    assert f"{sealed[:4]} {sealed[4:8]} {sealed[8:12]}" in said
    rowan = replace(there, login=login_of("Rowan", there.database))
    with closing(postgres.open_store(rowan, PASSWORD)) as store:
        actor = Actor(own.words["o_Rowan"], own.words["g_Police"], "Rowan")
        assert store.ask(actor, home.home) is not None
        assert store.ask(actor, lambda work: work.get(Action, own.words["a_letterboxes"])).number


def _everything(there: address.Address, password: str) -> object:
    with closing(postgres.open_store(there, password)) as store:
        return store.ask(Actor(), history.gather)


def test_what_was_given_by_hand_is_told_and_taken_back_by_upgrade(
    own: World, server: Server, password: Path, run: Run
) -> None:
    more = words(own.address, password)
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("GRANT SELECT ON app.person_identity TO tasking_officer")
        superuser.execute(
            sql.SQL("GRANT TEMP ON DATABASE {} TO PUBLIC").format(sql.Identifier(own.address.database))
        )
    status, said, told = run("database", "verify-security", *more)
    assert status == 1
    assert "The table app.person_identity was changed by hand" in said
    assert "The database as a whole was changed by hand" in said
    assert "has 2 differences" in told
    assert run("database", "upgrade", *more)[0] == 0
    assert run("database", "verify-security", *more)[0] == 0


def test_a_changed_record_breaks_its_seal(own: World, server: Server, password: Path, run: Run) -> None:
    more = words(own.address, password)
    own.people["Jo"].one("SELECT audit.make_seal()")
    assert "seals, none broken" in run("database", "verify-audit", *more)[1]
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute("ALTER TABLE audit.log DISABLE TRIGGER kept")
        superuser.execute("UPDATE audit.log SET actor = 'x' WHERE id = (SELECT min(id) FROM audit.log)")
    status, said, told = run("database", "verify-audit", *more)
    assert status == 1
    assert "BROKEN" in said
    assert "1 seal does not hold" in told


def test_a_file_becomes_the_database(database: Path, server: Server, password: Path, run: Run) -> None:
    with server.copy() as there:
        more = words(there, password)
        status, said, told = run("database", "move", *more, "--from", database)
        assert (status, told) == (0, "")
        assert "each compared" in said
        with (
            closing(files.open_store(database, None)) as source,
            closing(postgres.open_store(there, server.password)) as target,
        ):
            left = source.ask(Actor(), history.gather)
            right = target.ask(Actor(), history.gather)
            for name, table in left.tables.items():
                assert set(map(tuple, table.rows)) == set(map(tuple, right.tables[name].rows)), name
            coordinator = source.ask(Actor(), lambda work: who.sitter(work, "")).actor
        assert "something in this database already" in run("database", "move", *more, "--from", database)[2]
        login = f"jo_{there.database}"
        given = ("--officer", coordinator.name, "--login", login, "--group", "coordinator")
        status, said, told = run("database", "add-login", *more, *given)
        assert (status, told) == (0, "")
        first = said.strip().rpartition(" ")[2]
        with closing(postgres.open_store(replace(there, login=login), first)) as store:
            assert store.ask(coordinator, lambda work: work.get(Officer, coordinator.officer)).login == login
            assert store.ask(coordinator, home.home) is not None
            taken = store.write(coordinator, lambda work: work.next_number("A", new_id()))
        assert [["A", taken - 1]] == [list(row) for row in left.tables["counter"].rows if row[0] == "A"]
        assert f"has the login {login} already" in run("database", "add-login", *more, *given)[2]


def test_a_protected_file_is_moved_by_its_passphrase(
    server: Server, password: Path, run: Run, tmp_path: Path
) -> None:
    path, phrase = tmp_path / "own.db", tmp_path / "phrase"
    phrase.write_text(f"{PHRASE}\n")
    typed_in = opening.Beginning(
        partnership="Wendham", name="Jo Fenwick", job="Co-ordinator", agency="Council", passphrase=PHRASE
    )
    opening.begin(typed_in, path)
    with server.copy() as there:
        more = (*words(there, password), "--from", path)
        assert run("database", "move", *more)[0] == 1
        wrong = tmp_path / "wrong"
        wrong.write_text("Four other words here\n")
        assert run("database", "move", *more, "--key-file", wrong)[0] == 1
        status, said, told = run("database", "move", *more, "--key-file", phrase)
        assert (status, told) == (0, "")
        assert "each compared" in said
        with closing(postgres.open_store(there, server.password)) as target:
            assert target.ask(Actor(), lambda work: who.sitter(work, "")).actor.name == "Jo Fenwick"


def test_a_login_lost_with_its_server_is_given_anew(
    own: World, server: Server, password: Path, run: Run
) -> None:
    more, login = words(own.address, password), login_of("Gwen", own.address.database)
    own.people["Gwen"].connection.close()
    with server.cluster.as_superuser(own.address.database) as superuser:
        superuser.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))
    assert f"The login {login} is not on this server" in run("database", "verify-security", *more)[1]
    status, said, _told = run(
        "database", "add-login", *more, "--officer", "Gwen Madeup", "--login", login, "--group", "governance"
    )
    assert status == 0
    there, first = replace(own.address, login=login), said.strip().rpartition(" ")[2]
    postgres.connect(there, first).close()
    assert run("database", "verify-security", *more)[0] == 0


@pytest.mark.parametrize(
    ("officer", "login", "sentence"),
    [
        ("Nobody Here", "nobody", "No officer who works here"),
        ("Gwen Madeup", "Gwen", "small letters"),
        ("Gwen Madeup", "tasking_gwen", "small letters"),
        ("Gwen Madeup", "gwen", "already"),
    ],
)
def test_a_login_that_cannot_be_given(
    officer: str, login: str, sentence: str, own: World, password: Path, run: Run
) -> None:
    given = ("--officer", officer, "--login", login, "--group", "governance")
    status, _said, told = run("database", "add-login", *words(own.address, password), *given)
    assert status == 1
    assert sentence in told


def test_a_password_is_typed_only_where_somebody_sits(own: World, password: Path, run: Run) -> None:
    more = words(own.address, password)
    given = ("--officer", "Gwen Madeup", "--login", "gwen.two", "--group", "governance", "--ask")
    assert "nobody to type a password" in run("database", "add-login", *more, *given)[2]


def test_without_the_programs_of_postgresql(
    own: World, password: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    to = tmp_path / "b"
    told = run("database", "backup", *words(own.address, password), "--to", to)[2]
    assert "pg_dump was not found" in told
    assert not to.exists()


def test_no_backup_is_no_backup(server: Server, password: Path, run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "odd.backup"
    odd.write_bytes(b"PGDMP and then nothing")
    with server.database() as there:
        more = words(there, password)
        assert "or is damaged" in run("database", "restore", *more, "--from", odd)[2]
        assert "There is no backup" in run("database", "restore", *more, "--from", tmp_path / "none")[2]
        assert "is empty" in run("database", "verify-security", *more)[2]


def test_files_have_no_roles(database: Path, run: Run, tmp_path: Path) -> None:
    for verb in ("verify-security", "verify-audit"):
        assert "begins with postgresql://" in run("database", verb, "--database", database)[2]
    assert run("database", "backup", "--database", database, "--to", tmp_path / "copy.db")[0] == 0
    assert run("database", "restore", "--database", database, "--from", tmp_path / "copy.db")[0] == 0


def test_the_password_is_in_no_word_of_the_command(
    own: World, server: Server, password: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("pg_dump", "pg_restore"):
        said = f'#!/bin/sh\necho "$@" >> {tmp_path}/words\nexec {server.cluster.binaries}/{name} "$@"\n'
        (folder / name).write_text(said)
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PG_BIN", str(folder))
    assert run("database", "backup", *words(own.address, password), "--to", tmp_path / "b")[0] == 0
    seen = (tmp_path / "words").read_text()
    assert "--format=custom" in seen
    assert server.password not in seen
