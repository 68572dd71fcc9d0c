"""Where a partnership's database is: its servers, its name, the login and who vouches for it; no password."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from tasking_app.rules.errors import AppError

PORT = 5432
KINDS = ("postgresql", "postgres")
USUAL = "tasking"
"""The name of the database where nobody says another."""
ALIKE = "An address looks like postgresql://login@server.example/tasking?ca=authority.crt"
NEVER_PASSWORD = "There is a password in this address. Take it out and change it: an address is no secret."


class BadAddress(AppError):
    """This is no address of a database; the text says what is missing or odd."""


@dataclass(frozen=True, slots=True)
class Address:
    """Servers as (name, port), the one to write to found among them; `ca` is the authority's certificate."""

    servers: tuple[tuple[str, int], ...]
    database: str
    login: str
    ca: Path

    @property
    def name(self) -> str:
        """What is kept on this computer for this login is kept under this name; no secret."""
        servers = ",".join(f"{name}:{port}" for name, port in self.servers)
        return f"{self.login}@{servers}/{self.database}"

    @property
    def told(self) -> str:
        """The address for people."""
        return f"{self.database} on {' or '.join(name for name, _ in self.servers)}"


def is_address(typed: str) -> bool:
    """Whether somebody means a server, not a file on this computer."""
    return "://" in typed


def read(typed: str) -> Address:
    """An address as it is typed or stands in an invitation. Raises BadAddress."""
    try:
        parts = urlsplit(typed.strip())
        options = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise BadAddress(f"This address cannot be read. {ALIKE}") from error
    if parts.scheme not in KINDS:
        raise BadAddress(f"An address begins with postgresql://. {ALIKE}")
    login, at, servers = parts.netloc.rpartition("@")
    if ":" in login:
        raise BadAddress(NEVER_PASSWORD)
    database = unquote(parts.path.removeprefix("/"))
    if not at or not login or not database or "/" in database:
        raise BadAddress(f"The login, the server or the name of the database is missing. {ALIKE}")
    if set(options) != {"ca"} or len(options["ca"]) != 1:
        raise BadAddress(
            f"The address has to name the file with the server's authority, and no more. {ALIKE}"
        )
    return Address(_servers(servers), database, unquote(login), Path(options["ca"][0]))


def written(address: Address) -> str:
    """An address as `read` reads it."""
    servers = ",".join(f"{name}:{port}" for name, port in address.servers)
    login, database = quote(address.login, safe=""), quote(address.database, safe="")
    return f"postgresql://{login}@{servers}/{database}?ca={quote(str(address.ca), safe='')}"


def short(address: Address) -> str:
    """Servers and database as somebody types them into a window, without what goes without saying."""
    servers = ",".join(name if port == PORT else f"{name}:{port}" for name, port in address.servers)
    return servers if address.database == USUAL else f"{servers}/{address.database}"


def of_words(typed: str, login: str, ca: Path) -> Address:
    """An address from what is typed into a window: server.example, or server.example:5433/database.

    Raises BadAddress.
    """
    if is_address(typed):
        return read(typed)
    servers, slash, database = typed.strip().partition("/")
    if not servers or not login.strip() or (slash and (not database or "/" in database)):
        raise BadAddress("Type the name of the server, and the user name you were given.")
    if "@" in servers:
        raise BadAddress("The user name has a field of its own. Type the name of the server alone.")
    return Address(_servers(servers), database or USUAL, login.strip(), ca)


def _servers(typed: str) -> tuple[tuple[str, int], ...]:
    found = []
    for one in typed.split(","):
        name, colon, port = one.partition(":")
        if not name or (colon and not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536)):
            raise BadAddress(f"“{one}” is not a server. {ALIKE}")
        found.append((name, int(port) if colon else PORT))
    return tuple(found)
