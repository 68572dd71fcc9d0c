"""The key: kept in the credential store, made from a passphrase, and written as 24 words."""

from __future__ import annotations

import hashlib

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasking_app import credentials
from tests.protection.keyrings import InMemory, locked, none_there

KEY = bytes(range(32))


def test_a_key_is_kept_and_read_back(store_of_keys: InMemory) -> None:
    assert credentials.store_there()
    assert credentials.read("one") is None
    assert credentials.write("one", KEY)
    assert credentials.read("one") == KEY
    assert credentials.read("two") is None
    assert [service for service, _name in store_of_keys.kept] == ["Tasking"]


def test_what_is_kept_but_is_no_key_counts_as_none(store_of_keys: InMemory) -> None:
    for odd in ("", "!!", "c2hvcnQ="):
        store_of_keys.set_password("Tasking", "one", odd)
        assert credentials.read("one") is None


@pytest.mark.usefixtures("store_of_keys")
def test_without_a_store_nothing_is_kept_and_nothing_fails() -> None:
    keyring.set_keyring(none_there())
    assert not credentials.store_there()
    assert not credentials.write("one", KEY)
    assert credentials.read("one") is None
    keyring.set_keyring(locked())
    assert not credentials.write("one", KEY)
    assert credentials.read("one") is None


def test_a_passphrase_becomes_the_same_key_each_time() -> None:
    salt = bytes(16)
    key = credentials.from_passphrase("correct horse battery", salt)
    assert key == hashlib.pbkdf2_hmac("sha512", b"correct horse battery", salt, 256_000, 32)
    assert credentials.from_passphrase("correct horse battery", bytes([1]) * 16) != key
    one_sign, two_signs = "caf\u00e9 at the corner", "cafe\u0301 at the corner"
    assert credentials.from_passphrase(one_sign, salt) == credentials.from_passphrase(two_signs, salt)


@given(st.binary(min_size=32, max_size=32))
def test_every_key_comes_back_from_its_words(key: bytes) -> None:
    phrase = credentials.phrase_of(key)
    assert len(phrase.split()) == 24
    assert credentials.key_of(phrase) == key
    assert credentials.key_of("  " + phrase.upper().replace(" ", "\n") + "  ") == key


def test_a_wrong_word_is_named() -> None:
    words = credentials.phrase_of(KEY).split()
    words[6] = "Brackenford"
    with pytest.raises(credentials.BadPhrase, match=r"Word 7, “brackenford”, is not one of the words"):
        credentials.key_of(" ".join(words))


def test_words_too_few_or_in_the_wrong_order_are_refused() -> None:
    words = credentials.phrase_of(KEY).split()
    with pytest.raises(credentials.BadPhrase, match="has 24 words; these are 23"):
        credentials.key_of(" ".join(words[1:]))
    with pytest.raises(credentials.BadPhrase, match="do not belong together"):
        credentials.key_of(" ".join([words[1], words[0], *words[2:]]))


def test_three_different_words_are_asked_back() -> None:
    phrase = credentials.phrase_of(KEY)
    for _ in range(50):
        places = credentials.questions(phrase)
        assert len(set(places)) == 3
        assert list(places) == sorted(places)
        assert all(1 <= place <= 24 for place in places)
    words = phrase.split()
    assert credentials.answered(phrase, 3, f" {words[2].title()} ")
    assert not credentials.answered(phrase, 3, words[3])
