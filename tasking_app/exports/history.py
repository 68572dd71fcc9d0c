"""The whole history as one JSON document; its layout is described in docs/history-format.md."""

from __future__ import annotations

import hashlib

import msgspec

from tasking_app.records.history import FORMAT, History, HistoryTable

AT_ONCE = 5_000
"""Rows turned into text in one go: in between, a window that waits for them gets its turn."""


def render(history: History) -> bytes:
    """The document. The fingerprint is the SHA-256 of the value of `tables`, byte for byte."""
    named = (_field(name, _table(table)) for name, table in sorted(history.tables.items()))
    tables = b"{%b}" % b",".join(named)
    head = {
        "tasking": "history",
        "format": FORMAT,
        "revision": history.revision,
        "partnership": history.partnership,
        "sha256": hashlib.sha256(tables).hexdigest(),
        "tables": msgspec.Raw(tables),
    }
    return msgspec.json.encode(head)


def _table(table: HistoryTable) -> bytes:
    starts = range(0, len(table.rows), AT_ONCE)
    rows = (msgspec.json.encode(table.rows[start : start + AT_ONCE])[1:-1] for start in starts)
    columns = _field("columns", msgspec.json.encode(table.columns))
    return b"{%b,%b}" % (columns, _field("rows", b"[%b]" % b",".join(rows)))


def _field(name: str, value: bytes) -> bytes:
    return b"%b:%b" % (msgspec.json.encode(str(name)), value)
