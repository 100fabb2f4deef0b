"""After a week nobody needs the minute: clock times become the quarter of an hour they began in."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, extract

QUARTER = 15


def says_the_minute(column: Any) -> ColumnElement[bool]:
    """Whether a moment still says more than its quarter of an hour."""
    return (extract("minute", column) % QUARTER != 0) | (extract("second", column) != 0)


def quarter(at: datetime) -> datetime:
    """The quarter of an hour a moment lies in."""
    return at.replace(minute=at.minute - at.minute % QUARTER, second=0, microsecond=0)
