"""The coordinator's start page: what goes on now at her desks, and what this day brought."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app import clock
from app.catalog import service as catalog
from app.coaching import service as coaching
from app.demand import queries, rules
from app.demand.models import Hint
from app.demand.service import tally
from app.demand.service.figures import Counts, Series
from app.demand.service.figures import counts as count_weeks
from app.desks.models import Desk, Opening
from app.visits.models import Origin

MINUTE = 60
LONG_WAIT_MINUTES = 45
WEEKS_SHOWN = 12


@dataclass(frozen=True)
class DeskNow:
    """One desk at this moment; ``opening`` is None on a day without one."""

    desk: Desk
    opening: Opening | None
    waiting: int = 0
    waiting_since: datetime | None = None
    longest_minutes: int = 0
    tables_busy: int = 0

    @property
    def is_waiting_long(self) -> bool:
        """Whether somebody waits so long that the coordinator should know."""
        return self.longest_minutes >= LONG_WAIT_MINUTES


@dataclass(frozen=True)
class DayFigures:
    """What the openings of today brought so far."""

    asked: int
    found: int
    finished: int
    left: int


@dataclass(frozen=True)
class Today:
    """All that the start page shows; ``hints`` of today, those without a verdict first."""

    desks: Sequence[DeskNow]
    hints: Sequence[Hint]
    figures: DayFigures
    precision: rules.Precision
    counts: Counts
    tips_waiting: int
    cards: catalog.AsksForEyes

    @property
    def is_open(self) -> bool:
        """Whether any of her desks has an opening today."""
        return any(now.opening is not None for now in self.desks)

    @property
    def series(self) -> Series:
        """What the picture shows: the card of the first open hint, else all questions."""
        for hint in self.open_hints:
            if hint.kind == "card":
                return self.counts.of_card(hint.subject)
        return Series("", self.counts.totals)

    @property
    def open_hints(self) -> list[Hint]:
        """Those that wait for a verdict."""
        return [hint for hint in self.hints if hint.is_true is None]

    @property
    def judged_hints(self) -> list[Hint]:
        """Those that have one."""
        return [hint for hint in self.hints if hint.is_true is not None]

    def desk_of(self, hint: Hint) -> DeskNow:
        """The desk where a hint was seen."""
        return next(now for now in self.desks if now.desk.id == hint.desk_id)


def today(db: Session, *, desk_ids: Collection[int]) -> Today:
    """Look at these desks now. Desks without an opening today come last."""
    shown = [_desk_now(db, desk) for desk in queries.desks(db, desk_ids)]
    shown.sort(key=lambda now: now.opening is None)
    openings = [now.opening for now in shown if now.opening is not None]
    ids = [opening.id for opening in openings if opening.id is not None]
    return Today(
        desks=shown,
        hints=queries.hints_of_openings(db, ids),
        figures=_day_figures(db, openings),
        precision=rules.precision(queries.verdicts(db, desk_ids)),
        counts=count_weeks(db, desk_ids=desk_ids, until=clock.today(), weeks=WEEKS_SHOWN),
        tips_waiting=coaching.tips_waiting(db, desk_ids=desk_ids),
        cards=catalog.asks_for_eyes(db),
    )


def _desk_now(db: Session, desk: Desk) -> DeskNow:
    opening = queries.opening_on(db, desk.id or 0, clock.today(desk.timezone))
    if opening is None or opening.id is None:
        return DeskNow(desk, None)
    line = queries.waiting(db, opening.id)
    since = line[0].came_at if line else None
    return DeskNow(
        desk=desk,
        opening=opening,
        waiting=len(line),
        waiting_since=since,
        longest_minutes=max(0, int((clock.now() - since).total_seconds() // MINUTE)) if since else 0,
        tables_busy=queries.running_visits(db, opening.id),
    )


def _day_figures(db: Session, openings: Sequence[Opening]) -> DayFigures:
    def of(kind: str) -> list[tally.Counted]:
        days = [tally.counted(db, [o.desk_id], kind, since=o.day, until=o.day) for o in openings]
        return [one for day in days for one in day]

    questions = of("question")
    return DayFigures(
        asked=tally.total(one for one in questions if one.origin == Origin.ASKED),
        found=tally.total(one for one in questions if one.origin == Origin.FOUND),
        finished=tally.total(of("visit")),
        left=tally.total(of("left")),
    )
