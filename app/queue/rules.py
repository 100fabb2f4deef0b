"""In which order people go, and which change of a ticket may follow which. No database, no request, no clock."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST_OVERTAKEN = 2
BOUND = timedelta(minutes=45)
"""after waiting so long nobody goes before her any more"""


class TicketState(StrEnum):
    """Where somebody is between the door and leaving."""

    WAITING = "waiting"
    CALLED = "called"
    AT_TABLE = "at_table"
    DONE = "done"
    NOT_THERE = "not_there"
    STEPPED_OUT = "stepped_out"
    HANDED_OVER = "handed_over"
    LEFT_UNHELPED = "left_unhelped"
    SENT_HOME = "sent_home"


class MustAct(StrEnum):
    """Must something be done before a certain day?"""

    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    NO = "no"
    UNKNOWN = "unknown"


_S = TicketState
MOVES: dict[TicketState, frozenset[TicketState]] = {
    _S.WAITING: frozenset({_S.CALLED, _S.STEPPED_OUT, _S.LEFT_UNHELPED, _S.SENT_HOME, _S.HANDED_OVER}),
    _S.CALLED: frozenset({_S.AT_TABLE, _S.NOT_THERE, _S.WAITING, _S.LEFT_UNHELPED, _S.SENT_HOME, _S.HANDED_OVER}),
    _S.NOT_THERE: frozenset({_S.CALLED, _S.WAITING, _S.LEFT_UNHELPED}),
    _S.STEPPED_OUT: frozenset({_S.WAITING, _S.LEFT_UNHELPED}),
    _S.AT_TABLE: frozenset({_S.DONE, _S.HANDED_OVER, _S.LEFT_UNHELPED, _S.WAITING}),
    _S.DONE: frozenset(),
    _S.HANDED_OVER: frozenset(),
    _S.LEFT_UNHELPED: frozenset({_S.WAITING}),
    _S.SENT_HOME: frozenset({_S.WAITING}),
}
IN_LINE = (_S.WAITING, _S.CALLED, _S.NOT_THERE, _S.STEPPED_OUT)


@dataclass(frozen=True)
class Place:
    """What the order needs to know of somebody who waits."""

    number: int
    must_act: MustAct
    is_returning: bool
    overtaken: int
    came_at: datetime
    language: str = "nl"
    topic: str | None = None


def is_protected(place: Place, now: datetime) -> bool:
    """Nobody may go before her any more."""
    return place.overtaken >= MOST_OVERTAKEN or now - place.came_at >= BOUND


def rank(place: Place) -> int:
    """0 must act today or tomorrow, 1 came back with the missing paper, 2 everybody else."""
    if place.must_act is MustAct.TODAY:
        return 0
    return 1 if place.is_returning else 2


def why(place: Place, now: datetime) -> str:
    """The reason for her place, as a code the pages say in words."""
    if is_protected(place, now):
        return "waited_long"
    return ("must_act", "came_back", "arrival")[rank(place)]


def in_order(places: Iterable[Place], now: datetime) -> list[Place]:
    """Who goes first."""

    def key(place: Place) -> tuple[int, int, int]:
        protected = is_protected(place, now)
        return (0 if protected else 1, 0 if protected else rank(place), place.number)

    return sorted(places, key=key)


def can_serve(place: Place, languages: Collection[str], families: Collection[str]) -> bool:
    """Whether a helper shares the language and does this family of forms (none named: all)."""
    speaks = place.language in languages
    return speaks and (not families or place.topic is None or place.topic in families)


def choose(
    places: Iterable[Place], now: datetime, languages: Collection[str], families: Collection[str]
) -> tuple[Place, str] | None:
    """Whom this helper calls next, and why; none when nobody waits.

    Who is protected goes first with whoever is free. Then the first one she can serve. When she can serve nobody,
    the first in line: waiting for a helper who may never come is worse than calling an interpreter.
    """
    line = in_order(places, now)
    if not line:
        return None
    first = line[0]
    if is_protected(first, now):
        return first, "waited_long"
    fitting = next((place for place in line if can_serve(place, languages, families)), None)
    return (fitting, why(fitting, now)) if fitting else (first, "no_match")
