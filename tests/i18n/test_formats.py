"""Dates, hours, numbers, money and lists, as people write them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.i18n import (
    LANGUAGE_NAMES,
    direction,
    format_date,
    format_list,
    format_money,
    format_month,
    format_number,
    format_time,
    format_weekday,
    own_name,
    speaking,
    supported,
)

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("language", "written"),
    [("nl", "26 november 2026"), ("fr", "26 novembre 2026"), ("en", "26 November 2026"), ("uk", "26 листопада 2026")],
)
def test_a_day_is_written_in_words(language: str, written: str) -> None:
    with speaking(language):
        assert format_date(THURSDAY) == written
        assert format_date(THURSDAY, year=False) == written.removesuffix(" 2026")


@pytest.mark.parametrize(
    ("language", "day"), [("nl", "donderdag"), ("fr", "jeudi"), ("en", "Thursday"), ("ar", "الخميس")]
)
def test_the_day_of_the_week_stands_before_it_when_asked(language: str, day: str) -> None:
    with speaking(language):
        assert format_date(THURSDAY, weekday=True).startswith(day)
        assert format_weekday(THURSDAY.weekday()) == day


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_digits_are_western_in_every_language(language: str) -> None:
    with speaking(language):
        for written in (
            format_date(THURSDAY),
            format_number(1250.5),
            format_money(1250.5),
            format_month(THURSDAY, year=True),
        ):
            assert all(sign.isascii() for sign in written if sign.isdigit()), written
            assert any(sign.isdigit() for sign in written)


@pytest.mark.parametrize(("language", "month"), [("nl", "november"), ("fr", "novembre"), ("en", "November")])
def test_a_month(language: str, month: str) -> None:
    with speaking(language):
        assert format_month(THURSDAY) == month
        assert format_month(THURSDAY, year=True) == f"{month} 2026"


@pytest.mark.parametrize(
    ("at", "zone", "written"),
    [
        (datetime(2026, 11, 26, 9, 15, tzinfo=UTC), "Europe/Brussels", "10:15"),
        (datetime(2026, 7, 2, 9, 15, tzinfo=UTC), "Europe/Brussels", "11:15"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Brussels", "02:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Brussels", "02:30"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "Europe/Brussels", "03:00"),
        (datetime(2026, 11, 26, 23, 5, tzinfo=UTC), "Europe/Lisbon", "23:05"),
    ],
)
def test_an_hour_is_the_one_on_the_wall(at: datetime, zone: str, written: str) -> None:
    assert format_time(at, ZoneInfo(zone)) == written


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("nl", 25, "25 euro"),
        ("nl", 25.5, "25,50 euro"),
        ("nl", 1250, "1.250 euro"),
        ("nl", 0.1 + 0.2, "0,30 euro"),
        ("fr", 25.5, "25,50 euros"),
        ("en", 1250.5, "1,250.50 euro"),
        ("tr", 25, "25 avro"),
    ],
)
def test_money_is_written_with_the_word(language: str, amount: float, written: str) -> None:
    with speaking(language):
        assert format_money(amount) == written


@pytest.mark.parametrize(
    ("language", "written"), [("nl", "a, b en c"), ("fr", "a, b et c"), ("en", "a, b and c"), ("ar", "a وb وc")]
)
def test_a_list(language: str, written: str) -> None:
    with speaking(language):
        assert format_list(["a", "b", "c"]) == written
        assert format_list(["a"]) == "a"
        assert format_list([]) == ""


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("nl", "ltr"),
        ("ar", "rtl"),
        ("fa-AF", "rtl"),
        ("ps", "rtl"),
        ("ti", "ltr"),
        ("uk", "ltr"),
        ("zgh", "ltr"),
        ("xx", "ltr"),
    ],
)
def test_which_way_a_language_runs(language: str, way: str) -> None:
    assert direction(language) == way


def test_every_language_has_its_own_name_and_an_unknown_one_its_code() -> None:
    assert len(set(LANGUAGE_NAMES.values())) == len(LANGUAGE_NAMES)
    assert own_name("ar") == "العربية"
    assert own_name("xx") == "xx"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("nl", "nl"),
        ("NL", "nl"),
        (" fr ", "fr"),
        ("fr_BE", "fr"),
        ("fr-be", "fr"),
        ("xx", None),
        ("", None),
        (None, None),
        ("nlx", None),
        ("-", None),
    ],
)
def test_a_code_is_one_of_ours_or_none(code: str | None, found: str | None) -> None:
    assert supported(code) == found
