"""Working out the last safe day of a term, always by the earliest reading. Pure: a term and a day in, days out.

Nothing is ever gained: a term that ends on a Sunday is not moved to Monday, three working days of post are not added,
and the safe day lies one working day before the end. What the law may still grant stays in reserve.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

import holidays

from app.catalog.model import Term

DAY = timedelta(days=1)
SATURDAY = 5
SOON = timedelta(days=7)
OLDEST = timedelta(days=12 * 366)
FURTHEST = timedelta(days=2 * 366)
Left = Literal["passed", "today", "soon", "later"]


class OutOfReach(ValueError):
    """A day so long ago or so far ahead that it is more likely a typing mistake."""


@dataclass(frozen=True)
class LastDay:
    """What came out, with the way it was counted.

    ``event``: the day that was given. ``begins``: where counting begins (later only when a silence comes first).
    ``ends``: the last day by the earliest reading. ``safe``: the working day before it, which is what we show;
    for a term that only tells when something is over (``Term.gives`` is ``end``) it is ``ends`` itself.
    ``skipped``: the days between the two on which nobody works.
    """

    event: date
    begins: date
    ends: date
    safe: date
    skipped: tuple[date, ...]

    def left(self, today: date) -> int:
        """How many days there are still to act; 0 is today, below it has passed."""
        return (self.safe - today).days

    def standing(self, today: date) -> Left:
        """How pressing it is on this day."""
        if self.safe < today:
            return "passed"
        if self.safe == today:
            return "today"
        return "soon" if self.safe - today <= SOON else "later"


@cache
def _free(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("BE", years=year))


def is_working_day(day: date) -> bool:
    """Neither a Saturday, a Sunday nor a public holiday in Belgium."""
    return day.weekday() < SATURDAY and day not in _free(day.year)


def _back_from(day: date) -> Iterator[date]:
    while True:
        day -= DAY
        yield day


def working_day_before(day: date) -> date:
    """The last working day before ``day``."""
    return next(before for before in _back_from(day) if is_working_day(before))


def months_later(day: date, months: int) -> date:
    """The same day of the month, or its last one when that month is shorter; ``months`` may be below zero."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _moved(term: Term, day: date, *, back: bool = False) -> date:
    amount = -term.amount if back else term.amount
    if term.unit == "days":
        return day + timedelta(days=amount)
    return months_later(day, amount * (12 if term.unit == "years" else 1))


def last_day(term: Term, event: date, *, today: date) -> LastDay:
    """Count ``term`` from ``event``. Raises ``OutOfReach`` when that day can hardly be meant."""
    if not today - OLDEST <= event <= today + FURTHEST:
        raise OutOfReach(event.isoformat())
    begins = event + timedelta(days=term.silence_days)
    if term.fixed is not None:
        month, day = (int(part) for part in term.fixed.split("-"))
        ends = date(event.year, month, day)
    elif term.gives == "end" and term.starts == "next_month":
        begins = months_later(begins.replace(day=1), 1)
        ends = _moved(term, begins) - DAY
    else:
        ends = _moved(term, begins, back=term.before)
    if term.gives == "end":
        return LastDay(event, begins, ends, ends, ())
    safe = working_day_before(ends)
    skipped = tuple(safe + DAY * n for n in range(1, (ends - safe).days))
    return LastDay(event, begins, ends, safe, skipped)
