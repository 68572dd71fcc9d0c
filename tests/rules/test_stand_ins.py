"""Names of people kept apart in texts, also where a text ends in the middle of one."""

from dataclasses import dataclass

from tasking_app.rules.stand_ins import StandIns


@dataclass(frozen=True)
class Told:
    """A text of a case."""

    reference: str
    text: str


def test_a_text_may_end_in_the_middle_of_a_name() -> None:
    """The first name alone stands for somebody in their own case, and two words of it are a longer form."""
    people = [("Quillon Madeupperson", "Person A")]
    known = StandIns(people, (), {"R-7": people})
    for end in ("Quillon", "Visit Quillon", "Madeupperson", "Ms Madeupperson", "Q", "Q Madeupperson"):
        told = known.record(Told(reference="R-7", text=end))
        assert "Quillon" not in told.text
        assert "Madeupperson" not in told.text
