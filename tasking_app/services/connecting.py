"""Signing in to a partnership's database: tried, opened, its password kept and changed; invitations."""

from __future__ import annotations

import hashlib
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from psycopg import pq
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from tasking_app import credentials, paths
from tasking_app.commands.account import SetOwnPassword
from tasking_app.database import address as addresses
from tasking_app.database import invitation, own_key, postgres
from tasking_app.database.address import Address, BadAddress
from tasking_app.database.errors import CannotOpen, NoKey
from tasking_app.database.store import Store
from tasking_app.database.work import Actor, Work
from tasking_app.models.partnership import Agency, Officer
from tasking_app.records.signing_in import SignedIn, SignIn
from tasking_app.rules.errors import AppError, NotAllowed
from tasking_app.services import who
from tasking_app.services.carry_out import do

NOBODY = Actor()
SHORTEST = 12
SOON = timedelta(days=7)
FOLDER = "shared"
IN_STORE = ".in-store"
"""Beside the files of a login: their key is in the credential store."""
LOCKED = (
    "This computer's credential store does not give the key of what you typed here. Unlock it, or sign in to "
    "this computer as usual, then start again. Nothing was changed."
)
NO_OFFICER = (
    "This login belongs to no officer who works here. Ask the co-ordinator; whoever looks after the database "
    "signs in for “tasking database” alone."
)


class NoPassword(CannotOpen):
    """There is none on this computer: it has to be typed."""


class MustChoose(CannotOpen):
    """The password works and soon ends: a new one has to be chosen first."""


def sign_in_of(typed: str, login: str, authority: Path | None) -> SignIn:
    """What is typed into a window as a way to a database. Raises BadAddress."""
    if authority is None and not addresses.is_address(typed):
        raise BadAddress(
            "This computer does not know yet who vouches for the server. Open your invitation file, or "
            "choose the file with the certificate of the authority."
        )
    return _of(addresses.of_words(typed, login, authority or Path()))


def invited(path: Path) -> SignIn:
    """What an invitation says. Raises BadInvitation."""
    return _of(invitation.read(path))


def trusted(path: Path) -> Path:
    """The certificate of an authority, kept on this computer. Raises BadInvitation."""
    try:
        return invitation.keep_authority(path.read_text(encoding="ascii"))
    except (OSError, UnicodeDecodeError) as error:
        raise invitation.BadInvitation(f"{path.name} is no certificate of an authority.") from error


def again(address: str) -> SignIn:
    """The way that was taken before, as the settings keep it. Raises BadAddress."""
    return _of(addresses.read(address))


def _of(address: Address) -> SignIn:
    return SignIn(address=addresses.written(address), told=address.told, login=address.login)


def server_of(sign_in: SignIn) -> tuple[str, Path]:
    """Server and database as somebody types them, and the file of the authority."""
    address = addresses.read(sign_in.address)
    return addresses.short(address), address.ca


def write_invitation(sign_in: SignIn, login: str, path: Path) -> None:
    """An invitation for somebody else to the database one is signed in to. Raises AppError."""
    here = addresses.read(sign_in.address)
    invitation.write(path, Address(here.servers, here.database, login, here.ca))


# -- who somebody is there


def me(work: Work) -> SignedIn:
    """The officer of the login that asks. Raises NotAllowed when there is none."""
    row = work.session.execute(
        select(Officer.name, Agency.short_name)
        .join(Agency, Agency.id == Officer.agency_id)
        .where(Officer.id == select(func.app.my_officer()).scalar_subquery())
    ).one_or_none()
    if row is None:
        raise NotAllowed(NO_OFFICER)
    until = work.session.scalar(
        text("SELECT rolvaliduntil FROM pg_roles WHERE rolname = session_user AND isfinite(rolvaliduntil)")
    )
    soon = until is not None and until - work.now <= SOON
    return SignedIn(name=row[0], agency=row[1], until=until, choose=soon)


def try_out(sign_in: SignIn) -> SignedIn:
    """Sign in and out again. Raises CannotOpen, or NotAllowed for a login of no officer."""
    began = time.monotonic()
    store = postgres.open_store(addresses.read(sign_in.address), sign_in.password)
    try:
        found = store.ask(NOBODY, me)
    finally:
        store.close()
    taken = time.monotonic() - began
    return SignedIn(
        name=found.name, agency=found.agency, until=found.until, choose=found.choose, seconds=taken
    )


