"""`tasking database` with the address of a server: made, checked, upgraded; refused in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tasking_app.database import address, invitation, postgres
from tasking_app.database import server as on_server
from tasking_app.database.files import HEAD
from tests.cli.conftest import Run
from tests.postgres.server import Server

GOOD = "postgresql://tester@server.example/tasking?ca=authority.crt"


@pytest.fixture
def password(server: Server, tmp_path: Path) -> Path:
    """The file the password is in."""
    path = tmp_path / "password"
    path.write_text(f"{server.password}\n")
    return path


@pytest.fixture
def where(server: Server) -> Iterator[str]:
    """The address of a database that is not there yet."""
    with server.room() as name:
        yield typed(server.address(name))


def typed(there: address.Address) -> str:
    """An address as somebody types it."""
    ((name, port),) = there.servers
    return f"postgresql://{there.login}@{name}:{port}/{there.database}?ca={there.ca}"


def test_made_checked_and_already_new(where: str, password: Path, run: Run, server: Server) -> None:
    more = ("--database", where, "--password-file", password)
    status, said, told = run("database", "check", *more)
    assert (status, said) == (1, "")
    assert "no database of this name" in told
    status, said, told = run("database", "create", *more)
    assert (status, told) == (0, "")
    assert f"is made, at revision {HEAD}" in said
    assert run("database", "check", *more)[0] == 0
    assert f"is at revision {HEAD} already" in run("database", "upgrade", *more)[1]
    status, said, told = run("database", "create", *more)
    assert (status, said) == (1, "")
    assert "already. It was left as it is" in told
    postgres.open_store(address.read(where), server.password).close()


def test_an_older_one_is_upgraded(password: Path, run: Run, server: Server) -> None:
    with server.database() as there:
        engine = postgres.make_engine(there, server.password)
        assert on_server.upgrade_on(engine, there, to="0003") == ("", "0003")
        engine.dispose()
        more = ("--database", typed(there), "--password-file", password)
        assert "older version" in run("database", "check", *more)[2]
        status, said, told = run("database", "upgrade", *more)
        assert (status, told) == (0, "")
        assert f"was upgraded from revision 0003 to {HEAD}" in said
        assert run("database", "check", *more)[0] == 0


def test_an_invitation_is_written_for_somebody(
    server: Server, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasking_app.paths.data_folder", lambda: tmp_path / "data")
    where = typed(server.address("tasking"))
    more = ("--database", where, "--login", "rowan.ashdown", tmp_path / "Rowan")
    status, said, _told = run("database", "invite", *more)
    path = tmp_path / "Rowan.tasking-invitation"
    assert (status, f"{path} is for rowan.ashdown" in said) == (0, True)
    found = invitation.read(path)
    assert (found.login, found.database, found.servers) == (
        "rowan.ashdown",
        "tasking",
        server.address("tasking").servers,
    )
    assert found.ca.read_bytes() == server.cluster.trusted.read_bytes()


def test_the_password_is_asked_for_in_a_file(where: str, run: Run) -> None:
    status, _said, told = run("database", "check", "--database", where)
    assert status == 1
    assert "Put it into a file" in told


@pytest.mark.parametrize(
    ("odd", "sentence"),
    [
        (GOOD.replace("postgresql:", "mysql:"), "begins with postgresql://"),
        (GOOD.replace("tester@", "tester:Wendham-42@"), "There is a password in this address"),
        (GOOD.replace("tester@", ""), "is missing"),
        (GOOD.replace("/tasking", ""), "is missing"),
        (GOOD.partition("?")[0], "name the file with the server's authority"),
        (GOOD + "&sslmode=disable", "and no more"),
        (GOOD.replace("example", "example:port"), "is not a server"),
        (GOOD.replace("example", "example,"), "is not a server"),
    ],
)
def test_an_odd_address_is_one_sentence(odd: str, sentence: str, run: Run) -> None:
    status, said, told = run("database", "check", "--database", odd)
    assert (status, said) == (1, "")
    assert sentence in told
    assert "Wendham-42" not in told


def test_an_address_names_several_servers() -> None:
    found = address.read(GOOD.replace("server.example", "one.example,two.example:5433"))
    assert found.servers == (("one.example", 5432), ("two.example", 5433))
    assert (found.login, found.database, found.ca) == ("tester", "tasking", Path("authority.crt"))
    assert found.told == "tasking on one.example or two.example"


def test_a_file_is_not_made_by_this_command(tmp_path: Path, run: Run) -> None:
    assert "begins with postgresql://" in run("database", "create", "--database", tmp_path / "new.db")[2]
    assert not (tmp_path / "new.db").exists()
