"""A partnership template as a JSON document that people can read and change."""

from __future__ import annotations

import msgspec

from tasking_app.records.template import FORMAT, Template


def render(template: Template) -> bytes:
    """The document, with its kind and format first."""
    head = {"tasking": "template", "format": FORMAT, "template": template}
    return msgspec.json.format(msgspec.json.encode(head), indent=2)
