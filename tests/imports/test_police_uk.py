import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasking_app.imports.police_uk import EMPTY, MOST_LINES_NAMED, NOT_TEXT, Stopped, read
from tasking_app.records.figures import INCIDENT_FIELDS, Problem, Reading
from tests.imports.police_files import COLUMNS, FORCE, line, street_file

DAMAGE = "Criminal damage and arson"


def read_text(folder: Path, text: str | bytes, name: str = "2026-09-wendshire-street.csv") -> Reading:
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read([file])


def told(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.line, problem.sentence) for problem in reading.problems]


def test_a_file_becomes_one_month_of_one_force_with_its_rows_in_order(tmp_path: Path) -> None:
    got = read_text(tmp_path, street_file([line(), line(DAMAGE, crime_id="ab12")]))
    assert got.problems == ()
    assert got.skipped == ()
    [month] = got.months
    assert (month.force, month.month, month.file) == (FORCE, "2026-09", "2026-09-wendshire-street.csv")
    assert len(month.sha256) == 64
    assert dict(zip(INCIDENT_FIELDS, month.rows[1], strict=True)) == {
        "crime_id": "ab12",
        "category": DAMAGE,
        "lsoa_code": "E01099001",
        "lsoa_name": "Wendham 001A",
        "longitude": "-1.421000",
        "latitude": "53.235000",
        "location": "On or near Mill Lane",
        "context": "",
        "outcome": "",
    }


def test_equal_rows_are_different_incidents_and_all_count(tmp_path: Path) -> None:
    got = read_text(tmp_path, street_file([line()] * 7))
    assert got.rows == 7


@given(order=st.permutations(COLUMNS))
def test_columns_are_found_by_name_in_any_order(order: list[str]) -> None:
    rows = [line(crime_id="one"), line(DAMAGE)]
    with tempfile.TemporaryDirectory() as folder:
        shuffled = read_text(Path(folder), street_file(rows, order))
        as_published = read_text(Path(folder), street_file(rows))
    assert shuffled.problems == ()
    assert shuffled.months[0].rows == as_published.months[0].rows


