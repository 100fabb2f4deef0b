"""What is usual, what is unusual, and which weeks a picture shows. Counts in, decisions out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)
MONTHS_SHOWN = 24


@dataclass(frozen=True)
class Thresholds:
    """When a count becomes a hint, and with which openings it is compared."""

    same: int = 3
    """this many of the same card or letter in one opening"""
    left: int = 2
    """this many people gone without help in one opening"""
    times_usual: float = 2.0
    """and at least so many times what is usual: a third tax return in June surprises nobody"""
    weeks_around: int = 1
    """in earlier years the same week, and so many before and after it"""
    last_openings: int = 4
    """and so many openings just before this one"""


THRESHOLDS = Thresholds()


@dataclass(frozen=True)
class Usual:
    """``mean`` per opening over ``compared`` openings; none when there is nothing to compare."""

    mean: float | None
    compared: int


@dataclass(frozen=True)
class Precision:
    """Of ``judged`` hints the coordinator called so many a real peak."""

    judged: int
    true: int


def monday(day: date) -> date:
    """The first day of the week, which names the week."""
    return day - timedelta(days=day.weekday())


def weeks_until(day: date, n: int) -> list[date]:
    """The Mondays of the ``n`` weeks up to and with the week of ``day``, oldest first."""
    return [monday(day) - WEEK * back for back in range(n - 1, -1, -1)]


def comparable(day: date, held: Iterable[date], thresholds: Thresholds = THRESHOLDS) -> list[date]:
    """Earlier openings that this one may be compared with.

    Those within ``weeks_around`` weeks of the same week in earlier years (52 weeks back, 104 and
    so on, so that a Thursday meets Thursdays), and the last ``last_openings``.
    """
    earlier = sorted({other for other in held if other < day})
    last = set(earlier[len(earlier) - min(thresholds.last_openings, len(earlier)) :])
    return [other for other in earlier if other in last or _is_same_season(day, other, thresholds)]


def _is_same_season(day: date, other: date, thresholds: Thresholds) -> bool:
    weeks = (monday(day) - monday(other)).days // 7
    years = round(weeks / 52)
    return years >= 1 and abs(weeks - 52 * years) <= thresholds.weeks_around


def usual(counts: Mapping[date, int], days: Sequence[date]) -> Usual:
    """The plain mean over ``days``; a day without a count is a nought: the desk was open."""
    if not days:
        return Usual(None, 0)
    return Usual(sum(counts.get(day, 0) for day in days) / len(days), len(days))


def is_unusual(kind: str, count: int, expected: Usual, thresholds: Thresholds = THRESHOLDS) -> bool:
    """Whether this many in one opening deserves a hint. ``kind``: card, letter or left."""
    if kind == "left":
        return count >= thresholds.left
    least = thresholds.same
    return count >= least and count >= thresholds.times_usual * (expected.mean or 0)


def precision(verdicts: Iterable[bool | None]) -> Precision:
    """How often a hint was a real peak; the ones without a verdict do not count."""
    given = [verdict for verdict in verdicts if verdict is not None]
    return Precision(len(given), sum(given))


def by_week(counts: Mapping[date, int]) -> dict[date, int]:
    """Counts of days put together per week, named by its Monday."""
    weeks: dict[date, int] = {}
    for day, count in counts.items():
        weeks[monday(day)] = weeks.get(monday(day), 0) + count
    return weeks


def months_until(day: date, n: int = MONTHS_SHOWN) -> list[date]:
    """The first days of the ``n`` months up to and with the month of ``day``, oldest first."""
    index = day.year * 12 + day.month - 1
    return [date((index - back) // 12, (index - back) % 12 + 1, 1) for back in range(n - 1, -1, -1)]


def weeks_of_month(first: date) -> list[date]:
    """The Mondays that fall in a month: four or five."""
    start = first + timedelta(days=-first.weekday() % 7)
    return [week for n in range(5) if (week := start + WEEK * n).month == first.month]


def shade(count: int, most: int, levels: int = 5) -> int:
    """How dark a week is on the calendar: 0 for none, ``levels`` for the busiest."""
    return 0 if count <= 0 or most <= 0 else max(1, min(levels, -(-levels * count // most)))
