import zipfile
from pathlib import Path

import pytest

from tasking_app.imports import police_sources
from tasking_app.imports.police_uk import DAMAGED, read
from tests.imports.police_files import line, street_file

TEXT = street_file([line()] * 3)


def zip_of(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_the_zip_as_downloaded_is_read_and_other_kinds_skipped_by_name(tmp_path: Path) -> None:
    path = zip_of(
        tmp_path / "download.zip",
        {
            "2026-08/2026-08-wendshire-street.csv": TEXT.replace("2026-09", "2026-08"),
            "2026-09/2026-09-wendshire-street.csv": TEXT,
            "2026-09/2026-09-wendshire-outcomes.csv": "Crime ID,Month\n",
            "2026-09/2026-09-wendshire-stop-and-search.csv": "Type,Date\n",
            "readme.txt": "Published under a licence",
        },
    )
    got = read([path])
    assert got.problems == ()
    assert [(month.month, len(month.rows)) for month in got.months] == [("2026-08", 3), ("2026-09", 3)]
    assert [(skipped.file, skipped.reason) for skipped in got.skipped] == [
        ("download.zip: 2026-09/2026-09-wendshire-outcomes.csv", "It holds outcomes, not incidents."),
        (
            "download.zip: 2026-09/2026-09-wendshire-stop-and-search.csv",
            "It holds stop and search records, not incidents.",
        ),
        ("download.zip: readme.txt", "It is not a CSV file."),
    ]


def test_a_folder_is_searched_in_depth_also_for_zips(tmp_path: Path) -> None:
    (tmp_path / "2026-09").mkdir()
    (tmp_path / "2026-09" / "2026-09-wendshire-street.csv").write_text(TEXT)
    (tmp_path / "2026-09" / "2026-09-wendshire-outcomes.csv").write_text("Crime ID\n")
    zip_of(tmp_path / "more.zip", {"2026-08-wendshire-street.csv": TEXT.replace("2026-09", "2026-08")})
    got = read([tmp_path])
    assert got.problems == ()
    assert [month.month for month in got.months] == ["2026-08", "2026-09"]
    assert len(got.skipped) == 1


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    [problem] = read([tmp_path]).problems
    assert problem.sentence == "This folder is empty."


def test_a_damaged_zip_says_so(tmp_path: Path) -> None:
    path = tmp_path / "download.zip"
    path.write_bytes(b"PK\x03\x04 not really")
    [problem] = read([path]).problems
    assert problem.sentence == "This zip could not be opened; it may be damaged."


def test_a_file_damaged_inside_a_zip_is_named_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("2026-08-wendshire-street.csv", TEXT.replace("2026-09", "2026-08"))
        archive.writestr("2026-09-wendshire-street.csv", TEXT)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"2026-08,Wendshire", b"2026-08,Wandshire", 1))
    got = read([path])
    assert [month.month for month in got.months] == ["2026-09"]
    assert [(problem.file, problem.sentence) for problem in got.problems] == [
        ("download.zip: 2026-08-wendshire-street.csv", DAMAGED)
    ]


def test_a_zip_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "bomb.zip", {"2026-09-wendshire-street.csv": "0" * 5_000_000})
    [problem] = read([path]).problems
    assert problem.sentence == "This zip unpacks to far more than street files ever do, so it was not opened."


def test_a_zip_with_far_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(police_sources, "MOST_FILES", 3)
    path = zip_of(tmp_path / "many.zip", {f"{number}.csv": TEXT for number in range(4)})
    [problem] = read([path]).problems
    assert problem.sentence == "This zip holds more than 3 files, so it was not opened."


def test_a_single_file_may_be_called_anything_but_outcomes(tmp_path: Path) -> None:
    anything = tmp_path / "September.txt"
    anything.write_text(TEXT)
    outcomes = tmp_path / "2026-09-wendshire-outcomes.csv"
    outcomes.write_text(TEXT)
    got = read([anything, outcomes])
    assert got.rows == 3
    assert [skipped.file for skipped in got.skipped] == [outcomes.name]
