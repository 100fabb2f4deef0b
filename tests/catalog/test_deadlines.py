"""Last safe days, each worked out by hand with a calendar of Belgium beside it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.deadlines import OutOfReach, is_working_day, last_day, months_later
from app.catalog.model import Term
from app.catalog.shelf import read_catalog
from app.settings import ROOT

TERMS = read_catalog(ROOT / "forms_catalog", ROOT / "locales").terms

# code of the term, the day that was given, the last day by the earliest reading, the last safe day
BY_HAND = [
    # three months from the day on the letter
    ("T-3M", "2026-11-24", "2027-02-24", "2027-02-23"),
    ("T-3M", "2026-12-14", "2027-03-14", "2027-03-12"),  # the 14th is a Sunday: the Friday before it
    ("T-3M", "2026-11-30", "2027-02-28", "2027-02-26"),  # February has no 30th, and its last day is a Sunday
    ("T-3M", "2023-11-30", "2024-02-29", "2024-02-28"),  # a leap year has one day more
    ("T-3M", "2026-08-31", "2026-11-30", "2026-11-27"),  # November has no 31st; the day before the 30th is a Sunday
    ("T-3M", "2026-08-12", "2026-11-12", "2026-11-10"),  # 11 November is a holiday
    ("T-3M", "2026-02-02", "2026-05-02", "2026-04-30"),  # 1 May is a holiday
    ("T-3M", "2026-01-07", "2026-04-07", "2026-04-03"),  # Easter Monday 6, Easter Sunday 5, Saturday 4
    # one month
    ("T-1M", "2026-01-31", "2026-02-28", "2026-02-27"),
    ("T-1M", "2024-01-31", "2024-02-29", "2024-02-28"),
    ("T-1M", "2026-12-25", "2027-01-25", "2027-01-22"),
    ("T-1M", "2026-12-02", "2027-01-02", "2026-12-31"),  # New Year's Day between
    ("T-1MC", "2026-03-31", "2026-04-30", "2026-04-29"),
    ("T-3M3W", "2026-11-24", "2027-02-24", "2027-02-23"),  # the third working day of the post is never added
    # days: Saturday and Sunday count
    ("T-30", "2026-11-24", "2026-12-24", "2026-12-23"),
    ("T-30", "2026-11-26", "2026-12-26", "2026-12-24"),  # Christmas Day between
    ("T-30", "2026-06-22", "2026-07-22", "2026-07-20"),  # the national holiday between
    ("T-30", "2026-04-15", "2026-05-15", "2026-05-13"),  # Ascension Day is Thursday 14 May
    ("T-30", "2026-04-26", "2026-05-26", "2026-05-22"),  # Whit Monday 25, Whit Sunday 24, Saturday 23
    ("T-30", "2024-01-30", "2024-02-29", "2024-02-28"),
    ("T-15C", "2026-11-24", "2026-12-09", "2026-12-08"),
    ("T-15C", "2026-08-01", "2026-08-16", "2026-08-14"),  # Assumption 15 August is a Saturday
    ("T-15C", "2026-10-20", "2026-11-04", "2026-11-03"),
    ("T-15C", "2026-10-18", "2026-11-02", "2026-10-30"),  # All Saints is a Sunday
    ("T-14H", "2026-11-24", "2026-12-08", "2026-12-07"),  # the three days of post are never added
    ("T-8W", "2026-11-24", "2026-12-02", "2026-12-01"),  # working days counted as plain days: earlier, so safe
    ("T-60D", "2026-12-10", "2027-02-08", "2027-02-05"),
    ("T-185", "2026-03-10", "2026-09-11", "2026-09-10"),
    # years and long terms
    ("T-2Y", "2024-02-29", "2026-02-28", "2026-02-27"),
    ("T-2Y", "2026-11-24", "2028-11-24", "2028-11-23"),
    ("T-24M", "2026-05-31", "2028-05-31", "2028-05-30"),
    ("T-5Y", "2021-11-24", "2026-11-24", "2026-11-23"),
    ("T-12M", "2026-02-28", "2027-02-28", "2027-02-26"),  # a Sunday
    ("T-9M", "2026-05-31", "2027-02-28", "2027-02-26"),
    ("T-2M", "2026-12-31", "2027-02-28", "2027-02-26"),
    ("T-3MH", "2026-11-24", "2027-02-24", "2027-02-23"),
    ("T-3MI", "2026-10-05", "2027-01-05", "2027-01-04"),
    ("T-2YR", "2026-11-24", "2028-11-24", "2028-11-23"),
    # at work: the first day counts where the law says so, and working days are counted as plain days
    ("T-8C", "2026-11-24", "2026-12-02", "2026-12-01"),
    ("T-28S", "2026-11-02", "2026-11-29", "2026-11-27"),  # day 1 is the 2nd, day 28 the 29th, a Sunday
    ("T-14S", "2026-11-02", "2026-11-15", "2026-11-13"),  # day 14 is the 15th, a Sunday
    ("T-7S", "2026-11-05", "2026-11-12", "2026-11-10"),  # 11 November between
    ("T-5W", "2026-11-24", "2026-11-29", "2026-11-27"),
    # a day of the year
    ("T-1231", "2026-03-01", "2026-12-31", "2026-12-30"),
    ("T-1231", "2023-03-01", "2023-12-31", "2023-12-29"),  # a Sunday
    # silence first: thirty days without an answer, and then three months
    ("T-30S3M", "2026-11-01", "2027-03-01", "2027-02-26"),  # 1 November + 30 days = 1 December
    ("T-30S3M", "2023-11-01", "2024-03-01", "2024-02-29"),
    ("T-30S3M", "2026-10-31", "2027-02-28", "2027-02-26"),  # 30 November, and February has no 30th
    # counted back from the last day on a card
    ("T-45/30", "2026-12-31", "2026-12-01", "2026-11-30"),
    ("T-45/30", "2027-03-01", "2027-01-30", "2027-01-29"),
    # when something is over: three full months after the month of the letter
    ("T-3MN", "2026-11-24", "2027-02-28", "2027-02-28"),
    ("T-3MN", "2026-11-01", "2027-02-28", "2027-02-28"),
    ("T-3MN", "2026-12-31", "2027-03-31", "2027-03-31"),
]


@pytest.mark.parametrize(("term", "event", "ends", "safe"), BY_HAND)
def test_a_term_ends_on_the_day_that_a_calendar_says(term: str, event: str, ends: str, safe: str) -> None:
    found = last_day(TERMS[term], date.fromisoformat(event), today=date.fromisoformat(event))
    assert (found.ends.isoformat(), found.safe.isoformat()) == (ends, safe)


def test_every_term_of_the_catalog_stands_in_the_table() -> None:
    assert set(TERMS) == {term for term, *_ in BY_HAND}


@pytest.mark.parametrize(
    ("day", "works"),
    [("2026-11-24", True), ("2026-11-28", False), ("2026-11-29", False), ("2026-12-25", False), ("2026-07-21", False),
     ("2026-05-14", False), ("2026-05-25", False), ("2026-11-02", True), ("2026-11-11", False), ("2026-04-06", False)],
)  # fmt: skip
def test_a_working_day_is_no_weekend_and_no_holiday(day: str, works: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is works


def test_what_lies_between_the_end_and_the_safe_day_is_told() -> None:
    found = last_day(TERMS["T-3M"], date(2026, 1, 7), today=date(2026, 1, 7))
    assert found.skipped == (date(2026, 4, 4), date(2026, 4, 5), date(2026, 4, 6))


@pytest.mark.parametrize(
    ("today", "left", "standing"),
    [("2027-02-24", -1, "passed"), ("2027-02-23", 0, "today"), ("2027-02-20", 3, "soon"), ("2026-11-24", 91, "later")],
)
def test_it_says_how_long_there_is_still(today: str, left: int, standing: str) -> None:
    day = date.fromisoformat(today)
    found = last_day(TERMS["T-3M"], date(2026, 11, 24), today=day)
    assert (found.left(day), found.standing(day)) == (left, standing)


@pytest.mark.parametrize("event", [date(2009, 1, 1), date(1926, 11, 24), date(2031, 1, 1)])
def test_a_day_of_another_age_is_asked_again(event: date) -> None:
    with pytest.raises(OutOfReach):
        last_day(TERMS["T-3M"], event, today=date(2026, 11, 24))


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(1, 400),
    st.sampled_from(["days", "months", "years"]),
    st.integers(0, 60),
)
def test_the_safe_day_is_a_working_day_before_the_end(event: date, amount: int, unit: str, silence: int) -> None:
    amount = amount if unit == "days" else amount % 36 + 1
    term = Term.model_validate(
        {"what": "x", "amount": amount, "unit": unit, "silence_days": silence, "assumption": "x", "check_with": "x"}
    )
    found = last_day(term, event, today=event)
    assert is_working_day(found.safe)
    assert found.safe < found.ends
    assert not any(is_working_day(found.safe + timedelta(days=n)) for n in range(1, (found.ends - found.safe).days))
    assert found.begins == event + timedelta(days=silence)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(-60, 60))
def test_months_never_slip_into_another_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