def open_store(sign_in: SignIn) -> Store:
    """The database, open, by the password that was typed or is kept on this computer.

    Raises NoPassword, MustChoose, CannotOpen, or NotAllowed for a login of no officer.
    """
    if not sign_in.password:
        kept = credentials.read_password(addresses.read(sign_in.address).name)
        if kept is None:
            raise NoPassword(f"Type your password for {sign_in.told}. It is not kept on this computer.")
        sign_in.password, sign_in.kept, sign_in.remembered = kept, True, True
    store = postgres.open_store(addresses.read(sign_in.address), lambda: sign_in.password)
    try:
        found = store.ask(NOBODY, me)
        if found.choose:
            raise MustChoose("Your password ends within 7 days. Connect, and choose a new one.")
        with suppress(AppError, DBAPIError):  # a database not upgraded since has no such function
            store.write(NOBODY, lambda work: work.session.execute(select(func.audit.signed_in())))
    except BaseException:
        store.close()
        raise
    return store


def clock_ahead(store: Store) -> timedelta:
    """How far this computer's clock is ahead of the server's; below 0 where it is behind."""
    now = store.ask(NOBODY, lambda work: work.session.scalar(select(func.clock_timestamp())))
    return store.clock() - now if now is not None else timedelta()


def greet(store: Store, sign_in: SignIn) -> None:
    """Ask a server that was away whether this login still works there, with this version of the program.

    Raises Unreachable, what `open_store` of a server raises, or NotAllowed for a login of no officer.
    """
    postgres.check_revision(store.engine, addresses.read(sign_in.address))
    store.ask(NOBODY, me)


# -- what is kept on this computer


def can_keep() -> bool:
    """Whether this computer has a credential store for a password."""
    return credentials.store_there()


def keep(sign_in: SignIn, *, wanted: bool) -> None:
    """Keep the password in this computer's credential store, or no longer."""
    name = addresses.read(sign_in.address).name
    if wanted:
        sign_in.kept = credentials.write_password(name, sign_in.password)
    else:
        credentials.forget_password(name)
        sign_in.kept = False


def place_of(sign_in: SignIn) -> Path:
    """What the files of this computer that belong to the database are named after; there is no such file."""
    name = addresses.read(sign_in.address).name
    folder = paths.private_folder(paths.data_folder() / FOLDER)
    return folder / hashlib.sha256(name.encode()).hexdigest()[:16]


def drafts_key(sign_in: SignIn, *, anew: bool = False) -> bytes:
    """The key of what is typed and not sent yet: in the credential store, else as the password makes it.

    Raises NoKey when the store has it and does not give it, and OtherPassword; `anew` as for `own_key.of`.
    """
    name = f"drafts of {addresses.read(sign_in.address).name}"
    mark = paths.beside(place_of(sign_in), IN_STORE)
    key = credentials.read(name)
    if key is not None:
        mark.touch()
        return key
    if mark.exists():
        raise NoKey(LOCKED)
    key = credentials.new_key()
    if credentials.write(name, key):
        mark.touch()
        return key
    if not sign_in.password:
        raise NoPassword(f"Type your password for {sign_in.told}. It is not kept on this computer.")
    return own_key.of(place_of(sign_in), sign_in.password, anew=anew)


# -- passwords


def verifier(password: str, login: str) -> str:
    """What is sent in place of a password, which itself leaves this computer never."""
    unconnected = pq.PGconn.connect_start(b"")
    return unconnected.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()


def trouble_with(wanted: str, again: str, old: str, login: str) -> str:
    """What is wrong with a new password; nothing when it may be taken."""
    if len(wanted) < SHORTEST:
        return f"Choose a longer password: at least {SHORTEST} signs. Three or four words do well."
    if wanted == old or login.casefold() in wanted.casefold():
        return "Choose another one: this is the password you have, or it holds your user name."
    return "" if wanted == again else "The two are not the same. Type the new password again."


def change_password(sign_in: SignIn, old: str, wanted: str) -> None:
    """A new password for one's own login, kept where the old one was. Raises CannotOpen for a wrong one."""
    address = addresses.read(sign_in.address)
    store = postgres.open_store(address, old)
    try:
        store.ask(NOBODY, me)
        actor = store.ask(NOBODY, lambda work: who.sitter(work, "")).actor
        do(store, actor, SetOwnPassword(verifier=verifier(wanted, address.login)))
    finally:
        store.close()
    own_key.change(place_of(sign_in), old, wanted)
    sign_in.password = wanted
    keep(sign_in, wanted=sign_in.kept)
