"""How a search is kept in the record of a shared database: as a salted hash, never as what was typed."""

from __future__ import annotations

from hashlib import sha256

LEAST = 2
"""Fewer letters than this look for nothing."""


def folded(text: str) -> str:
    """What was typed, so that the same words give the same hash whoever types them."""
    return " ".join(text.casefold().split())


def sign(pinch: bytes, text: str) -> str:
    """The hash of a search behind a pinch of salt, as the record holds it."""
    return sha256(pinch + folded(text).encode("utf-8", "replace")).hexdigest()
