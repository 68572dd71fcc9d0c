"""Order keys between which there is always room for another."""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(DIGITS)


def between(before: str | None, after: str | None) -> str:
    """A key that sorts after `before` and before `after`; None stands for an open end.

    Raises ValueError when `before` does not sort before `after`.
    """
    if before is not None and after is not None and before >= after:
        raise ValueError("the first key must sort before the second")
    low, key = before or "", ""
    high = after
    while True:
        place = len(key)
        floor = DIGITS.index(low[place]) if place < len(low) else 0
        ceiling = DIGITS.index(high[place]) if high is not None and place < len(high) else _BASE
        if ceiling - floor > 1:
            return key + DIGITS[(floor + ceiling) // 2]
        key += DIGITS[floor]
        if ceiling > floor:
            high = None


def spread(count: int) -> list[str]:
    """`count` keys in order, evenly apart, with room at both ends."""
    width = 1
    while _BASE**width < 4 * (count + 1):
        width += 1
    step = _BASE**width // (count + 1)
    keys = []
    for number in range(1, count + 1):
        value, key = number * step, ""
        for _ in range(width):
            value, digit = divmod(value, _BASE)
            key = DIGITS[digit] + key
        keys.append(key.rstrip("0") or DIGITS[1])
    return keys
