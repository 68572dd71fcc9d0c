"""An invented partnership in which quick-add lines are tried."""

from datetime import date
from uuid import UUID

from tasking_app.rules.name_match import AgencyEntry, OfficerEntry
from tasking_app.rules.quick_line import Context

DAY = date(2026, 11, 19)  # a Thursday
NEXT = date(2026, 12, 17)

POLICE_KEY, FIRE_KEY, HOUSING_KEY, COUNCIL_KEY, COUNTY_KEY = (UUID(int=number) for number in range(1, 6))
ASHDOWN = OfficerEntry(key=UUID(int=11), name="Sgt Rowan Ashdown", agency=POLICE_KEY)
REDDY = OfficerEntry(key=UUID(int=12), name="Callum Reddy", agency=FIRE_KEY)
PATEL = OfficerEntry(key=UUID(int=13), name="Asha Patel", agency=HOUSING_KEY)
PATE = OfficerEntry(key=UUID(int=14), name="Jon Pate", agency=HOUSING_KEY)
OKAFOR = OfficerEntry(key=UUID(int=15), name="Lewis Okafor", agency=COUNCIL_KEY)
LINDQVIST = OfficerEntry(key=UUID(int=16), name="Maja Lindqvist", agency=COUNTY_KEY)

POLICE = AgencyEntry(
    key=POLICE_KEY, name="Wendshire Police", nicknames=("Police", "WP"), used=1, usual_officer=ASHDOWN
)
FIRE = AgencyEntry(key=FIRE_KEY, name="Fire and rescue", nicknames=("WFRS",), usual_officer=REDDY)
HOUSING = AgencyEntry(key=HOUSING_KEY, name="Wendham Homes", nicknames=("Housing",))
COUNCIL = AgencyEntry(key=COUNCIL_KEY, name="Wendham Council", nicknames=("Council",), used=4)
COUNTY = AgencyEntry(key=COUNTY_KEY, name="Wendshire County", nicknames=("Council of the county",), used=9)

CONTEXT = Context(
    day=DAY,
    next_meeting=NEXT,
    agencies=(POLICE, FIRE, HOUSING, COUNCIL, COUNTY),
    officers=(ASHDOWN, REDDY, PATEL, PATE, OKAFOR, LINDQVIST),
    theme="arson",
    referral=147,
)
