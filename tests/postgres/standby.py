"""A second server that follows the first by streaming replication, and takes over when it is told to."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from psycopg import sql
from psycopg.conninfo import make_conninfo

from tests.postgres.cluster import STARTS_WITHIN, Cluster, NoServer
from tests.postgres.processes import unprivileged

FOLLOWER = "replication"


@dataclass(frozen=True, slots=True)
class Standby:
    """The follower of a server; what reaches it goes through a port that a test may cut."""

    cluster: Cluster
    primary: Cluster

    def caught_up(self) -> None:
        """Wait until it has carried out everything the first has written."""
        with self.primary.as_superuser() as first, self.cluster.as_superuser() as second:
            row = first.execute("SELECT pg_current_wal_lsn()").fetchone()
            end = time.monotonic() + STARTS_WITHIN
            while second.execute("SELECT pg_last_wal_replay_lsn() >= %s", row).fetchone() != (True,):
                if time.monotonic() > end:
                    raise NoServer(f"The standby does not follow: {self.cluster.log()[-2000:]}")
                time.sleep(0.02)

    def promote(self) -> None:
        """From now on it is the one that takes writes."""
        with self.cluster.as_superuser() as connection:
            row = connection.execute("SELECT pg_promote(true, 60)").fetchone()
        if row != (True,):
            raise NoServer(f"The standby was not promoted: {self.cluster.log()[-2000:]}")


@contextmanager
def following(primary: Cluster, through: int) -> Iterator[Standby]:
    """A standby of a running server, fed through a port of this computer, for the length of a block."""
    with primary.as_superuser() as connection:
        statement = sql.SQL("CREATE ROLE {} LOGIN REPLICATION PASSWORD {}")
        connection.execute(
            statement.format(sql.Identifier(FOLLOWER), sql.Literal(primary.superuser_password))
        )
    follower = replace(primary, port=0)
    follower.prepare()
    try:
        _copy(primary, follower)
        follower.finish()
        # Everything but the folder of its own is as on the first.
        quoted = _line(primary, through, primary.superuser_password).replace("'", "''")
        follower.settings = {**primary.settings, "primary_conninfo": quoted}
        (follower.folder / "data" / "standby.signal").touch()
        follower.start()
        yield Standby(follower, primary)
    finally:
        follower.stop()


def _line(primary: Cluster, port: int, password: str) -> str:
    """How the follower reaches the first."""
    return make_conninfo(
        "",
        host="localhost",
        port=port,
        user=FOLLOWER,
        password=password or None,
        sslmode="verify-full",
        sslrootcert=str(primary.trusted),
        application_name="standby",
        connect_timeout=5,
    )


def _copy(primary: Cluster, follower: Cluster) -> None:
    command: list[str | Path] = [
        follower.binaries / "pg_basebackup",
        f"--dbname={_line(primary, primary.port, password='')}",
        "--pgdata",
        follower.folder / "data",
        "--wal-method=stream",
        "--checkpoint=fast",
        "--no-sync",
    ]
    done = subprocess.run(
        command,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME": str(follower.folder), "PGPASSWORD": primary.superuser_password},
        **unprivileged(),
    )
    if done.returncode:
        raise NoServer(f"The server could not be copied: {done.stderr.strip()}")
