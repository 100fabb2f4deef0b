"""The figures behind the pictures: counts per card and week, and two years of weeks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app import clock
from app.demand import queries, rules
from app.demand.service import tally
from app.desks.models import Desk
from app.errors import NotFound
from app.i18n import lazy

MOST_ASKED = 8


@dataclass(frozen=True)
class Series:
    """How often one subject was counted in each week of the picture."""

    subject: str
    counts: Sequence[int]

    @property
    def total(self) -> int:
        """Over all weeks."""
        return sum(self.counts)


@dataclass(frozen=True)
class Counts:
    """Questions per card and week, most asked first.

    ``weeks`` are Mondays, oldest first; ``openings`` how many openings each week had (a week
    without one says nothing); ``without_card`` how many questions had no card.
    """

    weeks: Sequence[date]
    openings: Sequence[int]
    cards: Sequence[Series]
    without_card: int

    @property
    def totals(self) -> list[int]:
        """All questions of each week."""
        return [sum(card.counts[n] for card in self.cards) for n in range(len(self.weeks))]

    @property
    def n(self) -> int:
        """All questions of the period."""
        return sum(card.total for card in self.cards)

    @property
    def most_asked(self) -> list[Series]:
        """The cards that get a picture of their own."""
        return [card for card in self.cards if card.subject][:MOST_ASKED]

    def shown(self, counts: Sequence[int]) -> list[int | None]:
        """The bars of a picture: none for a week without an opening and without a count."""
        return [count if count or held else None for count, held in zip(counts, self.openings, strict=True)]

    def ordinary_week(self, counts: Sequence[int]) -> float | None:
        """The mean of the weeks before the present one that had an opening."""
        earlier = [count for count in self.shown(counts)[:-1] if count is not None]
        return sum(earlier) / len(earlier) if earlier else None

    @property
    def top(self) -> int:
        """The highest bar of the cards asked most: one scale for all their pictures."""
        return max((max(card.counts) for card in self.most_asked), default=0)

    def of_card(self, subject: str) -> Series:
        """The series of one card; noughts when it was never asked in this period."""
        found = (card for card in self.cards if card.subject == subject)
        return next(found, Series(subject, [0] * len(self.weeks)))

    @property
    def others(self) -> list[int]:
        """Per week what is left over beside the most asked."""
        shown = self.most_asked
        return [total - sum(card.counts[n] for card in shown) for n, total in enumerate(self.totals)]


@dataclass(frozen=True)
class WeekCell:
    """One week on the calendar; ``count`` is None when the desk was not open."""

    week: date
    count: int | None
    shade: int


@dataclass(frozen=True)
class MonthRow:
    """The same month in each year of the calendar, with its weeks."""

    months: Sequence[date]
    weeks: Sequence[Sequence[WeekCell]]


@dataclass(frozen=True)
class LookBack:
    """The page with the figures: ``desk`` is None for all of them together."""

    desks: Sequence[Desk]
    desk: Desk | None
    counts: Counts
    calendar: Sequence[MonthRow]


def look_back(db: Session, *, desk_ids: Collection[int], slug: str, weeks: int) -> LookBack:
    """The figures of one desk, or of all these together when ``slug`` is empty.

    Raises ``NotFound`` for a desk that is not among them.
    """
    desks = queries.desks(db, desk_ids)
    chosen = next((desk for desk in desks if desk.slug == slug), None)
    if slug and chosen is None:
        raise NotFound(lazy("This desk does not exist, or it is not yours."))
    ids = [chosen.id or 0] if chosen else list(desk_ids)
    until = clock.today(chosen.timezone) if chosen else clock.today()
    return LookBack(
        desks=desks,
        desk=chosen,
        counts=counts(db, desk_ids=ids, until=until, weeks=weeks),
        calendar=calendar(db, desk_ids=ids, until=until),
    )


def counts(
    db: Session,
    *,
    desk_ids: Collection[int],
    until: date,
    weeks: int,
) -> Counts:
    """Count questions of these desks in the ``weeks`` weeks up to and with that of ``until``."""
    shown = rules.weeks_until(until, weeks)
    per_card: dict[str, list[tally.Counted]] = {}
    for one in tally.counted(db, desk_ids, "question", since=shown[0], until=until):
        per_card.setdefault(_card(one.subject), []).append(one)
    cards = [Series(card, _in_weeks(tally.per_day(rows), shown)) for card, rows in per_card.items()]
    held: dict[date, int] = {}
    for _desk, day in queries.days_held(db, desk_ids, until=until):
        held[day] = held.get(day, 0) + 1
    return Counts(
        weeks=shown,
        openings=_in_weeks(held, shown),
        cards=sorted(cards, key=lambda card: (-card.total, card.subject)),
        without_card=sum(card.total for card in cards if not card.subject),
    )


def calendar(db: Session, *, desk_ids: Collection[int], until: date) -> list[MonthRow]:
    """Two years of weeks, a row a month, both years side by side; ends with the present month."""
    months = rules.months_until(until)
    since = rules.weeks_of_month(months[0])[0]
    asked = rules.by_week(tally.per_day(tally.counted(db, desk_ids, "question", since=since, until=until)))
    held = {rules.monday(day) for _desk, day in queries.days_held(db, desk_ids, until=until)}
    most = max(asked.values(), default=0)
    year = len(months) // 2
    return [
        MonthRow(
            months=(months[n], months[n + year]),
            weeks=tuple(_month_cells(first, asked, held, most) for first in (months[n], months[n + year])),
        )
        for n in range(year)
    ]


def _month_cells(first: date, asked: dict[date, int], held: Collection[date], most: int) -> list[WeekCell]:
    return [
        WeekCell(week, count, rules.shade(count, most))
        if (count := asked.get(week, 0)) or week in held
        else WeekCell(week, None, 0)
        for week in rules.weeks_of_month(first)
    ]


def _card(subject: str) -> str:
    return "" if ":" in subject else subject


def _in_weeks(per_day: dict[date, int], weeks: Sequence[date]) -> list[int]:
    per_week = rules.by_week(per_day)
    return [per_week.get(week, 0) for week in weeks]
