"""On which day a desk opens again."""

from datetime import date

import pytest

from app.desks.rules import next_hours

THURSDAY = date(2026, 11, 26)
MONDAYS = {"weekday": 0, "begins": "13:30", "ends": "16:00"}
THURSDAYS = {"weekday": 3, "begins": "09:00", "ends": "12:30"}


@pytest.mark.parametrize(
    ("hours", "after", "again"),
    [
        ([], THURSDAY, None),
        ([THURSDAYS], THURSDAY, (date(2026, 12, 3), "09:00")),
        ([THURSDAYS], date(2026, 11, 25), (THURSDAY, "09:00")),
        ([THURSDAYS, MONDAYS], THURSDAY, (date(2026, 11, 30), "13:30")),
        ([{**MONDAYS, "begins": "18:00"}, MONDAYS], THURSDAY, (date(2026, 11, 30), "13:30")),
        ([THURSDAYS], date(2026, 12, 31), (date(2027, 1, 7), "09:00")),
    ],
)
def test_it_is_the_first_day_after_this_one(
    hours: list[dict[str, object]], after: date, again: tuple[date, str] | None
) -> None:
    assert next_hours(hours, after) == again
