"""Getting to a shared database, or to what this computer keeps of it when the server does not answer."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from tasking_app import credentials
from tasking_app.database import address as addresses
from tasking_app.database import postgres
from tasking_app.database.errors import Disabled, NotReached
from tasking_app.database.own_key import OtherPassword
from tasking_app.database.store import Store, utc_now
from tasking_app.database.work import Held
from tasking_app.drafts import Drafts
from tasking_app.outbox.book import OFFICER, Book, put_aside
from tasking_app.outbox.copy import Copy
from tasking_app.outbox.following import SEEN
from tasking_app.outbox.post import KEPT_FOR, Post
from tasking_app.records.signing_in import SignedIn, SignIn
from tasking_app.rules.errors import NotAllowed
from tasking_app.services import connecting, who

PROOF = "proof"
"""What a typed password is held against while there is no server to ask."""
TYPE_IT = (
    "The database does not answer. Type your password to go on with what this computer keeps: the open "
    "meeting and your agency's actions."
)
WRONG = "The database does not answer, and this is not the password you last signed in with here."
CLOCK_MAY_BE_OFF = timedelta(minutes=2)
CLOCK = (
    "This computer's clock is {} minutes {} the database's. Times in the minutes follow this computer: put "
    "its clock right."
)
NOT_READ = "What waited on this computer could not be read. It was not sent, and is kept as {}."
NOT_YOURS = "What waits on this computer was given by another officer. It was not sent, and is kept as {}."


class MayGoOn(connecting.NoPassword):
    """The server does not answer, and this computer keeps enough to go on: the password has to be typed."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The database or what is kept of it, what is typed and not sent yet, and the key of that.

    `told` is something to say about what waited here.
    """

    store: Post
    drafts: Drafts
    key: bytes
    told: str = ""


@dataclass(slots=True)
class _Kept:
    """The files of this computer that belong to a login at a database."""

    place: Path
    book: Book
    copy: Copy

    def close(self) -> None:
        self.book.close()
        self.copy.close()

    def wipe(self) -> None:
        self.book.wipe()
        self.copy.wipe()


def reach(sign_in: SignIn) -> Reached:
    """The database with this computer's outbox; without a server, what is kept here.

    Raises MayGoOn when the password has to be typed for that, NoPassword, MustChoose, CannotOpen, NotAllowed.
    """
    key = _key(sign_in)
    with _files(sign_in, key) as kept:
        told = NOT_READ.format(kept.book.set_aside.name) if kept.book.set_aside is not None else ""
        try:
            server = connecting.open_store(sign_in)
        except (Disabled, NotAllowed):
            kept.wipe()
            raise
        except NotReached as error:
            _check(sign_in, kept, error)
            server = postgres.unopened(addresses.read(sign_in.address), lambda: sign_in.password)
            post = _post(sign_in, server, kept, UUID(kept.book.told(OFFICER)))
            post.begin_away()
        else:
            try:
                officer = server.ask(connecting.NOBODY, lambda work: who.sitter(work, "")).actor.officer
                told = _of_whom(kept, key, officer) or told or clock_trouble(server)
                kept.book.tell(PROOF, proof(sign_in.password))
                post = _post(sign_in, server, kept, officer)
            except BaseException:
                server.close()
                raise
        return Reached(post, Drafts(kept.place, key), key, told)


def try_out(sign_in: SignIn) -> SignedIn:
    """Sign in and out again; without a server, find out whether this computer lets one go on.

    Raises what `reach` raises.
    """
    try:
        return connecting.try_out(sign_in)
    except NotReached as error:
        with _files(sign_in, _key(sign_in)) as kept:
            _check(sign_in, kept, error)
            officer = UUID(kept.book.told(OFFICER))
            kept.copy.sit(Held(officer, lambda _kind, _key: 0), utc_now)
            found = kept.copy.store.ask(connecting.NOBODY, lambda work: who.sitter(work, ""))
            kept.close()
        return SignedIn(name=found.actor.name, agency=found.agency, away=True)


def _key(sign_in: SignIn) -> bytes:
    """The key of what is kept here. Raises NoKey, MayGoOn or what signing in raises."""
    try:
        return connecting.drafts_key(sign_in)
    except OtherPassword as error:
        try:
            connecting.open_store(sign_in).close()
        except NotReached:
            raise MayGoOn(WRONG) from error
        return connecting.drafts_key(sign_in, anew=True)  # the server knows this password: it was reset


@contextmanager
def _files(sign_in: SignIn, key: bytes) -> Iterator[_Kept]:
    """What this computer keeps; let go of when it comes to nothing."""
    place = connecting.place_of(sign_in)
    kept = _Kept(place, Book(place, key), Copy(place, key))
    try:
        yield kept
    except BaseException:
        kept.close()
        raise


def _post(sign_in: SignIn, server: Store, kept: _Kept, officer: UUID | None) -> Post:
    post = Post(server, kept.book, kept.copy, partial(connecting.greet, sign_in=sign_in))
    began_with = sign_in.password

    def prove_anew() -> None:
        if sign_in.password != began_with:  # changed at the window meanwhile
            kept.book.tell(PROOF, proof(sign_in.password))

    post.at_rest = prove_anew
    if officer is not None:
        post.sit(officer)
    return post


def _of_whom(kept: _Kept, key: bytes, officer: UUID | None) -> str:
    """What another officer gave under this login is put aside; answers what to say about it."""
    before = kept.book.told(OFFICER)
    if before in ("", str(officer or "")):
        return ""
    waits = bool(kept.book.shown())
    kept.book.close()
    aside = put_aside(kept.book.path, "of-another")
    kept.book = Book(kept.place, key)
    kept.copy.wipe()
    return NOT_YOURS.format(aside.name) if waits else ""


def clock_trouble(server: Store) -> str:
    """What to say about a clock that is wrong."""
    ahead = connecting.clock_ahead(server)
    if abs(ahead) < CLOCK_MAY_BE_OFF:
        return ""
    return CLOCK.format(
        round(abs(ahead).total_seconds() / 60), "ahead of" if ahead > timedelta() else "behind"
    )


def _check(sign_in: SignIn, kept: _Kept, error: NotReached) -> None:
    """Raises unless this computer keeps enough, not too old, and the password was typed and is right."""
    seen = kept.book.told(SEEN)
    if seen and utc_now() - datetime.fromisoformat(seen) > KEPT_FOR:
        kept.wipe()
        seen = ""
    if not seen or not kept.book.told(OFFICER):
        raise error
    if sign_in.remembered or not sign_in.password:
        sign_in.password, sign_in.remembered = "", False
        raise MayGoOn(TYPE_IT)
    if not fits(sign_in.password, kept.book.told(PROOF)):
        raise MayGoOn(WRONG)


def proof(password: str) -> str:
    """What a password can be held against later, without being it."""
    salt = credentials.new_salt()
    return f"{salt.hex()}:{_made(password, salt)}"


def fits(password: str, known: str) -> bool:
    """Whether a password is the one a proof was made of."""
    salt, _, wanted = known.partition(":")
    return bool(wanted) and hmac.compare_digest(_made(password, bytes.fromhex(salt)), wanted)


def _made(password: str, salt: bytes) -> str:
    return hashlib.sha256(credentials.from_passphrase(password, salt)).hexdigest()
