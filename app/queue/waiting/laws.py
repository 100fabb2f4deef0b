"""What past mornings teach about waiting: how long a form takes, who is gone when called, who comes late.

Times are minutes; what is called ``log`` is their natural logarithm, in which visits follow a normal law.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# What desks elsewhere show, and how many visits of its own a desk needs before it believes itself as much.
USUAL_LOG = float(np.log(18.0))
USUAL_SPREAD = 0.5
INTERPRETED = float(np.log(1.3))
DAYS_USUALLY = 0.12
TABLES_USUALLY = 0.25
ABSENT_EDGES = np.array([10.0, 20.0, 35.0, 55.0, 80.0])
ABSENT_USUALLY = (0.0, 0.01, 0.04, 0.08, 0.1, 0.12)
SURE_AFTER = 40.0
DESK_KNOWN_AFTER, FORM_KNOWN_AFTER, MORNINGS_KNOWN_AFTER = 6.0, 1.5, 4.0
LEAST_VARIANCE = 0.0025
SHORTEST = 0.5
ROUNDS = 8
MOST_KEPT = 200


@dataclass(frozen=True)
class Laws:
    """The laws of one desk; nothing in here is about a person.

    ``days``, ``tables``: how far mornings, and tables of one morning, lie apart (of the logarithm). ``absent``: chance
    to be gone when called, by the time waited. ``late``, ``pauses``: minutes, as they happened. ``pause_chance``: of a
    pause that nobody planned, after a visit.
    """

    usual_log: float = USUAL_LOG
    spread: float = USUAL_SPREAD
    form_log: Mapping[str, float] = field(default_factory=dict)
    form_spread: Mapping[str, float] = field(default_factory=dict)
    form_doubt: Mapping[str, float] = field(default_factory=dict)
    interpreted: float = INTERPRETED
    days: float = DAYS_USUALLY
    tables: float = TABLES_USUALLY
    absent: tuple[float, ...] = ABSENT_USUALLY
    late: tuple[float, ...] = (0.0,)
    pause_chance: float = 0.0
    pauses: tuple[float, ...] = (0.0,)

    def mean_log(self, form: str | None, *, is_interpreted: bool) -> float:
        """Of how long a visit for this form takes."""
        return self.form_log.get(form or "", self.usual_log) + self.interpreted * is_interpreted

    def spread_of(self, form: str | None) -> float:
        """Of the logarithm, from one visit for this form to the next at one table."""
        return self.form_spread.get(form or "", self.spread)

    def doubt_of(self, form: str | None) -> float:
        """How unsure the mean of this form is."""
        return self.form_doubt.get(form or "", self.spread)


@dataclass(frozen=True)
class Served:
    """A visit that ended: in which morning, at which table, for which form, how long, and whether by an interpreter."""

    morning: str
    table: str
    form: str
    minutes: float
    is_interpreted: bool


@dataclass(frozen=True)
class Past:
    """What happened: visits, calls (minutes waited, whether nobody came), starts (minutes late), pauses not planned."""

    served: Sequence[Served] = ()
    calls: Sequence[tuple[float, bool]] = ()
    late: Sequence[float] = ()
    pauses: Sequence[float] = ()


@dataclass(frozen=True)
class Pace:
    """How much slower than usual (logarithm) somebody or something is, and how unsure that is."""

    slower: float
    doubt: float


Paces = Mapping[str, Pace]
"""by table"""


def learned(past: Past) -> Laws:
    """The laws of a desk, each drawn towards what is usual as long as little was seen."""
    if not past.served:
        return Laws(absent=_absent(past.calls), late=_kept(past.late))
    logs = np.log([max(one.minutes, SHORTEST) for one in past.served])
    usual = float((logs.sum() + DESK_KNOWN_AFTER * USUAL_LOG) / (len(logs) + DESK_KNOWN_AFTER))
    means, extra = _parted(past.served, logs, usual)
    logs = logs - extra * np.array([one.is_interpreted for one in past.served])
    forms = {form: logs[at] for form, at in _places(one.form for one in past.served).items()}
    rest = logs - np.array([means[one.form] for one in past.served])
    whole = _squares(rest, USUAL_SPREAD**2)
    tables = _between_tables(past.served, rest)
    spread = float(np.sqrt(max(whole - tables, whole / 4)))
    own_spread = {form: _squares(own - means[form], whole) for form, own in forms.items()}
    return Laws(
        usual_log=usual,
        spread=spread,
        form_log=means,
        form_spread={form: float(np.sqrt(max(square - tables, square / 4))) for form, square in own_spread.items()},
        form_doubt={form: spread / float(np.sqrt(len(own) + FORM_KNOWN_AFTER)) for form, own in forms.items()},
        interpreted=extra,
        days=_between_days(past.served, rest, spread, tables),
        tables=float(np.sqrt(tables)),
        absent=_absent(past.calls),
        late=_kept(past.late),
        pause_chance=len(past.pauses) / (len(past.served) + SURE_AFTER),
        pauses=_kept(past.pauses),
    )


def paces(laws: Laws, past: Past) -> Paces:
    """How each table differed from the others. This is of persons: it may be kept in memory, and shown to nobody."""
    seen = _seen(laws, past.served)
    return {table: one.drawn_to(Pace(0.0, laws.tables)) for table, one in seen.items()}


def pace_today(laws: Laws, before: Paces, ended: Iterable[Served]) -> tuple[Pace, Paces]:
    """Of this morning, and beside that of each table, from the visits that ended in it. Forgotten with the answer."""
    seen, usual = _seen(laws, ended), Pace(0.0, laws.tables)
    precision, pull = 1 / laws.days**2, 0.0
    for table, one in seen.items():
        known = before.get(table, usual)
        weight = 1 / (known.doubt**2 + 1 / one.weight)
        precision += weight
        pull += weight * (one.slower - known.slower)
    day = Pace(pull / precision, float(1 / np.sqrt(precision)))
    tables = {
        table: _Seen(one.slower - day.slower, one.weight).drawn_to(before.get(table, usual))
        for table, one in seen.items()
    }
    return day, {**before, **tables}


@dataclass(frozen=True)
class _Seen:
    """Mean of how much longer (logarithm) the visits of one table took than usual, and what that is worth."""

    slower: float
    weight: float

    def drawn_to(self, known: Pace) -> Pace:
        """What is known after this was seen."""
        share = known.doubt**2 / (known.doubt**2 + 1 / self.weight)
        slower = known.slower + share * (self.slower - known.slower)
        return Pace(slower, known.doubt * float(np.sqrt(1 - share)))


def _seen(laws: Laws, served: Iterable[Served]) -> dict[str, _Seen]:
    """By table. A form that always takes as long tells more of a table than one of now ten minutes, now fifty."""
    sums: dict[str, tuple[float, float]] = {}
    for one in served:
        rest = float(np.log(max(one.minutes, SHORTEST))) - laws.mean_log(one.form, is_interpreted=one.is_interpreted)
        worth = 1 / laws.spread_of(one.form) ** 2
        total, weight = sums.get(one.table, (0.0, 0.0))
        sums[one.table] = total + worth * rest, weight + worth
    return {table: _Seen(total / weight, weight) for table, (total, weight) in sums.items()}


def _places(names: Iterable[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        places[name].append(at)
    return places


def _parted(served: Sequence[Served], logs: Numbers, usual: float) -> tuple[dict[str, float], float]:
    """Mean of each form, and how much longer with an interpreter; each with the other and the tables set apart.

    So a form that only slow tables do is not taken for a slow form, nor a slow table for an interpreter.
    """
    forms, tables = _places(one.form for one in served), _places(one.table for one in served)
    by_phone = np.array([one.is_interpreted for one in served])
    known_after = USUAL_SPREAD**2 / TABLES_USUALLY**2
    of_form, of_table, extra = np.zeros(len(logs)), np.zeros(len(logs)), INTERPRETED
    for _round in range(ROUNDS):
        plain = logs - extra * by_phone - of_table
        for at in forms.values():
            of_form[at] = _drawn(plain[at], usual, FORM_KNOWN_AFTER)
        extra = _drawn((logs - of_form - of_table)[by_phone], INTERPRETED, SURE_AFTER / 4)
        for at in tables.values():
            of_table[at] = _drawn((logs - of_form - extra * by_phone)[at], 0.0, known_after)
    return {form: float(of_form[at[0]]) for form, at in forms.items()}, extra


def _drawn(own: Numbers, towards: float, known_after: float) -> float:
    return float((own.sum() + known_after * towards) / (len(own) + known_after))


def _squares(rest: Numbers, usually: float) -> float:
    return float(((rest**2).sum() + SURE_AFTER * usually) / (len(rest) + SURE_AFTER))


def _between_tables(served: Sequence[Served], rest: Numbers) -> float:
    """Variance between tables of one morning: pairs of visits at one table are more alike than pairs at two."""
    mornings: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one, value in zip(served, rest, strict=True):
        mornings[one.morning][one.table].append(float(value))
    weight = SURE_AFTER
    total = weight * TABLES_USUALLY**2
    for tables in mornings.values():
        own = [np.array(values) for values in tables.values()]
        squares = sum(float(values.sum()) ** 2 for values in own)
        alike = squares - sum(float((values**2).sum()) for values in own)
        across = sum(float(values.sum()) for values in own) ** 2 - squares
        pairs = sum(len(values) * (len(values) - 1) for values in own)
        crossed = sum(map(len, own)) ** 2 - sum(len(values) ** 2 for values in own)
        if pairs and crossed:
            total += pairs / 4 * (alike / pairs - across / crossed)
            weight += pairs / 4
    return max(total / weight, LEAST_VARIANCE)


def _between_days(served: Sequence[Served], rest: Numbers, spread: float, tables: float) -> float:
    """How far whole mornings lie apart, beyond what a few visits at a few tables do by chance."""
    visits: dict[str, list[float]] = defaultdict(list)
    seats: dict[str, set[str]] = defaultdict(set)
    for one, value in zip(served, rest, strict=True):
        visits[one.morning].append(float(value))
        seats[one.morning].add(one.table)
    beyond = [
        float(np.mean(values)) ** 2 - spread**2 / len(values) - tables / len(seats[morning])
        for morning, values in visits.items()
    ]
    found = (sum(beyond) + MORNINGS_KNOWN_AFTER * DAYS_USUALLY**2) / (len(beyond) + MORNINGS_KNOWN_AFTER)
    return float(np.sqrt(max(found, LEAST_VARIANCE)))


def _absent(calls: Iterable[tuple[float, bool]]) -> tuple[float, ...]:
    gone = SURE_AFTER * np.array(ABSENT_USUALLY)
    seen = np.full(len(ABSENT_USUALLY), SURE_AFTER)
    for waited, is_absent in calls:
        at = int(np.searchsorted(ABSENT_EDGES, waited))
        seen[at] += 1
        gone[at] += is_absent
    return tuple(float(chance) for chance in gone / seen)


def _kept(minutes: Sequence[float]) -> tuple[float, ...]:
    """Evenly from short to long; where nothing was seen, nothing happens."""
    if not minutes:
        return (0.0,)
    shares = np.linspace(0, 1, min(MOST_KEPT, len(minutes)))
    return tuple(float(value) for value in np.quantile(minutes, shares))
