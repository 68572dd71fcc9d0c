"""What the two engines say in different words, said once."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _DayOf(FunctionElement[date]):
    type = Date()
    inherit_cache = True


def day_of(moment: InstrumentedAttribute[datetime | None]) -> FunctionElement[date]:
    """The day of a moment in UTC."""
    return _DayOf(moment)


@compiles(_DayOf, "sqlite")
def _cut(element: _DayOf, compiler: SQLCompiler, **more: Any) -> str:
    """A moment is a text that begins with its day."""
    return f"substr({compiler.process(element.clauses, **more)}, 1, 10)"


@compiles(_DayOf, "postgresql")
def _cast(element: _DayOf, compiler: SQLCompiler, **more: Any) -> str:
    return f"({compiler.process(element.clauses, **more)} AT TIME ZONE 'UTC')::date"
