"""Two years of Thursdays as counts: quiet summers, the tax weeks, the heating season. The same seed, the same past."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeVar

import holidays
import numpy as np
from sqlmodel import Session

from app.catalog.loading import Catalog
from app.demand.models import DailyFact
from app.desks.models import Desk, Opening, OpeningState
from app.visits.models import Origin, Outcome

T = TypeVar("T")
THURSDAY = 3
BEGINS, ENDS = time(9, 0), time(12, 30)
IN_SEASON = 2.6
# How often a card is asked on an ordinary morning of the bigger desk: an assumption, that nothing reads as truth.
USUAL: Mapping[str, float] = {
    "brief-lezen": 6.0,
    "verhoogde-tegemoetkoming": 2.2,
    "afbetalingsplan": 2.4,
    "belastingaangifte": 2.0,
    "schooltoeslag": 1.8,
    "sociale-huurwoning": 1.6,
    "huurpremie": 1.0,
    "leefloon": 1.1,
    "adreswijziging": 0.9,
    "juridische-tweedelijnsbijstand": 0.7,
}
LETTERS: Mapping[str, float] = {
    "energy|end_plan": 1.4, "finance|end_form": 1.0, "collector|end_reminder": 0.8, "health_fund|end_form": 0.7,
    "landlord|end_form": 0.15,
}  # fmt: skip
LANGUAGES: Mapping[str, float] = {"nl": 0.46, "ar": 0.18, "tr": 0.1, "fr": 0.1, "uk": 0.08, "en": 0.05, "ps": 0.03}
OUTCOMES: Mapping[Outcome, float] = {
    Outcome.DONE: 0.42, Outcome.VISITOR_CONTINUES: 0.2, Outcome.WAITING_FOR_AUTHORITY: 0.18,
    Outcome.HANDED_OVER: 0.13, Outcome.NOT_POSSIBLE: 0.05, Outcome.STOPPED: 0.02,
}  # fmt: skip
LEFT: Mapping[str, float] = {"crowded": 0.35, "tired": 0.2, "closing": 0.1}
VISITS = 17.0
FOUND_SHARE = 0.3
GROWTH_A_YEAR = 0.12


class Key(NamedTuple):
    """What is counted apart, as in `DailyFact`."""

    kind: str
    subject: str = ""
    language: str = ""
    origin: str = ""
    outcome: str = ""


def thursdays(before: date, weeks: int) -> list[date]:
    """The Thursdays of the ``weeks`` weeks before a day on which the desk was open: no holidays, no mid-summer."""
    last = before - timedelta(days=(before.weekday() - THURSDAY) % 7 or 7)
    days = [last - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    free = holidays.country_holidays("BE", years=sorted({day.year for day in days}))
    return [day for day in days if day not in free and not _is_shut(day)]


def _is_shut(day: date) -> bool:
    return (day.month == 7 and day.day > 14) or (day.month == 8 and day.day < 8) or (day.month == 12 and day.day > 23)


def live_through(db: Session, catalog: Catalog, desk: Desk, days: list[date], *, size: float, seed: int) -> None:
    """Openings and counts of these days for one desk. ``size`` 1.0 is the bigger desk."""
    chance = np.random.default_rng([seed, desk.id or 0])
    for day in days:
        db.add(_opening(desk, day))
        growth = 1 + GROWTH_A_YEAR * (day - days[0]).days / 365
        db.add_all(_facts(catalog, desk, day, chance, size * growth))


def _opening(desk: Desk, day: date) -> Opening:
    begins = datetime.combine(day, BEGINS, desk.timezone)
    ends = datetime.combine(day, ENDS, desk.timezone)
    return Opening(desk_id=desk.id or 0, day=day, begins_at=begins, ends_at=ends, state=OpeningState.CLOSED)


def _facts(catalog: Catalog, desk: Desk, day: date, chance: np.random.Generator, size: float) -> Iterator[DailyFact]:
    counts: Counter[Key] = Counter()
    for language in _drawn(chance, LANGUAGES, int(chance.poisson(VISITS * size))):
        counts[Key("visit", language=language)] += 1
    for slug in (slug for slug in USUAL if slug in catalog.cards):
        season = IN_SEASON if day.month in catalog.cards[slug].season else 1.0
        for outcome in _drawn(chance, OUTCOMES, int(chance.poisson(USUAL[slug] * size * season))):
            origin = Origin.FOUND if chance.random() < FOUND_SHARE else Origin.ASKED
            counts[Key("question", slug, origin=origin.value, outcome=outcome.value)] += 1
    for kind, usual in (("letter", LETTERS), ("left", LEFT)):
        for subject, many in usual.items():
            counts[Key(kind, subject)] += int(chance.poisson(many * size))
    for key, n in counts.items():
        if n:
            yield DailyFact(desk_id=desk.id or 0, day=day, count=n, **key._asdict())


def _drawn(chance: np.random.Generator, weights: Mapping[T, float], n: int) -> list[T]:
    names, total = list(weights), sum(weights.values())
    picked = chance.choice(len(names), size=n, p=[weight / total for weight in weights.values()])
    return [names[int(i)] for i in picked]
