"""The end of a meeting: nothing restricted in its list, and the ways back into it."""

from __future__ import annotations

from tasking_app.database.store import Store
from tasking_app.services import ending
from tests.ui.story import decide, tell


def test_the_list_says_nothing_of_restricted_lines(store: Store) -> None:
    told = tell(store, restricted=True)
    p, hate = told.p, told.p.item(told.meeting, "hate")
    p.note(told.meeting, hate, "@someone meet Zebra at the station", told.referrals["secret"])
    decide(p, told.meeting, hate, "Close, Zebra moved.", kind="close", referral=told.referrals["secret"])
    fix = p.store.ask(p.actor, lambda work: ending.end(work, told.meeting)).fix
    said = " ".join(f"{check.title} {check.detail}" for check in fix)
    assert "Zebra" not in said
    assert said.count("A line of a restricted item, R-5") == 2
    assert "visit the two residents" in said
    assert [check.what for check in fix].count("no_agency") == 2
