"""Whether a partnership's database still decides as it was written to, and whether its record was changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from tasking_app.database import postgres, server
from tasking_app.database.address import Address
from tasking_app.database.security import verify


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal: its number, when it was made, its sign, and whether what it was made over still stands."""

    number: int
    made_at: datetime
    sign: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Record:
    """The seals of a record, and how many entries came after the last."""

    seals: tuple[Seal, ...]
    unsealed: int


def security(address: Address, password: str) -> tuple[str, ...]:
    """What was changed by hand, each as a sentence. Raises what `postgres.open_store` raises."""
    with server.told_by(address, password) as engine:
        postgres.check_revision(engine, address)
        with engine.connect() as connection:
            return verify.differences(connection)


def audit(address: Address, password: str) -> Record:
    """Every seal of the record, held against what it was made over. Raises what `open_store` does."""
    with server.told_by(address, password) as engine:
        postgres.check_revision(engine, address)
        with engine.connect() as connection:
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            rows = connection.execute(
                text(
                    "SELECT v.seal, v.sealed_at, encode(s.hash, 'hex'), v.holds "
                    "FROM audit.verify() v JOIN audit.seal s ON s.seq = v.seal ORDER BY v.seal"
                )
            )
            seals = tuple(Seal(*row) for row in rows)
            unsealed = connection.execute(
                text(
                    "SELECT count(*) FROM audit.log "
                    "WHERE id > coalesce((SELECT max(upto) FROM audit.seal), 0)"
                )
            ).scalar_one()
    return Record(seals, int(unsealed))
