"""Made-up records and stand-ins for grammar and search, for the tests of the kit."""

from datetime import date
from uuid import UUID

from tasking_app.ui.widgets.fields import DateRead
from tasking_app.ui.widgets.minutes import LineView
from tasking_app.ui.widgets.palette import Answer, Entry, Group
from tasking_app.ui.widgets.parsed import Chip, Choice, Offer, Parsed
from tasking_app.ui.widgets.rows import Verb

AGENDA = (
    ("Welcome and apologies", ""),
    ("Confidentiality", ""),
    ("Minutes of 15 October", ""),
    ("Action review", ""),
    ("Hot spots and trends", ""),
    ("Anti-social behaviour", "asb"),
    ("Criminal damage", "damage"),
    ("Arson", "arson"),
    ("Hate crime", "hate"),
    ("Community cohesion", "cohesion"),
    ("Any other business", ""),
    ("Next meeting", ""),
)
MINUTES = (
    LineView(
        UUID(int=1),
        "note",
        "Callum Reddy: four bin fires at Holme Court since 15 October, all between 21:00 and "
        "23:00 on Fridays and Saturdays. No injuries. One spread to the ground-floor lobby.",
        "10:39",
        "",
        "R-147",
    ),
    LineView(
        UUID(int=2),
        "note",
        "Marta Kowalska: bins still sit against the wall. The contractor missed the 6 November "
        "date. Two tenants have asked to move.",
        "10:41",
        "",
        "R-147",
    ),
    LineView(
        UUID(int=3),
        "decision",
        "Treat Holme Court as a priority location until the January meeting.",
        "10:43",
        "D-31",
    ),
    LineView(
        UUID(int=4),
        "action",
        "Council, Dana Wheatcroft: bins moved and locked by 27 November, contractor to report to the chair.",
        "10:45",
        "A-215",
        "R-147",
    ),
    LineView(
        UUID(int=5),
        "note",
        "Sgt Ashdown: two young people named by residents, visits planned this week.",
        "10:46",
    ),
)
NOW_LINE = [5, 4, 3, 4, 6, 5, 7, 10, 9, 8, 7, 5]
LAST_LINE = [8, 6, 4, 3, 4, 6, 9, 8, 10, 9, 8, 9]
VERBS = (
    Verb("done", "Done", "check"),
    Verb("more", "More time", "arrow-forward"),
    Verb("note", "Note", "message"),
)


def parse(text: str) -> Parsed:
    """A stand-in for the grammar: enough to show every part of the widgets."""
    if text.startswith("@fire by 11 Dec"):
        chips = (
            Chip("building-community", "Fire and rescue", "Callum Reddy"),
            Chip("calendar-due", "Fri 11 Dec", "21 days"),
            Chip("flame", "Arson"),
            Chip("map-pin", "R-147"),
        )
        return Parsed(
            ((0, 5), (6, 15)),
            chips,
            ready=len(text) > 17,
            completion="@fire by 11 Dec: " if len(text) < 17 else "",
        )
    if text.startswith("@fire by 12 Dec"):
        offer = Offer(
            "12 December is a Saturday. The working day before is Friday 11 December.",
            "Use Friday 11",
            text.replace("12 Dec", "11 Dec"),
        )
        return Parsed(
            ((0, 5), (6, 15)), (Chip("calendar-due", "Sat 12 Dec", "22 days"),), ready=True, offer=offer
        )
    if text.startswith("@p"):
        choices = (
            Choice("Police", text.replace("@p", "@police", 1), "Sgt Rowan Ashdown"),
            Choice("Probation", "@probation"),
        )
        return Parsed((), (Chip("user", "Who?", tone="due_soon"),), choices=choices, completion="@police ")
    return Parsed(ready=bool(text.strip()))


def read_date(text: str) -> DateRead:
    """A stand-in for reading loose dates."""
    return (
        DateRead(date(2026, 12, 11), "Fri 11 Dec")
        if text == "11 dec"
        else DateRead(None, "Try fri or 11 dec")
    )


def find(text: str) -> Answer:
    """A stand-in for the search."""
    if text.startswith("@"):
        read = parse(text)
        words = text.partition(":")[2].strip() or text
        add = Entry(words.capitalize(), "", "plus", ("add", text), chips=read.chips)
        hints = (
            ("@police/ashdown", "a named officer"),
            ("by fri, by 12 dec, in 2 weeks", "a date"),
            ("#hate", "another theme"),
        )
        return Answer((Group("Add action", (add,)),), read, hints)
    go = (
        Entry("R-147 Bin store fires, Holme Court", "Arson, high", "map-pin", "R-147"),
        Entry("A-188 Fit lockable bins, Holme Court", "Council, 13 days late", "list-check", "A-188"),
        Entry("A-201 Joint night patrols, Holme Court", "Police, due 27 Nov", "list-check", "A-201"),
        Entry("Minutes 15 October, item 8", "Holme Court bins to be moved", "file-text", "minutes"),
    )
    do = (
        Entry("Export the action plan", "", "printer", "export", "Ctrl+E"),
        Entry("Add an action", "", "plus", "add", "Ctrl+J"),
    )
    found = tuple(entry for entry in go if text.lower() in entry.text.lower())
    return Answer((Group("Go to", found), Group("Do", do)))
