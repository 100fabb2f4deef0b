"""The week of a desk, from what is typed to when it opens again."""

from datetime import datetime

import pytest

from app.clock import BRUSSELS
from app.desks.rules import Fault, HalfDay, as_typed, half_day_at, opens_again, read_week, usual_end

THURSDAY: HalfDay = {"weekday": 3, "begins": "09:00", "ends": "12:30"}
AFTERNOON: HalfDay = {"weekday": 3, "begins": "13:30", "ends": "16:00"}
MONDAY: HalfDay = {"weekday": 0, "begins": "18:00", "ends": "20:00"}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in November 2026, as the hall reads it; the 26th is a Thursday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BRUSSELS)


def test_a_week_that_is_typed_comes_back_as_it_was() -> None:
    typed = as_typed([MONDAY, THURSDAY, AFTERNOON])
    assert len(typed) == 28
    assert typed["begins_3_2"] == "13:30"
    assert read_week(typed) == ([MONDAY, THURSDAY, AFTERNOON], {})
    assert read_week({}) == ([], {})


@pytest.mark.parametrize("typed", ["9:00", "9.00", "9u00", "9h00", "9", " 09:00 "])
def test_an_hour_is_understood_as_people_write_it(typed: str) -> None:
    assert read_week({"begins_3_1": typed, "ends_3_1": "12:30"}) == ([THURSDAY], {})


def test_the_afternoon_may_be_typed_first() -> None:
    typed = {"begins_3_1": "13:30", "ends_3_1": "16:00", "begins_3_2": "9:00", "ends_3_2": "12:30"}
    assert read_week(typed) == ([THURSDAY, AFTERNOON], {})


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"begins_3_1": "25:00", "ends_3_1": "12:60"}, dict.fromkeys(("begins_3_1", "ends_3_1"), Fault.NOT_AN_HOUR)),
        ({"begins_3_1": "<b>", "ends_3_1": "12:30"}, {"begins_3_1": Fault.NOT_AN_HOUR}),
        ({"begins_3_1": "9:00"}, {"ends_3_1": Fault.OTHER_HALF}),
        ({"ends_3_2": "9:00"}, {"begins_3_2": Fault.OTHER_HALF}),
        ({"begins_3_1": "12:00", "ends_3_1": "9:00"}, {"ends_3_1": Fault.TURNED}),
        ({"begins_3_1": "9:00", "ends_3_1": "9:00"}, {"ends_3_1": Fault.TURNED}),
        (
            {"begins_3_1": "9:00", "ends_3_1": "12:00", "begins_3_2": "11:59", "ends_3_2": "16:00"},
            {"begins_3_2": Fault.OVERLAP},
        ),
        (
            {"begins_3_1": "9:00", "ends_3_1": "12:00", "begins_3_2": "8:00", "ends_3_2": "16:00"},
            {"begins_3_2": Fault.OVERLAP},
        ),
    ],
)
def test_what_is_wrong_is_said_of_its_field(typed: dict[str, str], faults: dict[str, Fault]) -> None:
    assert read_week(typed)[1] == faults


def test_one_half_day_may_begin_where_the_other_ends() -> None:
    typed = {"begins_3_1": "9:00", "ends_3_1": "12:00", "begins_3_2": "12:00", "ends_3_2": "16:00"}
    assert read_week(typed)[1] == {}


def test_it_opens_again_at_the_next_half_day() -> None:
    week = [MONDAY, THURSDAY, AFTERNOON]
    assert opens_again(week, at(26, 8)) == at(26, 9)
    assert opens_again(week, at(26, 9)) == at(26, 13, 30)
    assert opens_again(week, at(26, 17)) == at(30, 18)
    assert opens_again([THURSDAY], at(26, 13)) == datetime(2026, 12, 3, 9, tzinfo=BRUSSELS)
    assert opens_again([], at(26, 8)) is None


def test_the_wall_of_the_hall_counts_when_the_clocks_change() -> None:
    sunday: HalfDay = {"weekday": 6, "begins": "09:00", "ends": "12:00"}
    found = opens_again([sunday], datetime(2026, 10, 24, 12, tzinfo=BRUSSELS))
    assert found is not None
    assert found.isoformat() == "2026-10-25T09:00:00+01:00"


def test_a_half_day_runs_until_its_last_minute_and_ends_as_usual() -> None:
    week = [THURSDAY, AFTERNOON]
    assert half_day_at(week, at(26, 12, 29)) == THURSDAY
    assert half_day_at(week, at(26, 12, 30)) is None
    assert half_day_at(week, at(25, 10)) is None
    assert usual_end(week, at(26, 8)) == "12:30"
    assert usual_end(week, at(26, 12, 30)) == "16:00"
    assert usual_end(week, at(25, 8)) is None
