"""An invitation: all a colleague needs to connect but the password, as one small file to hand on."""

from __future__ import annotations

import hashlib
import json
import ssl
from pathlib import Path

from tasking_app import paths
from tasking_app.database.address import Address, BadAddress, of_words, short
from tasking_app.rules.errors import AppError

ENDING = ".tasking-invitation"
KIND = "tasking invitation"
FIELDS = ("server", "login", "authority")
LARGEST = 100_000
FOLDER = "authorities"


class BadInvitation(AppError):
    """This file is no invitation; the text says what to do."""


def write(path: Path, address: Address) -> None:
    """Write an invitation for the login of an address. Raises AppError when it cannot be."""
    try:
        authority = address.ca.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise AppError("The file with the server's authority cannot be read. Nothing was written.") from error
    plain = {"kind": KIND, "server": short(address), "login": address.login, "authority": authority}
    try:
        path.write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise AppError(f"{path.name} could not be written there. Choose another folder.") from error


def read(path: Path, folder: Path | None = None) -> Address:
    """The address in an invitation; the authority's certificate is kept in a folder of this computer.

    Raises BadInvitation.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise BadInvitation(f"{path.name} is too large to be an invitation.")
        plain = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInvitation(f"{path.name} is not an invitation that Tasking wrote.") from error
    if not isinstance(plain, dict) or plain.get("kind") != KIND:
        raise BadInvitation(f"{path.name} is not an invitation that Tasking wrote.")
    if any("pass" in str(name).lower() for name in plain):
        raise BadInvitation(
            f"There is a password in {path.name}, and it may not be. Ask the co-ordinator for a new password "
            "and a new invitation."
        )
    server, login, authority = (plain.get(name) for name in FIELDS)
    if not (isinstance(server, str) and isinstance(login, str) and isinstance(authority, str)):
        raise BadInvitation(f"Something is missing in {path.name}. Ask the co-ordinator for a new one.")
    try:
        return of_words(server, login, keep_authority(authority, folder))
    except BadAddress as error:
        raise BadInvitation(f"The address in {path.name} cannot be read. Ask for a new one.") from error


def keep_authority(certificate: str, folder: Path | None = None) -> Path:
    """Keep an authority's certificate on this computer; answers its file. Raises BadInvitation."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=certificate)
    except (ssl.SSLError, ValueError) as error:
        raise BadInvitation("This is no certificate of an authority. Ask for a new invitation.") from error
    whole = paths.private_folder(folder or paths.data_folder() / FOLDER)
    path = whole / f"{hashlib.sha256(certificate.encode()).hexdigest()[:16]}.crt"
    path.write_text(certificate, encoding="ascii", newline="\n")
    return path
