"""From played mornings to a range that holds as often as it says."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from app.queue.waiting.laws import Laws, Numbers, Paces
from app.queue.waiting.rolling import TIMES, State, calls_of_me, eligible, is_free

LEVELS = (0.1, 0.5, 0.9, 0.65)
"""the lower end, the middle, the upper end, and what is said when one number must be said"""
TRUST_AFTER = 6.0
"""mornings after which what was seen weighs as much as what was hoped"""
FEWEST_SERVED = 5
MOST_LOOKED_AT = 2500


@dataclass(frozen=True)
class Told:
    """Minutes from now; ``p_served``: the chance to be called before closing."""

    median: float
    lo: float
    hi: float
    p_served: float
    announce: float


NOW = Told(0.0, 0.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True)
class Estimator:
    """The laws of a desk, how its tables differ (in memory only), and at which levels of the play the truth lies."""

    laws: Laws
    paces: Paces = field(default_factory=dict)
    levels: tuple[float, ...] = LEVELS

    def tell(self, state: State) -> Told | None:
        """How long ``me`` waits from now; None when nobody is there or comes who could take anybody."""
        if not state["volunteers"]:
            return None
        if meets_somebody_free(state):
            return NOW
        served = self._waits(state)
        share = len(served) / TIMES
        if len(served) < FEWEST_SERVED:
            left = max(float(state["closes_at"]) - float(state["now"]), 0.0)
            return Told(left, 0.8 * left, left, share, left)
        lo, median, hi, announce = (float(value) for value in np.quantile(served, self.levels))
        return Told(median, max(lo, 0.0), hi, share, announce)

    def place(self, state: State, wait: float) -> float | None:
        """In which share of the played mornings she was called sooner than really; None when that tells nothing."""
        if not state["volunteers"] or meets_somebody_free(state):
            return None
        served = self._waits(state)
        return float((served < wait).mean()) if len(served) >= FEWEST_SERVED else None

    def _waits(self, state: State) -> Numbers:
        calls = calls_of_me(self.laws, self.paces, state)
        served: Numbers = calls[calls < state["closes_at"]] - float(state["now"])
        return served


def meets_somebody_free(state: State) -> bool:
    """Whether a helper who may take her sits there with nobody."""
    me, helpers = state["me"], state["volunteers"]
    rows, _by_phone = eligible(helpers, me["form"], me["language"])
    return any(is_free(helpers[at], state["now"]) for at in rows)


def calibrated(laws: Laws, paces: Paces, seen: Iterable[tuple[State, float]]) -> Estimator:
    """Looks where in the play the truth lay, in mornings that are over (state at arrival, minutes waited).

    What was seen counts for more with every morning: four mornings prove little.
    """
    plain = Estimator(laws, paces)
    places: list[float] = []
    mornings = set()
    for state, wait in seen:
        place = plain.place(state, wait)
        if place is not None:
            places.append(place)
            mornings.add(state["session"])
        if len(places) >= MOST_LOOKED_AT:
            break
    if not places:
        return plain
    trust = len(mornings) / (len(mornings) + TRUST_AFTER)
    found = zip(np.quantile(places, LEVELS), LEVELS, strict=True)
    return Estimator(laws, paces, tuple(float(trust * one + (1 - trust) * hoped) for one, hoped in found))
