"""The key of a file: kept in the credential store, derived from a passphrase, written down as words."""

from __future__ import annotations

import base64
import hashlib
import secrets
import unicodedata
from functools import cache

from mnemonic import Mnemonic

SERVICE = "Tasking"
KEY_BYTES = 32
SALT_BYTES = 16
ROUNDS = 256_000
WORDS = 24
ASKED = 3
SHORTEST_PASSPHRASE = 12
FIRST_WORDS = 4
"""How many words a first password has, beside a number: 50 bits, for seven days."""


class BadPhrase(Exception):
    """The words are not a recovery phrase; the text is a plain sentence that says which word or what."""


def new_key() -> bytes:
    """A key nobody can guess."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """What makes equal passphrases different keys; no secret."""
    return secrets.token_bytes(SALT_BYTES)


def from_passphrase(passphrase: str, salt: bytes) -> bytes:
    """The key a passphrase stands for. Takes about a tenth of a second, on purpose.

    The same letters typed in another way (an accent as one sign or two) are the same passphrase.
    """
    letters = unicodedata.normalize("NFC", passphrase).encode()
    return hashlib.pbkdf2_hmac("sha512", letters, salt, ROUNDS, KEY_BYTES)


# -- the credential store


def store_there() -> bool:
    """Whether this computer has a credential store that can be used."""
    from keyring import get_keyring  # noqa: PLC0415  (the store takes its time: only who needs it waits)
    from keyring.backends import fail, null  # noqa: PLC0415  (as above)

    return not isinstance(get_keyring(), fail.Keyring | null.Keyring)


def read(file_id: str) -> bytes | None:
    """The key kept under an id, or None when there is none, or no store that can be read."""
    from keyring import get_password  # noqa: PLC0415  (as above)
    from keyring.errors import KeyringError  # noqa: PLC0415  (as above)

    try:
        kept = get_password(SERVICE, file_id)
    except KeyringError:
        return None
    if kept is None:
        return None
    try:
        key = base64.b64decode(kept, validate=True)
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None


def write(file_id: str, key: bytes) -> bool:
    """Keep a key under an id and read it back; False when this computer cannot keep it."""
    from keyring import set_password  # noqa: PLC0415  (as above)
    from keyring.errors import KeyringError  # noqa: PLC0415  (as above)

    if not store_there():
        return False
    try:
        set_password(SERVICE, file_id, base64.b64encode(key).decode())
    except KeyringError:
        return False
    return read(file_id) == key


# -- the password of a login


def read_password(name: str) -> str | None:
    """The password kept for a login, or None when there is none, or no store that can be read."""
    from keyring import get_password  # noqa: PLC0415  (as above)
    from keyring.errors import KeyringError  # noqa: PLC0415  (as above)

    try:
        return get_password(SERVICE, _of_login(name))
    except KeyringError:
        return None


def write_password(name: str, password: str) -> bool:
    """Keep the password of a login and read it back; False when this computer cannot keep it."""
    from keyring import set_password  # noqa: PLC0415  (as above)
    from keyring.errors import KeyringError  # noqa: PLC0415  (as above)

    if not store_there():
        return False
    try:
        set_password(SERVICE, _of_login(name), password)
    except KeyringError:
        return False
    return read_password(name) == password


def forget_password(name: str) -> None:
    """Keep the password of a login no longer."""
    from keyring import delete_password  # noqa: PLC0415  (as above)
    from keyring.errors import KeyringError, PasswordDeleteError  # noqa: PLC0415  (as above)

    try:
        delete_password(SERVICE, _of_login(name))
    except (KeyringError, PasswordDeleteError):
        return  # there was none


def _of_login(name: str) -> str:
    return f"password of {name}"


def first_password() -> str:
    """A password nobody can guess and everybody can say on the telephone: kettle 62 larch oat brave."""
    chance = secrets.SystemRandom()
    words = [chance.choice(_list().wordlist) for _ in range(FIRST_WORDS)]
    return " ".join([words[0], str(chance.randrange(10, 100)), *words[1:]])


# -- the key in words


@cache
def _list() -> Mnemonic:
    return Mnemonic("english")


def phrase_of(key: bytes) -> str:
    """The key as 24 common English words, the last of which proves the others."""
    return _list().to_mnemonic(key)


def key_of(phrase: str) -> bytes:
    """The key that a phrase stands for. Raises BadPhrase with what is wrong."""
    words = phrase.lower().split()
    known = _list().wordlist
    for place, word in enumerate(words, 1):
        if word not in known:
            raise BadPhrase(f"Word {place}, “{word}”, is not one of the words a recovery phrase is made of.")
    if len(words) != WORDS:
        raise BadPhrase(f"A recovery phrase has {WORDS} words; these are {len(words)}.")
    try:
        return bytes(_list().to_entropy(words))
    except ValueError as error:
        raise BadPhrase(
            "These words do not belong together: one is wrong, or two have changed places."
        ) from error


def questions(phrase: str) -> tuple[int, ...]:
    """Which words to ask back, counted from 1, in order: proof that the phrase was written down."""
    everyone = range(1, len(phrase.split()) + 1)
    return tuple(sorted(secrets.SystemRandom().sample(everyone, ASKED)))


def answered(phrase: str, place: int, word: str) -> bool:
    """Whether a word typed back is the one at that place, counted from 1."""
    return phrase.split()[place - 1] == word.strip().lower()
