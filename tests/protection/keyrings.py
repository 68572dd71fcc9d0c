"""Credential stores for tests: one that keeps keys in memory, and one that refuses."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked, PasswordDeleteError


class InMemory(KeyringBackend):
    """Keeps what it is given for as long as it lives."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring gives it no types
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


class Locked(KeyringBackend):
    """A keyring whose owner did not type its password."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


def locked() -> Locked:
    """A store nobody unlocked."""
    return Locked()  # type: ignore[no-untyped-call]  # keyring gives it no types


def none_there() -> fail.Keyring:
    """What keyring uses on a computer without any store."""
    return fail.Keyring()  # type: ignore[no-untyped-call]  # keyring gives it no types
