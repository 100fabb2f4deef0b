"""Playing the rest of a morning many times over: who is free when, and when each number in line is called."""

from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.queue.waiting.laws import ABSENT_EDGES, Laws, Numbers, Pace, Paces, Served, pace_today

TIMES = 800
NEVER = 1e9
PAGING = 1.0
"""minutes until a helper knows that nobody comes"""
SEED = 20260101
MOST_PEOPLE, MOST_HELPERS, MOST_FORMS = 400, 64, 64
State = Mapping[str, Any]
Helper = Mapping[str, Any]
Rows = NDArray[np.intp]
_GRID = np.linspace(-4, 4, 1601)
_BELOW = np.array([NormalDist().cdf(float(z)) for z in _GRID])


def chance_below(z: Numbers) -> Numbers:
    """The normal law."""
    return np.asarray(np.interp(z, _GRID, _BELOW))


def normal_at(share: Numbers) -> Numbers:
    """Its inverse."""
    return np.asarray(np.interp(share, _BELOW, _GRID))


def _quantiles(seen: Sequence[float] | Numbers, shares: Numbers) -> Numbers:
    return np.asarray(np.quantile(seen, shares), dtype=np.float64)


class _Chance:
    """The same numbers for every estimate: one line is always told the same time, and two lines are compared fairly."""

    def __init__(self) -> None:
        source = np.random.default_rng(SEED)

        def even(rows: int) -> Numbers:
            return (np.stack([source.permutation(TIMES) for _ in range(rows)]) + 0.5) / TIMES

        self.day = normal_at(even(1)[0])
        self.table_shares = even(MOST_HELPERS)
        self.tables = normal_at(self.table_shares)
        self.forms = normal_at(even(MOST_FORMS))
        self.now = even(MOST_HELPERS)
        self.visits = normal_at(even(MOST_PEOPLE))
        self.gone, self.pause, self.pause_length = even(MOST_PEOPLE), even(MOST_PEOPLE), even(MOST_PEOPLE)


_chance = _Chance()
_EVERY = np.arange(TIMES)


def eligible(helpers: Sequence[Helper], form: str | None, language: str) -> tuple[Rows, bool]:
    """Who may take this visitor, and whether by an interpreter: language and form, else the form, else anybody."""
    knows = [at for at, one in enumerate(helpers) if form in one["forms"]]
    both = [at for at in knows if language in helpers[at]["languages"]]
    return np.array(both or knows or range(len(helpers)), dtype=np.intp), not both


def is_free(helper: Helper, now: float) -> bool:
    """Whether this helper would take somebody at once."""
    return bool(helper["status"] == "idle" and now < helper["end"] and now < _break_at(helper))


def _break_at(helper: Helper) -> float:
    is_planned = helper["break_at"] is not None and not helper["break_taken"]
    return float(helper["break_at"]) if is_planned else NEVER


def ended_today(state: State) -> list[Served]:
    """The visits of this morning that are over."""
    known = {one["id"]: (set(one["languages"]), set(one["forms"])) for one in state["volunteers"]}
    ended = []
    for one in state["today"]:
        if one["finished"] is None or one["absent"] or one["volunteer"] not in known:
            continue
        languages, forms = known[one["volunteer"]]
        by_phone = one["language"] not in languages or one["form"] not in forms
        ended.append(Served("", one["volunteer"], one["form"], one["finished"] - one["called"], by_phone))
    return ended


