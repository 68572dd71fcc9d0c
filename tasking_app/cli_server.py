"""`tasking database ...` for whoever looks after a partnership's server: proofs, backup, move, logins."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tasking_app import cli_database
from tasking_app.cli_database import key_of, password_of
from tasking_app.database import backup, dump, files, postgres, trust
from tasking_app.database.address import Address
from tasking_app.rules import days
from tasking_app.rules.access import Group
from tasking_app.rules.counting import counted
from tasking_app.rules.errors import AppError
from tasking_app.rules.seal import written
from tasking_app.services import keeper, moving

OF_A_SERVER = "This is for a partnership's database on a server. Its address begins with postgresql://."
Run = Callable[[argparse.Namespace], None]


def add_words(doing: argparse._SubParsersAction[Any]) -> None:
    """The words after `tasking database` for servers."""
    _words(doing, "verify-security", verify_security, "tell what was changed by hand in who may do what")
    _words(doing, "verify-audit", verify_audit, "hold every seal against the record")
    one = _words(doing, "backup", make_backup, "write everything to one file and check that")
    one.add_argument("--to", required=True, metavar="FILE", type=Path)
    one = _words(doing, "restore", restore_backup, "a backup into an empty database")
    one.add_argument("--from", required=True, metavar="FILE", type=Path, dest="source")
    one = _words(doing, "move", move, "one person's file becomes the partnership's database")
    one.add_argument("--from", required=True, metavar="FILE", type=Path, dest="source")
    one.add_argument("--key-file", metavar="FILE", type=Path, default=None, help="the file's passphrase")
    one = _words(doing, "add-login", add_login, "a login for an officer, chair, co-ordinator or governance")
    one.add_argument("--officer", required=True, metavar="NAME", help="as the program shows it")
    one.add_argument("--login", required=True, metavar="LOGIN")
    one.add_argument("--group", required=True, choices=tuple(group.value for group in Group))
    one.add_argument("--ask", action="store_true", help="type the first password instead of having one made")


def _words(doing: argparse._SubParsersAction[Any], name: str, run: Run, told: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = doing.add_parser(name, help=told)
    parser.add_argument("--database", metavar="WHERE", type=cli_database.where, required=True)
    parser.add_argument("--passphrase-file", "--password-file", metavar="FILE", type=Path, default=None)
    parser.set_defaults(run=run)
    return parser


def _server(chosen: argparse.Namespace) -> Address:
    if not isinstance(chosen.database, Address):
        raise AppError(OF_A_SERVER)
    return chosen.database


def verify_security(chosen: argparse.Namespace) -> None:
    """Each difference as a sentence; ends non-zero when there is one."""
    there = _server(chosen)
    found = trust.security(there, password_of(chosen))
    for sentence in found:
        print(sentence)
    if found:
        told = counted(len(found), "difference", "differences")
        raise AppError(
            f"{there.told} has {told}. “tasking database upgrade” writes anew who sees and changes what."
        )
    print(f"{there.told} decides who sees and changes what exactly as it was written.")


def verify_audit(chosen: argparse.Namespace) -> None:
    """Each seal and whether it holds; ends non-zero when one does not."""
    there = _server(chosen)
    found = trust.audit(there, password_of(chosen))
    for seal in found.seals:
        moment = f"{days.in_london(seal.made_at):%Y-%m-%d}"
        state = "holds" if seal.holds else "BROKEN: what it was made over was changed"
        print(f"Seal {seal.number} of {moment}, {written(seal.sign)}: {state}.")
    broken = sum(not seal.holds for seal in found.seals)
    if broken:
        told = counted(broken, "seal does", "seals do")
        raise AppError(f"{told} not hold: somebody changed the record of {there.told} past the database.")
    many = counted(len(found.seals), "seal", "seals")
    rest = counted(found.unsealed, "entry", "entries")
    print(f"{many}, none broken; {rest} since the last.")


def make_backup(chosen: argparse.Namespace) -> None:
    """A backup of a file or of a server's database, read to its end."""
    if isinstance(chosen.database, Address):
        dump.backup(chosen.database, password_of(chosen), chosen.to)
        print(
            f"{chosen.to} is a backup of {chosen.database.told}; it was read to its end. Logins are not in "
            "it: they belong to the server. Keep it as you keep the database; it is not protected."
        )
        return
    backup.backup(chosen.database, key_of(chosen, chosen.database), chosen.to)
    print(f"{chosen.to} is a backup of {chosen.database}; it was opened and checked.")


def restore_backup(chosen: argparse.Namespace) -> None:
    """A backup of a server into an empty database; a file's in the place of that file."""
    if isinstance(chosen.database, Address):
        before, after = dump.restore(chosen.source, chosen.database, password_of(chosen))
        brought = "" if before == after else f" It was upgraded from revision {before} to {after}."
        print(f"{chosen.database.told} is now what {chosen.source} holds.{brought}")
        return
    path: Path = chosen.database
    aside = backup.restore(chosen.source, path, key_of(chosen, chosen.source), datetime.now(UTC))
    kept = f" What was there before is in {aside}." if aside is not None else ""
    print(f"{path} is now what {chosen.source} holds.{kept}")


def move(chosen: argparse.Namespace) -> None:
    """Everything in a file into an empty database on a server; the file stays as it is."""
    there, password = _server(chosen), password_of(chosen)
    words = argparse.Namespace(passphrase_file=chosen.key_file)
    source = files.open_store(chosen.source, key_of(words, chosen.source))
    try:
        target = postgres.open_store(there, password)
        try:
            rows = moving.move(source, target)
        finally:
            target.close()
    finally:
        source.close()
    print(
        f"{there.told} holds the {rows:,} rows of {chosen.source}, each compared. The file stays as it is: "
        "put it away, and work in the database only. Nobody can sign in yet: next is “tasking database "
        "add-login”."
    )


def add_login(chosen: argparse.Namespace) -> None:
    """A login with a first password, typed twice or made and shown once."""
    there, own = _server(chosen), password_of(chosen)
    first = _typed_twice(chosen.login) if chosen.ask else keeper.new_password()
    store = postgres.open_store(there, own)
    try:
        keeper.add_login(store, chosen.officer, chosen.login, Group(chosen.group), first)
    finally:
        store.close()
    shown = "" if chosen.ask else f" Its first password is shown only now: {first}"
    print(f"{chosen.officer} signs in to {there.told} as {chosen.login}, within 7 days.{shown}")


def _typed_twice(login: str) -> str:
    if not sys.stdin.isatty():
        raise AppError("There is nobody to type a password here. Leave --ask out, and one is made and shown.")
    first = getpass.getpass(f"First password of {login}: ")
    if getpass.getpass("Once more: ") != first:
        raise AppError("These were two different passwords. Nothing was changed.")
    return first
