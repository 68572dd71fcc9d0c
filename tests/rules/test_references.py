"""Short references, and those that are counted on a computer until the database gives their numbers."""

from tasking_app.rules import references


def test_a_reference_counted_here_is_read_and_exchanged() -> None:
    assert references.written("A", -2) == "A-new 2"
    assert references.read("a-new 2") == ("A", -2)
    assert references.read("A-2") == ("A", 2)
    told = "A-new 1, (A-new 1) and A-new 12; BA-new 1"
    assert references.exchanged(told, {"A-new 1": "A-7"}) == "A-7, (A-7) and A-new 12; BA-new 1"
