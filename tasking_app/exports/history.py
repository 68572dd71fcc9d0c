"""The whole history as one JSON document; its layout is described in docs/history-format.md."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from tasking_app.records.history import FORMAT, History

AT_ONCE = 5_000
"""Rows turned into text in one go: in between, a window that waits for them gets its turn."""


def render(history: History) -> bytes:
    """The document. The fingerprint is the SHA-256 of the value of `tables`, byte for byte."""
    return b"".join(pieces(history))


def pieces(history: History) -> list[bytes]:
    """The document in pieces, for who writes it: put together it is large."""
    tables = list(_tables(history))
    fingerprint = hashlib.sha256()
    for piece in tables:
        fingerprint.update(piece)
    head = {
        "tasking": "history",
        "format": FORMAT,
        "revision": history.revision,
        "partnership": history.partnership,
        "sha256": fingerprint.hexdigest(),
    }
    return [msgspec.json.encode(head)[:-1], b',"tables":', *tables, b"}"]


def _tables(history: History) -> Iterator[bytes]:
    yield b"{"
    for number, (name, table) in enumerate(sorted(history.tables.items())):
        named = msgspec.json.encode(str(name)), msgspec.json.encode(table.columns)
        yield (b"," if number else b"") + b'%b:{"columns":%b,"rows":[' % named
        for start in range(0, len(table.rows), AT_ONCE):
            rows = msgspec.json.encode(table.rows[start : start + AT_ONCE])
            yield (b"," if start else b"") + rows[1:-1]
        yield b"]}"
    yield b"}"