class Rolling:
    """One morning from now on, ``TIMES`` times. Arrays are helpers × times, in minutes since the doors opened."""

    def __init__(self, laws: Laws, paces: Paces, state: State) -> None:
        self.laws, self.now, self.helpers = laws, float(state["now"]), state["volunteers"]
        today, tables = pace_today(laws, paces, ended_today(state))
        self.day = today.slower + today.doubt * _chance.day
        usual = Pace(0.0, laws.tables)
        self.known = [tables.get(one["id"], usual) for one in self.helpers]
        self.pace = np.stack([self._pace(at, _chance.tables[at]) for at in range(len(self.helpers))])
        self.forms: dict[str | None, int] = {}
        self.ends = np.array([[float(one["end"])] for one in self.helpers])
        self.breaks = np.array([[_break_at(one)] for one in self.helpers])
        self.lengths = np.array([[float(one["break_len"])] for one in self.helpers])
        self.free = np.stack([self._free_at(at, one) for at, one in enumerate(self.helpers)])
        self.taken = np.zeros(self.free.shape, dtype=bool)

    def _pace(self, at: int, chance: Numbers) -> Numbers:
        return self.day + self.known[at].slower + self.known[at].doubt * chance

    def _mean_log(self, form: str | None, pace: Numbers, *, is_interpreted: bool) -> Numbers:
        number = self.forms.setdefault(form, len(self.forms) % MOST_FORMS)
        unsure = self.laws.doubt_of(form) * _chance.forms[number]
        mean: Numbers = self.laws.mean_log(form, is_interpreted=is_interpreted) + unsure + pace
        return mean

    def _free_at(self, at: int, helper: Helper) -> Numbers:
        """When a helper can take the next one; ``NEVER`` after her shift."""
        since, now = float(helper["since"]), np.full(TIMES, self.now)
        match helper["status"]:
            case "gone":
                return np.full(TIMES, NEVER)
            case "busy" if helper["form"] is None:
                now = np.maximum(now, since + PAGING)
            case "busy":
                return since + self._whole_visit(at, helper, self.now - since)
            case "break":
                return np.maximum(now + SOON, since + self._break_length(at, helper))
            case "not_started":
                start = float(helper["start"])
                now = np.maximum(now, start + self._late(at, self.now - start))
        return now

    def _late(self, at: int, already: float) -> Numbers:
        late = np.asarray(self.laws.late)
        still = late[late > already]
        return _quantiles(still, _chance.now[at]) if len(still) else already + SOON_STARTS * _chance.now[at]

    def _break_length(self, at: int, helper: Helper) -> Numbers:
        is_planned = helper["break_at"] is not None and helper["since"] >= helper["break_at"]
        if is_planned or not self.laws.pause_chance:
            return np.full(TIMES, float(helper["break_len"]))
        return _quantiles(self.laws.pauses, _chance.now[at])

    def _whole_visit(self, at: int, helper: Helper, already: float) -> Numbers:
        """How long a visit takes of which we know that it took so long already."""
        by_phone = helper["language"] not in helper["languages"] or helper["form"] not in helper["forms"]
        spread, log = self.laws.spread_of(helper["form"]), np.log(max(already, 0.05))
        mean = self._mean_log(helper["form"], self.pace[at], is_interpreted=by_phone)
        self._learn_slowness(at, 1 - chance_below((log - mean) / spread))
        mean = self._mean_log(helper["form"], self.pace[at], is_interpreted=by_phone)
        below = chance_below((log - mean) / spread)
        minutes = np.exp(mean + spread * normal_at(below + (1 - below) * _chance.now[at]))
        return np.maximum(minutes, already + SOON)

    def _learn_slowness(self, at: int, goes_on: Numbers) -> None:
        """A visit that goes on for long tells of its table too: the more so, the less often a quick one would."""
        order = _chance.table_shares[at].argsort()
        weight = (goes_on[order] + 1e-9).cumsum()
        drawn = np.interp(_chance.table_shares[at], weight / weight[-1], _chance.tables[at][order])
        self.pace[at] = self._pace(at, drawn)

    def call(self, place: int, form: str | None, language: str, arrived: float) -> Numbers:
        """When this one is called, each time; then she is at a table, or not there."""
        rows, by_phone = eligible(self.helpers, form, language)
        free = self.free[rows]
        ready = free + (~self.taken[rows] & (free >= self.breaks[rows])) * self.lengths[rows]
        ready = np.where(ready < self.ends[rows], ready, NEVER)
        picked = ready.argmin(axis=0)
        called: Numbers = ready[picked, _EVERY]
        who = rows[picked]
        minutes = self._minutes(place % MOST_PEOPLE, form, self.pace[who, _EVERY], called - arrived, by_phone)
        is_served = called < NEVER
        self.taken[who, _EVERY] |= is_served & (called >= self.breaks[who, 0])
        self.free[who, _EVERY] = np.where(is_served, called + minutes, self.free[who, _EVERY])
        return called

    def _minutes(self, place: int, form: str | None, pace: Numbers, waited: Numbers, by_phone: bool) -> Numbers:
        """How long she keeps the helper who called her, with the pause that may follow."""
        mean = self._mean_log(form, pace, is_interpreted=by_phone)
        minutes = np.exp(mean + self.laws.spread_of(form) * _chance.visits[place])
        chance_gone = np.asarray(self.laws.absent)[np.searchsorted(ABSENT_EDGES, waited)]
        minutes = np.where(_chance.gone[place] < chance_gone, PAGING, minutes)
        if self.laws.pause_chance:
            pauses = _quantiles(self.laws.pauses, _chance.pause_length[place])
            minutes += np.where(_chance.pause[place] < self.laws.pause_chance, pauses, 0.0)
        return minutes


SOON, SOON_STARTS = 0.5, 5.0
"""minutes: what goes on longer than we know of ends soon"""


def calls_of_me(laws: Laws, paces: Paces, state: State) -> Numbers:
    """The minute at which ``me`` is called, each time; ``NEVER`` when nobody can take her any more."""
    morning = Rolling(laws, paces, state)
    for place, one in enumerate(state["queue"]):
        morning.call(place, one["form"], one["language"], one["arrived"])
    me = state["me"]
    return morning.call(len(state["queue"]), me["form"], me["language"], me["arrived"])
