"""What a typed line was read as, handed to the widgets by whoever knows the grammar. Words only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing understood: icon, strong words, quieter words. tone: "", late, due_soon, on_track, info."""

    icon: str
    strong: str
    weak: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A better text, for example the working day before a Saturday: sentence, button, and the new line."""

    sentence: str
    button: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to "Who?" or a completion: icon, words, quieter words, and the line if it is taken."""

    strong: str
    text: str
    weak: str = ""
    icon: str = "building-community"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A reading of a line.

    marks: parts to highlight, as start and end. ready: Enter may add it. problem: why it may not.
    choices: who it could be, most used first; Enter asks when not ready. completion: what Tab makes of it.
    """

    marks: tuple[tuple[int, int], ...] = ()
    chips: tuple[Chip, ...] = ()
    ready: bool = False
    problem: str = ""
    offer: Offer | None = None
    choices: tuple[Choice, ...] = ()
    completion: str = ""
    title: str = ""
