"""How long somebody waits who takes a number now: a range that is right as often as it says.

``laws`` what past mornings teach · ``rolling`` the rest of a morning, played many times · ``estimating`` a range from
that, made to hold · ``mornings`` past mornings that lie in tables. Pure: no database, no clock; the same line is told
the same time.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from app.queue.waiting.estimating import Estimator, Told, calibrated
from app.queue.waiting.laws import Laws, Past, Served, learned, paces
from app.queue.waiting.mornings import past_of, rows
from app.queue.waiting.rolling import State

__all__ = ["Estimator", "Laws", "Past", "Served", "State", "Told", "calibrated", "estimate", "learned", "prepare"]

_desk = {"now": Estimator(Laws())}


def prepare(train: Mapping[str, Any]) -> None:
    """Learn from past mornings: tables ``events``, ``roster`` and ``truth``, and ``replay`` that plays them back."""
    past = past_of(train["events"], train["roster"])
    laws = learned(past)
    _desk["now"] = calibrated(laws, paces(laws, past), _seen(train))


def estimate(state: State) -> dict[str, float]:
    """The range for ``state["me"]``, in minutes from now; before any ``prepare`` with the laws of desks elsewhere."""
    told = _desk["now"].tell(state)
    if told is None:
        return {"median": 0.0, "lo": 0.0, "hi": 0.0, "p_served": 0.0, "announce": 0.0}
    return {"median": told.median, "lo": told.lo, "hi": told.hi, "p_served": told.p_served, "announce": told.announce}


def _seen(train: Mapping[str, Any]) -> Iterator[tuple[State, float]]:
    truth = {
        (session, visitor): float(wait)
        for session, visitor, wait, outcome in rows(train["truth"], "session", "visitor", "wait", "outcome")
        if outcome != "turned_away"
    }
    for state in train["replay"](train["events"], train["roster"]):
        wait = truth.get((state["session"], state["me"]["id"]))
        if wait is not None:
            yield state, wait
