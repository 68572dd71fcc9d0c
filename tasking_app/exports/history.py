"""The whole history as one JSON document; its layout is described in docs/history-format.md."""

from __future__ import annotations

import hashlib

import msgspec

from tasking_app.records.history import FORMAT, History


def render(history: History) -> bytes:
    """The document. The fingerprint is the SHA-256 of the value of `tables`, byte for byte."""
    tables = msgspec.json.encode(
        {
            name: {"columns": table.columns, "rows": table.rows}
            for name, table in sorted(history.tables.items())
        }
    )
    head = {
        "tasking": "history",
        "format": FORMAT,
        "revision": history.revision,
        "partnership": history.partnership,
        "sha256": hashlib.sha256(tables).hexdigest(),
        "tables": msgspec.Raw(tables),
    }
    return msgspec.json.encode(head)
