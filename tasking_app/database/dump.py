"""Backups of a partnership's database and the way back, by PostgreSQL's own two programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tasking_app.database import postgres, server
from tasking_app.database.address import Address
from tasking_app.database.security.roles import ACCOUNTS
from tasking_app.paths import beside, only_owner
from tasking_app.rules.errors import AppError

TABLE = "TABLE app alembic_version"
MISSING = (
    "The program {program} was not found. It comes with PostgreSQL: install its client programs, or set "
    "PG_BIN to the folder that holds them."
)
OLD = (
    "{program} is older than the server. Install the client programs of the server's version, or set PG_BIN "
    "to the folder that holds them."
)


def backup(address: Address, password: str, to: Path) -> None:
    """Write everything in a database to one file and read that to its end. Refuses an existing file.

    Logins and their passwords belong to the server and are not in it. Raises AppError.
    """
    if to.exists():
        raise AppError(f"There is a file at {to} already. Choose another name for the backup.")
    if not to.parent.is_dir():
        raise AppError(f"There is no folder {to.parent}.")
    with server.told_by(address, password) as engine:
        postgres.revision_of(engine, address)
    new = beside(to, ".new")
    try:
        new.unlink(missing_ok=True)
        new.touch(mode=0o600)
        only_owner(new)
        _run("pg_dump", ("--format=custom", f"--file={new}"), address, password)
        _read_to_its_end(new)
        new.replace(to)
    except OSError as error:
        raise AppError(f"The backup could not be written: {error.strerror or error}.") from error
    finally:
        new.unlink(missing_ok=True)


def restore(source: Path, address: Address, password: str) -> tuple[str, str]:
    """Put a backup into an empty database, all or nothing, and write anew who sees and changes what.

    Makes the database where the server has none of the name. Answers the revisions of the backup and now.
    Raises Taken when there is something in it, AppError when the file is no backup of ours.
    """
    told = _read_to_its_end(source)
    server.make_room(address, password)
    server.prepare_roles(address, password)
    with tempfile.TemporaryDirectory(prefix="tasking-") as folder:
        chosen = Path(folder) / "list"
        # Functions that make logins belong to a role that may not make anything here: they are written anew.
        kept = (line for line in told.splitlines() if not line.endswith(f" {ACCOUNTS}"))
        chosen.write_text("\n".join(kept), encoding="utf-8")
        words = ("--single-transaction", "--exit-on-error", f"--use-list={chosen}")
        _run("pg_restore", (*words, f"--dbname={address.database}", str(source)), address, password)
    return server.upgrade(address, password)


def _read_to_its_end(path: Path) -> str:
    """What a backup holds, a line each. Raises AppError unless it is whole and one of ours."""
    if not path.is_file():
        raise AppError(f"There is no backup at {path}.")
    try:
        told = _run("pg_restore", ("--list", str(path)))
        _run("pg_restore", (f"--file={os.devnull}", str(path)))
    except _Failed as error:
        raise AppError(f"{path.name} is no backup of a partnership's database, or is damaged.") from error
    if TABLE not in told:
        raise AppError(f"{path.name} is a backup of another program's database.")
    return told


class _Failed(AppError):
    """One of the two programs did not come to its end; the text is what it said."""


def _run(name: str, words: Sequence[str], address: Address | None = None, password: str = "") -> str:
    done = subprocess.run(
        [_program(name), *words],
        env={**os.environ, "LC_ALL": "C", **(_line(address, password) if address is not None else {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return done.stdout
    if "server version mismatch" in done.stderr:
        raise AppError(OLD.format(program=name))
    said = next((line for line in done.stderr.splitlines() if "error" in line), done.stderr.strip())
    raise _Failed(f"{name} did not come to its end, and nothing was kept of it. It said: {said}")


def _program(name: str) -> Path:
    """Where one of PostgreSQL's programs is; PG_BIN stands above all. Raises AppError."""
    folder = os.environ.get("PG_BIN")
    found = shutil.which(name, path=folder) if folder else shutil.which(name)
    if found is None:
        raise AppError(MISSING.format(program=name))
    return Path(found)


def _line(address: Address, password: str) -> dict[str, str]:
    """How the program gets to the server: by its environment, which others on the computer do not see."""
    return {
        "PGHOST": ",".join(name for name, _ in address.servers),
        "PGPORT": ",".join(str(port) for _, port in address.servers),
        "PGDATABASE": address.database,
        "PGUSER": address.login,
        "PGPASSWORD": password,
        "PGSSLROOTCERT": str(address.ca),
        "PGCONNECT_TIMEOUT": str(postgres.PATIENCE["connect_timeout"]),
        "PGTARGETSESSIONATTRS": "read-write",
        "PGAPPNAME": "tasking",
        **{f"PG{name.replace('_', '').upper()}": value for name, value in postgres.PROOF.items()},
    }
