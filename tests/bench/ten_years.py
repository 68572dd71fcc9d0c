"""Ten years of a partnership on a server: loaded once, and put back from a backup after that."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tasking_app.database import dump, postgres
from tasking_app.database.address import Address
from tasking_app.database.files import open_store
from tasking_app.database.store import Store
from tasking_app.exports import history as history_export
from tasking_app.services import history
from tests.bench import files
from tests.bench.questions import NOBODY
from tests.postgres.server import Server

MAKES = ("resources/database/*.sql", "tasking_app/database/security/*.py")


def put_back(server: Server, database: str) -> Address:
    """The ten years in a database that is made for them."""
    address = server.address(database)
    dump.restore(_backup(server), address, server.password)
    return address


def _backup(server: Server) -> Path:
    path = files.kept("server-10.backup", MAKES)
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with server.copy() as address, closing(postgres.open_store(address, server.password)) as keeper:
            _fill(keeper)
            dump.backup(address, server.password, unfinished)
        unfinished.replace(path)
    return path


def _fill(keeper: Store) -> None:
    """Taken out of the file; single incidents, which no screen asks for, stay there."""
    with TemporaryDirectory() as folder, closing(open_store(files.plain(10), None)) as file:
        found = file.ask(NOBODY, history.gather)
        fewer = replace(found.tables["incident"], rows=[])
        path = Path(folder, "ten.json")
        told = replace(found, tables={**found.tables, "incident": fewer})
        path.write_bytes(b"".join(history_export.pieces(told, lambda _: None)))
        history.read_in(keeper, NOBODY, path)
