"""`tasking database ...`: make, check and upgrade a file or a partnership's database, and what opens them."""

from __future__ import annotations

import argparse
import getpass
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from tasking_app.database import address, backup, files, invitation, server, unlock, upgrade
from tasking_app.database.address import Address
from tasking_app.rules.errors import AppError


def add_words(doing: argparse._SubParsersAction[Any]) -> None:
    """The words after `tasking database` for files and servers alike."""
    for name, run, told in (
        ("create", create, "make a partnership's database on a server"),
        ("check", check, "read a file to its last page, or ask a server whether all is there"),
        ("upgrade", bring_up, "bring it to the newest revision; a file after a copy"),
    ):
        parser = doing.add_parser(name, help=told)
        parser.add_argument("--database", metavar="WHERE", type=where, required=True)
        parser.add_argument("--passphrase-file", "--password-file", metavar="FILE", type=Path, default=None)
        parser.set_defaults(run=run)

    parser = doing.add_parser("invite", help="write an invitation file for an officer, without a password")
    parser.add_argument("--database", metavar="ADDRESS", type=where, required=True)
    parser.add_argument("--login", metavar="LOGIN", required=True, help="the officer's user name")
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.set_defaults(run=invite)


def where(typed: str) -> Path | Address:
    """What somebody typed as a file of this computer or an address. Raises ArgumentTypeError."""
    if not address.is_address(typed):
        return Path(typed)
    try:
        return address.read(typed)
    except address.BadAddress as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def key_of(chosen: argparse.Namespace, path: Path) -> bytes | None:
    """The key of a file, by the secret somebody put into another file or from this computer's store."""
    return unlock.find_key(path, secret(chosen.passphrase_file))


def secret(path: Path | None) -> str:
    """What stands in a file with a passphrase or password; nothing without one."""
    if path is None:
        return ""
    try:
        found = path.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise AppError(f"The passphrase in {path} cannot be read.") from error
    if not found:
        raise AppError(f"There is no passphrase in {path}.")
    return found


def password_of(chosen: argparse.Namespace) -> str:
    """The password of a login; asked for where somebody sits at the terminal, never a word of the command."""
    if chosen.passphrase_file is not None:
        return secret(chosen.passphrase_file)
    if not sys.stdin.isatty():
        raise AppError("The password is missing. Put it into a file and name that with --password-file.")
    return getpass.getpass(f"Password of {chosen.database.login}: ")


def create(chosen: argparse.Namespace) -> None:
    """Make a partnership's database with nothing in it yet."""
    if isinstance(chosen.database, Path):
        raise AppError("The program itself makes files. An address of a server begins with postgresql://.")
    server.create(chosen.database, password_of(chosen))
    print(f"{chosen.database.told} is made, at revision {files.HEAD}. There is nothing in it yet.")


def invite(chosen: argparse.Namespace) -> None:
    """Write all an officer needs to connect but the password into a file."""
    if isinstance(chosen.database, Path):
        raise AppError("A file is opened as it is. An address of a server begins with postgresql://.")
    target: Path = chosen.file
    if target.suffix != invitation.ENDING:
        target = target.with_name(target.name + invitation.ENDING)
    invitation.write(target, replace(chosen.database, login=chosen.login))
    print(f"{target} is for {chosen.login}. There is no password in it.")


def check(chosen: argparse.Namespace) -> None:
    """Read a file to its last page, or look whether a server's database is one to work with."""
    if isinstance(chosen.database, Address):
        server.check(chosen.database, password_of(chosen))
        print(f"{chosen.database.told} is there: revision {files.HEAD}.")
        return
    path: Path = chosen.database
    key = key_of(chosen, path)
    files.check_revision(path, key)
    backup.check(path, key)
    print(f"{path} is sound: revision {files.HEAD}, {'protected' if key is not None else 'not protected'}.")


def bring_up(chosen: argparse.Namespace) -> None:
    """Bring a file or a server's database to the newest revision."""
    if isinstance(chosen.database, Address):
        _bring_up_server(chosen.database, password_of(chosen))
        return
    path: Path = chosen.database
    before, after = upgrade.upgrade(path, key_of(chosen, path))
    if before == after:
        print(f"{path} is at revision {after} already.")
    else:
        copy = upgrade.copy_before(path, before)
        print(f"{path} was upgraded from revision {before} to {after}. As it was before, it is in {copy}.")


def _bring_up_server(where: Address, password: str) -> None:
    before, after = server.upgrade(where, password)
    if before == after:
        print(f"{where.told} is at revision {after} already.")
    else:
        print(f"{where.told} was upgraded from revision {before} to {after}, in one step.")
