"""Keys behind numbers: the same whether an engine gives bytes or keys."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tasking_app.records.keys import Keys

ONE, TWO = uuid4(), uuid4()


@pytest.mark.parametrize(
    "keys", [Keys({1: ONE.hex.upper(), 2: TWO.hex.upper()}), Keys({1: str(ONE), 2: str(TWO)})]
)
def test_a_number_gives_its_key_and_a_key_its_number(keys: Keys) -> None:
    assert (keys[1], keys.get(2), keys.get(3)) == (ONE, TWO, None)
    assert isinstance(keys[1], UUID)
    assert (keys.number_of(TWO), keys.number_of(uuid4()), keys.number_of(None)) == (2, None, None)
    assert list(keys) == [1, 2]


def test_equal_when_they_hold_the_same() -> None:
    assert Keys({1: str(ONE)}) == Keys({1: str(ONE)})
    assert Keys({1: str(ONE)}) != Keys({1: str(TWO)})
