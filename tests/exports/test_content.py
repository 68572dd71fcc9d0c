"""What papers say, read back from the bytes: all of it, in order, with the marking on every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from tasking_app.exports import action_plan, agenda, annex, minutes
from tasking_app.exports.marks import LEGEND
from tasking_app.records.papers import Minutes, Restricted, Section
from tests.exports import samples, torture
from tests.exports.papers import EMPTY, HARD, ORDINARY, Job, pages


def flat(texts: list[str]) -> str:
    return " ".join(" ".join(texts).split())


def in_order(text: str, *pieces: str) -> None:
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        assert found >= 0, piece
        at = found + len(piece)


@pytest.mark.parametrize("job", (ORDINARY | EMPTY).values(), ids=ORDINARY | EMPTY)
def test_every_page_says_what_it_is(job: Job) -> None:
    texts = pages(job())
    for number, text in enumerate(texts, start=1):
        assert text.count("OFFICIAL-SENSITIVE") >= 2
        assert f"Page {number} of {len(texts)}" in text
        assert "As at 19 November 2026, 11:52" in text
        assert "Uncontrolled when printed" in text
        assert "MAT-2026-11-19" in text


@pytest.mark.parametrize("job", (ORDINARY | EMPTY | HARD).values(), ids=ORDINARY | EMPTY | HARD)
def test_nothing_is_drawn_off_the_page(job: Job) -> None:
    document = pypdfium2.PdfDocument(job())
    for page in document:
        width, height = page.get_size()
        for part in page.get_objects(max_depth=1):
            left, bottom, right, top = part.get_bounds()
            assert left >= -1, part
            assert bottom >= -1, part
            assert right <= width + 1, part
            assert top <= height + 1, part
        page.close()
    document.close()


def test_marking_is_also_content_of_the_first_page() -> None:
    for job in ORDINARY.values():
        with pikepdf.open(BytesIO(job())) as pdf:
            marked = pypdfium2_words_of_artifacts(pdf)
        assert pages(job())[0].count("OFFICIAL-SENSITIVE") > marked


def pypdfium2_words_of_artifacts(pdf: pikepdf.Pdf) -> int:
    """How often the header and footer of the first page are drawn: each says the marking once."""
    content = pdf.pages[0].obj.Contents.read_bytes()
    return content.count(b"/Subtype /Header") + content.count(b"/Subtype /Footer")


def test_minutes_in_order() -> None:
    text = flat(pages(ORDINARY["minutes"]()))
    in_order(
        text,
        "Minutes",
        "Thursday 19 November 2026, 10:00 to 11:10",
        "1. Welcome and apologies",
        "Łukasz Grzęda",
        "Present, for Ann Ames",
        "Ελένη Παπαδοπούλου",
        "Required agencies not there: Northmere Probation",
        "A quorum of 4 agencies",
        "2. Confidentiality and conflicts of interest",
        "was read by Joanne Bell at 10:02",
        "Left for the item",
        "3. Minutes of the last meeting",
        "were agreed with one correction",
        "4. Action review",
        "13 days late",
        "Red",
        "5. Anti-social behaviour",
        "48 fewer than the month before",
        "5.1 Station Road underpass",
        "R-147",
        "Decision D-31:",
        "Actions",
        "A-188",
        "Brackenford Borough Council, Joanne Bell, by 4 Dec 2026:",
        "Because: reports are falling",
        "7. Arson",
        "No figures from this source.",
        "8.3 Restricted item 1, see annex",
        "10. Any other business",
        "Nothing was recorded under this item.",
        "All actions",
        "Carried over to the next meeting",
        "Corrections agreed later",
        "For “three weeks” read “four weeks”.",
        "Approval",
        "Signature",
    )


def test_blocks_no_item_holds_come_first() -> None:
    text = flat(pages(minutes.render(replace(samples.minutes(), sections=()))))
    in_order(
        text,
        *("Attendance", "Confidentiality and conflicts of interest", "Minutes of the last meeting"),
        *("Review of actions", "No items were on the agenda", "All actions"),
    )


def test_approved_minutes_carry_their_check_code() -> None:
    text = flat(pages(ORDINARY["approved minutes"]()))
    in_order(text, "Approved by Joanne Bell, chair on 20 November 2026.", "Check code", "9f2c9f2c " * 7)
    assert "Signature" not in text


def test_restricted_referral_leaves_nothing_but_its_number() -> None:
    section = Section(number="1", title="Hate crime", theme="hate", referrals=(Restricted(number=3),))
    text = flat(pages(minutes.render(Minutes(head=samples.HEAD, sections=(section,)))))
    in_order(text, "1.1 Restricted item 3, see annex", "All actions")


def test_agenda_in_order() -> None:
    text = flat(pages(ORDINARY["agenda"]()))
    in_order(
        text,
        *("Agenda", "Issued 17 November 2026", "Apologies so far", "What is said in this meeting"),
        *("Order of business", "Action review", "10:16", "65 minutes in all."),
        *("5. Anti-social behaviour", "R-147", "Carried over from 5 November", "(urgent)"),
        *("8. Hate crime", "Restricted item 1", "See annex", "10. Any other business"),
    )


def test_annex_tells_all() -> None:
    text = flat(pages(ORDINARY["annex"]()))
    in_order(
        text, "May be read by", "Łukasz Grzęda", "Restricted item 1: Hate crime", "Kestrel House", "R-150"
    )


def test_plan_is_sorted_late_first_and_says_its_statuses_in_words() -> None:
    text = flat(pages(ORDINARY["plan by theme"]()))
    in_order(
        text, "18 open", "3 due soon", "4 late", "4 closed since the last meeting", "Key", *LEGEND.values()
    )
    first_theme = text[text.index("Anti-social behaviour Ref") : text.index("Criminal damage Ref")]
    in_order(
        first_theme, "A-188", "13 days late", "Red", "Blocked", "Due Fri 27 Nov", "Amber", "On track", "Green"
    )
    in_order(first_theme, "Raised 8 Oct 2026", "Due 23 Oct 2026", "Now 6 Nov 2026", "Deferred 2 times")


def test_plan_names_the_themes_of_each_page() -> None:
    texts = pages(ORDINARY["plan by agency"]())
    assert all("Themes on this page: " in text for text in texts)
    assert "ASB" in texts[0].split("Themes on this page: ")[1]


def test_plan_for_one_agency() -> None:
    text = flat(pages(ORDINARY["plan to write on"]()))
    in_order(text, "Action plan: Northmere Fire and Rescue Service", "Outcome Notes")


def test_header_row_is_printed_again_on_every_page() -> None:
    for text in pages(action_plan.render(replace(samples.plan(60), group_by="agency"))):
        assert "Latest update" in text


@pytest.mark.parametrize(
    ("job", "sentence"),
    [
        (EMPTY["empty agenda"], "There are no items on this agenda."),
        (EMPTY["empty minutes"], "There are no actions."),
        (EMPTY["empty annex"], "There are no restricted items."),
        (EMPTY["empty plan"], "There are no actions for Northmere Fire and Rescue Service."),
    ],
)
def test_nothing_to_print_is_said_in_a_sentence(job: Job, sentence: str) -> None:
    assert sentence in flat(pages(job()))


def test_a_row_is_cut_only_if_it_is_taller_than_a_page() -> None:
    rows = tuple(row for row in samples.plan_rows(60) if row.kind != "dropped")
    for text in pages(action_plan.render(replace(samples.plan(60), rows=rows))):
        assert text.count("Raised 8 Oct 2026") == sum(text.count(row.reference) for row in rows)


def test_endless_text_is_all_there() -> None:
    text = "".join("".join(pages(HARD["hard minutes"]())).split())
    assert text.count("x") >= 3 * 20_000
    assert text.count("neighbour") == 5 * 720


def test_markup_is_printed_as_typed() -> None:
    assert torture.MARKUP in flat(pages(HARD["hard minutes"]()))


def test_what_could_not_be_printed_is_described() -> None:
    data = HARD["hard minutes"]()
    text = flat(pages(data))
    assert "Fire [fire] and family [man][woman][girl] and [white heavy check mark] done" in text
    assert "[Hebrew letters]" in text
    assert text.count("Some characters could not be printed. They are described in square brackets.") == 1
    with pikepdf.open(BytesIO(data)) as pdf:
        spoken = {
            str(each.ActualText)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/ActualText" in each
        }
    assert torture.HEBREW in spoken
    assert torture.URDU in spoken


def test_ordinary_paper_has_no_such_note() -> None:
    assert "could not be printed" not in flat(pages(ORDINARY["minutes"]()))


def test_as_at_is_the_time_in_the_room() -> None:
    summer = replace(samples.HEAD, as_at=datetime(2026, 7, 2, 9, 5, tzinfo=UTC))
    text = flat(pages(annex.render(replace(samples.annex(), head=summer))))
    assert "As at 2 July 2026, 10:05" in text


def test_agenda_without_contact_has_no_link() -> None:
    paper = replace(samples.agenda(), head=replace(samples.HEAD, contact=""))
    with pikepdf.open(BytesIO(agenda.render(paper))) as pdf:
        assert all("/Annots" not in page.obj or len(page.obj.Annots) == 0 for page in pdf.pages)
