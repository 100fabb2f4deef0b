"""What is usual and what is not, without a database."""

from datetime import date, timedelta

import pytest

from app.demand.rules import (
    Precision,
    Thresholds,
    Usual,
    by_week,
    comparable,
    is_unusual,
    monday,
    months_until,
    precision,
    shade,
    usual,
    weeks_of_month,
    weeks_until,
)

THURSDAY = date(2026, 11, 26)
THURSDAYS = [THURSDAY - timedelta(weeks=n) for n in range(1, 110)]
NOTHING_KNOWN = Usual(None, 0)


@pytest.mark.parametrize(
    ("kind", "count", "expected", "told"),
    [
        ("card", 2, NOTHING_KNOWN, False),
        ("card", 3, NOTHING_KNOWN, True),
        ("letter", 2, NOTHING_KNOWN, False),
        ("letter", 3, Usual(0.4, 7), True),
        ("card", 3, Usual(1.5, 7), True),
        ("card", 3, Usual(1.6, 7), False),
        ("card", 9, Usual(5.0, 7), False),
        ("card", 10, Usual(5.0, 7), True),
        ("left", 1, NOTHING_KNOWN, False),
        ("left", 2, NOTHING_KNOWN, True),
        ("left", 2, Usual(1.9, 7), True),
    ],
)
def test_a_hint_needs_a_third_time_and_more_than_usual(kind: str, count: int, expected: Usual, told: bool) -> None:
    assert is_unusual(kind, count, expected) is told


def test_thresholds_are_data() -> None:
    strict = Thresholds(same=5, left=4)
    assert not is_unusual("card", 4, NOTHING_KNOWN, strict)
    assert is_unusual("card", 5, NOTHING_KNOWN, strict)
    assert not is_unusual("left", 3, NOTHING_KNOWN, strict)


def test_an_opening_is_compared_with_the_same_weeks_of_earlier_years_and_the_last_four() -> None:
    found = comparable(THURSDAY, THURSDAYS)
    weeks_back = sorted((THURSDAY - day).days // 7 for day in found)
    assert weeks_back == [1, 2, 3, 4, 51, 52, 53, 103, 104, 105]


def test_later_openings_and_the_day_itself_are_no_comparison() -> None:
    assert comparable(THURSDAY, [THURSDAY, THURSDAY + timedelta(weeks=1)]) == []


def test_a_young_desk_is_compared_with_what_there_is() -> None:
    assert comparable(THURSDAY, THURSDAYS[:2]) == [THURSDAYS[1], THURSDAYS[0]]


def test_an_opening_without_the_card_counts_as_nought() -> None:
    days = THURSDAYS[:4]
    assert usual({days[0]: 3}, days) == Usual(0.75, 4)


def test_without_earlier_openings_nothing_is_expected() -> None:
    assert usual({}, []) == NOTHING_KNOWN


def test_precision_counts_only_what_was_judged() -> None:
    assert precision([True, None, False, True]) == Precision(judged=3, true=2)
    assert precision([None]) == Precision(judged=0, true=0)


def test_days_are_put_together_per_week() -> None:
    assert by_week({date(2026, 11, 23): 2, THURSDAY: 3, date(2026, 11, 30): 1}) == {
        date(2026, 11, 23): 5,
        date(2026, 11, 30): 1,
    }


def test_weeks_run_up_to_the_present_one() -> None:
    assert weeks_until(THURSDAY, 3) == [date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23)]
    assert monday(date(2026, 11, 29)) == date(2026, 11, 23)


def test_months_run_over_new_year() -> None:
    months = months_until(date(2026, 2, 14), 4)
    assert months == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


@pytest.mark.parametrize(
    ("first", "days"),
    [(date(2026, 2, 1), [2, 9, 16, 23]), (date(2026, 6, 1), [1, 8, 15, 22, 29])],
)
def test_a_month_holds_the_weeks_that_begin_in_it(first: date, days: list[int]) -> None:
    assert [week.day for week in weeks_of_month(first)] == days


@pytest.mark.parametrize(("count", "most", "level"), [(0, 20, 0), (1, 20, 1), (10, 20, 3), (20, 20, 5), (0, 0, 0)])
def test_the_busiest_week_is_the_darkest(count: int, most: int, level: int) -> None:
    assert shade(count, most) == level
