"""The whole history as one JSON document; its layout is described in docs/history-format.md."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from tasking_app.records.history import FORMAT, History
from tasking_app.rules.progress import Went, unwatched

AT_ONCE = 5_000
"""Rows turned into text in one go: in between, a window that waits for them gets its turn."""


def render(history: History) -> bytes:
    """The document. The fingerprint is the SHA-256 of the value of `tables`, byte for byte."""
    return b"".join(pieces(history))


def pieces(history: History, went: Went = unwatched) -> list[bytes]:
    """The document in pieces, for who writes it: put together it is large. Raises Stopped as `went` does."""
    total = max(sum(len(table.rows) for table in history.tables.values()), 1)
    tables, done = [], 0
    fingerprint = hashlib.sha256()
    for piece, rows in _tables(history):
        tables.append(piece)
        fingerprint.update(piece)
        done += rows
        went(done / total)
    head = {
        "tasking": "history",
        "format": FORMAT,
        "revision": history.revision,
        "partnership": history.partnership,
        "sha256": fingerprint.hexdigest(),
    }
    return [msgspec.json.encode(head)[:-1], b',"tables":', *tables, b"}"]


def _tables(history: History) -> Iterator[tuple[bytes, int]]:
    """Pieces, and how many rows each holds."""
    yield b"{", 0
    for number, (name, table) in enumerate(sorted(history.tables.items())):
        named = msgspec.json.encode(str(name)), msgspec.json.encode(table.columns)
        yield (b"," if number else b"") + b'%b:{"columns":%b,"rows":[' % named, 0
        for start in range(0, len(table.rows), AT_ONCE):
            some = table.rows[start : start + AT_ONCE]
            yield (b"," if start else b"") + msgspec.json.encode(some)[1:-1], len(some)
        yield b"]}", 0
    yield b"}", 0