def test_a_byte_order_mark_windows_line_ends_and_odd_capitals_do_not_matter(tmp_path: Path) -> None:
    text = street_file([line()]).replace("\n", "\r\n").replace("Crime type", " CRIME TYPE ")
    got = read_text(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert (got.rows, got.problems) == (1, ())


def test_the_two_columns_that_came_later_may_be_missing(tmp_path: Path) -> None:
    got = read_text(tmp_path, street_file([line(), line()], COLUMNS[:-2]))
    assert [row[-2:] for row in got.months[0].rows] == [("", ""), ("", "")]


def test_missing_columns_are_named(tmp_path: Path) -> None:
    columns = [name for name in COLUMNS if name not in {"Month", "Crime type"}]
    got = read_text(tmp_path, street_file([line()], columns))
    assert told(got) == [
        (0, "The first line of this file does not name “Month” and “Crime type”, so it is not a street file.")
    ]
    assert got.months == ()


@pytest.mark.parametrize(
    "data",
    [
        street_file([line(area="Caf\N{LATIN SMALL LETTER E WITH ACUTE} 001A")]).encode("cp1252"),
        street_file([line()]).encode("utf-16"),
    ],
)
def test_a_wrong_encoding_is_said_in_a_sentence_and_nothing_of_the_file_is_kept(
    tmp_path: Path, data: bytes
) -> None:
    got = read_text(tmp_path, data)
    assert got.months == ()
    assert told(got) == [(0, NOT_TEXT)]


def test_broken_rows_are_named_by_line_and_the_others_kept(tmp_path: Path) -> None:
    good = street_file([line()] * 3).splitlines()
    short = ",2026-09,Wendshire Police"
    lines = [
        *good[:2],
        good[2].replace("2026-09", "2026-13"),
        short,
        "",
        good[2].replace("Anti-social behaviour", " "),
        good[2].replace("2026-09", "2026-10"),
        good[2].replace(FORCE, ""),
        good[3],
    ]
    got = read_text(tmp_path, "\n".join(lines))
    assert got.rows == 2
    assert told(got) == [
        (3, "Its month is “2026-13”, not a year and month such as 2026-09."),
        (4, "It has 3 columns instead of 12."),
        (6, "It names no crime type under “Crime type”."),
        (7, "Its month is 2026-10, but the file is for 2026-09."),
        (8, "It names no force under “Reported by”."),
    ]


def test_an_open_quotation_mark_swallows_no_line_in_silence(tmp_path: Path) -> None:
    lines = street_file([line()] * 5).splitlines()
    lines[2] = lines[2].removesuffix(",") + ',"left open'
    got = read_text(tmp_path, "\n".join(lines))
    assert got.rows == 1
    assert told(got) == [(3, "A quotation mark is opened here and not closed, so lines 3 to 6 run into one.")]


def test_a_quotation_mark_left_open_in_a_large_file_is_told_and_reading_goes_on(tmp_path: Path) -> None:
    lines = street_file([line()] * 3_000).splitlines()
    lines[2] = lines[2].removesuffix(",") + ',"left open'
    got = read_text(tmp_path, "\n".join(lines))
    assert len(got.problems) == 1
    assert got.rows > 1_000


def test_many_broken_lines_are_named_up_to_a_limit_and_then_counted(tmp_path: Path) -> None:
    got = read_text(tmp_path, street_file([line(month="09/2026")] * (MOST_LINES_NAMED + 1_234)))
    assert len(got.problems) == MOST_LINES_NAMED + 1
    assert got.problems[-1].sentence == "1,234 more lines of this file could not be read."


@pytest.mark.parametrize("text", ["", "\n\n", ",".join(COLUMNS) + "\n"])
def test_a_file_without_incidents_is_a_problem(tmp_path: Path, text: str) -> None:
    [(number, sentence)] = told(read_text(tmp_path, text))
    assert number == 0
    assert sentence == EMPTY or "does not name" in sentence


def test_one_file_with_several_months_and_forces_gives_a_load_for_each(tmp_path: Path) -> None:
    rows = [line(), line(month="2026-08"), line(), line(force="Fenland Police")]
    got = read_text(tmp_path, street_file(rows), "all.csv")
    assert [(month.force, month.month, len(month.rows)) for month in got.months] == [
        ("Fenland Police", "2026-09", 1),
        (FORCE, "2026-08", 1),
        (FORCE, "2026-09", 2),
    ]


def test_the_same_month_twice_is_counted_once(tmp_path: Path) -> None:
    one, two, other = tmp_path / "one.csv", tmp_path / "two.csv", tmp_path / "other.csv"
    one.write_text(street_file([line()] * 2))
    two.write_text(street_file([line()] * 2))
    other.write_text(street_file([line()] * 5))
    got = read([one, two, other])
    assert got.rows == 2
    assert [skipped.file for skipped in got.skipped] == ["two.csv"]
    [problem] = got.problems
    assert problem.file == "other.csv"
    assert "is in one.csv too, with other rows" in problem.sentence


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    got = read([tmp_path / "gone.csv"])
    assert got.problems == (
        Problem(file=str(tmp_path / "gone.csv"), line=0, sentence="There is no such file."),
    )


def test_progress_reaches_the_end_and_never_goes_back(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_text(street_file([line()] * 12_000))
    seen: list[tuple[int, float]] = []
    read([file, file], progress=lambda rows, share: seen.append((rows, share)))
    assert [rows for rows, _ in seen] == [5_000, 10_000, 12_000, 17_000, 22_000, 24_000, 24_000]
    assert seen == sorted(seen)
    assert seen[-1][1] == 1.0


def test_reading_stops_when_asked_and_hands_nothing_over(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_text(street_file([line()] * 12_000))
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) == 2

    with pytest.raises(Stopped, match="Nothing was changed"):
        read([file], stop=stop)
    assert len(asked) == 2


@given(data=st.binary(max_size=400), head=st.booleans())
def test_any_bytes_give_an_answer_and_never_an_error(data: bytes, head: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = (",".join(COLUMNS) + "\n").encode() if head else b""
        got = read_text(Path(folder), start + data)
    assert got.months or got.problems


@given(broken=st.sets(st.integers(2, 40)))
def test_every_line_is_either_read_or_named(broken: set[int]) -> None:
    lines = street_file([line()] * 39).splitlines()
    for number in broken:
        lines[number - 1] = "not,a,row"
    with tempfile.TemporaryDirectory() as folder:
        got = read_text(Path(folder), "\n".join(lines))
    assert (
        {problem.line for problem in got.problems} == broken if broken != set(range(2, 41)) else got.problems
    )
    assert got.rows == 39 - len(broken)
