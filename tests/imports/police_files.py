"""Small street-level files in the form in which the police publish them, for tests."""

from collections.abc import Sequence

COLUMNS = (
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
)
FORCE = "Wendshire Police"


def line(
    category: str = "Anti-social behaviour",
    *,
    month: str = "2026-09",
    force: str = FORCE,
    crime_id: str = "",
    area: str = "Wendham 001A",
) -> dict[str, str]:
    """One incident, with every column filled as published."""
    return {
        "Crime ID": crime_id,
        "Month": month,
        "Reported by": force,
        "Falls within": force,
        "Longitude": "-1.421000",
        "Latitude": "53.235000",
        "Location": "On or near Mill Lane",
        "LSOA code": "E01099001",
        "LSOA name": area,
        "Crime type": category,
        "Last outcome category": "",
        "Context": "",
    }


def street_file(rows: Sequence[dict[str, str]], columns: Sequence[str] = COLUMNS) -> str:
    """The text of a file with these rows, its columns in this order."""
    lines = [",".join(columns), *(",".join(row[name] for name in columns) for row in rows)]
    return "\n".join(lines) + "\n"
