"""A day as people write it."""

from datetime import date

import pytest

from app.i18n.days import NoSuchDay, day_from


@pytest.mark.parametrize(
    "raw",
    ["30/7/1985", "30-07-1985", "30.7.1985", " 30 7 1985 ", "1985-07-30", "30 juli 1985", "30 jul. 1985",
     "30 juillet 1985", "30 July 1985", "30 يوليو 1985", "٣٠/٧/١٩٨٥"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(raw: str) -> None:
    assert day_from(raw) == date(1985, 7, 30)


@pytest.mark.parametrize("raw", ["31/2/2026", "29/02/2026", "0/1/2026", "31 juni 2026"])
def test_a_day_that_no_calendar_has_is_told_apart(raw: str) -> None:
    with pytest.raises(NoSuchDay):
        day_from(raw)


@pytest.mark.parametrize("raw", ["", "morgen", "2026", "3/11/26", "30 brumaire 1985", "30/7/1985 10:00"])
def test_what_is_no_day_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        day_from(raw)
