"""When a desk is usually open. No database, no request, no clock."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

WEEK = 7


def next_hours(weekly_hours: Iterable[Mapping[str, Any]], after: date) -> tuple[date, str] | None:
    """The first day after this one on which the desk is usually open, and from what hour; none without hours."""
    found = [
        (after + timedelta(days=(hours["weekday"] - after.weekday() - 1) % WEEK + 1), str(hours["begins"]))
        for hours in weekly_hours
    ]
    return min(found, default=None)
