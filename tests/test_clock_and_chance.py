"""The only doors to time and to chance."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app import chance, clock

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def test_the_clock_stands_still_and_goes_on_where_it_was() -> None:
    with clock.stopped(NOON):
        assert clock.now() == clock.now() == NOON
        with clock.stopped(NOON + timedelta(hours=1)):
            assert clock.now() == NOON + timedelta(hours=1)
        assert clock.now() == NOON
    assert clock.now() != NOON
    assert clock.now().utcoffset() == timedelta()


def test_the_clock_may_run_later_and_later_still() -> None:
    before = clock.now()
    with clock.shifted(timedelta(days=1)):
        assert timedelta(days=1) <= clock.now() - before < timedelta(days=1, minutes=1)
        with clock.shifted(timedelta(days=-2)):
            assert clock.now() < before
    assert clock.now() - before < timedelta(minutes=1)


def test_in_a_summer_night_the_day_is_that_of_the_desk_not_of_greenwich() -> None:
    at = datetime(2026, 7, 15, 23, 30, tzinfo=UTC)
    assert clock.day(at).isoformat() == "2026-07-16"
    assert clock.day(at, ZoneInfo("Europe/Lisbon")).isoformat() == "2026-07-16"
    assert clock.day(at, ZoneInfo("Atlantic/Azores")).isoformat() == "2026-07-15"
    with clock.stopped(at):
        assert clock.today() == clock.day(at)


def test_a_stopped_clock_is_let_go_also_after_a_fault() -> None:
    with pytest.raises(RuntimeError), clock.stopped(NOON):
        raise RuntimeError
    assert clock.now() != NOON


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 26, 22, 59, tzinfo=UTC), 26),
        (datetime(2026, 11, 26, 23, 0, tzinfo=UTC), 27),
        (datetime(2026, 7, 2, 21, 59, tzinfo=UTC), 2),
        (datetime(2026, 7, 2, 22, 0, tzinfo=UTC), 3),
    ],
)
def test_today_is_the_day_in_brussels(at: datetime, day: int) -> None:
    with clock.stopped(at):
        assert clock.today().day == day
        assert clock.today(ZoneInfo("UTC")).day == at.day


def test_codes_are_long_and_never_the_same() -> None:
    codes = {chance.code() for _n in range(500)}
    assert len(codes) == 500
    assert {len(code) for code in codes} == {22}
    assert all(sign.isalnum() or sign in "-_" for code in codes for sign in code)


@pytest.mark.parametrize("n", [1, 6, 8, 28])
def test_digits_keep_their_noughts(n: int) -> None:
    for _again in range(200):
        found = chance.digits(n)
        assert len(found) == n
        assert found.isdigit()


def test_a_choice_is_one_of_those_there_are() -> None:
    assert {chance.pick("abc") for _n in range(200)} == set("abc")
    assert {chance.below(3) for _n in range(200)} == {0, 1, 2}
    assert len(chance.random_bytes(32)) == 32
    with pytest.raises(ValueError, match="positive"):
        chance.below(0)
