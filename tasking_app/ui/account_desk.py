"""What windows do about logins. The line to the server's own words is loaded with the first use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from tasking_app.records.account import FirstPassword
from tasking_app.records.signing_in import SignIn
from tasking_app.ui import background
from tasking_app.ui.jobs import Jobs

NOTHING: frozenset[str] = frozenset()
ACCOUNTS = frozenset({"officer"})
Shown = Callable[[FirstPassword], None]
Failed = Callable[[Exception], None]


def give(jobs: Jobs, officer: UUID, login: str, kind: str, shown: Shown, owner: QObject) -> None:
    """A login with its first password, which `shown` gets once."""
    deed = partial(_first_password().give, officer=officer, login=login, kind=kind)
    jobs.long(deed, shown, owner, touched=ACCOUNTS)


def reset(jobs: Jobs, officer: UUID, shown: Shown, owner: QObject) -> None:
    """A new first password for who forgot theirs."""
    jobs.long(partial(_first_password().reset, officer=officer), shown, owner, touched=ACCOUNTS)


def enable(jobs: Jobs, officer: UUID, shown: Shown, owner: QObject) -> None:
    """A disabled account works again, with a first password."""
    jobs.long(partial(_first_password().enable, officer=officer), shown, owner, touched=ACCOUNTS)


def note_slip(jobs: Jobs, login: str, then: Callable[[], None], owner: QObject) -> None:
    """A first password is about to be printed: noted in the record first, without it."""
    deed = partial(_leaving().record, how="print", what="password slip", key=login)
    jobs.long(deed, lambda _: then(), owner, touched=NOTHING)


def invite(sign_in: SignIn, login: str, path: Path) -> None:
    """Write an invitation for somebody else. Raises AppError."""
    _connecting().write_invitation(sign_in, login, path)


def trouble_with(wanted: str, again: str, old: str, login: str) -> str:
    """What is wrong with a new password of one's own; nothing when it may be taken."""
    found: str = _connecting().trouble_with(wanted, again, old, login)
    return found


def change_own(
    jobs: Jobs,
    sign_in: SignIn,
    old: str,
    wanted: str,
    done: Callable[[], None],
    failed: Failed,
    owner: QObject,
) -> None:
    """Another password for whoever sits here; the window goes on with it."""
    change = partial(_connecting().change_password, sign_in, old, wanted)
    jobs.long(lambda _store, _actor: change(), lambda _: done(), owner, failed, touched=ACCOUNTS)


def sign_out(sign_in: SignIn, gone: Callable[[], None], failed: Failed, owner: QObject) -> None:
    """Forget the password on this computer, then go."""

    def forgotten(_: object) -> None:
        sign_in.password, sign_in.kept = "", False
        gone()

    background.run(partial(_connecting().keep, sign_in, wanted=False), forgotten, failed, owner)


def _connecting() -> Any:
    """What signs in. Nobody waits for it who works with a file."""
    from tasking_app.services import connecting  # noqa: PLC0415  (see above)

    return connecting


def _leaving() -> Any:
    """What notes that something leaves."""
    from tasking_app.services import leaving  # noqa: PLC0415  (see above)

    return leaving


def _first_password() -> Any:
    """What makes first passwords. Only who looks after accounts waits for it."""
    from tasking_app.services import first_password  # noqa: PLC0415  (see above)

    return first_password
