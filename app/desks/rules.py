"""The half-days of a week: what was typed, what overlaps, when a desk opens again. No database, no clock."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

HalfDay = Mapping[str, Any]
"""``weekday`` (Monday is 0), ``begins`` and ``ends`` as the clock on the wall shows them: ``09:00``"""

PER_DAY = (1, 2)
EDGES = ("begins", "ends")
BETWEEN = ".uh"  # between hours and minutes, beside the colon
A_WEEK = timedelta(days=7)


class Fault(StrEnum):
    """What can be wrong with hours that were typed."""

    NOT_AN_HOUR = "not_an_hour"
    OTHER_HALF = "other_half"
    TURNED = "turned"
    OVERLAP = "overlap"


def field_name(edge: str, weekday: int, n: int) -> str:
    """What the field is called where the ``n``-th half-day of a day begins or ends."""
    return f"{edge}_{weekday}_{n}"


def field_names() -> list[str]:
    """The fields of a whole week."""
    return [field_name(edge, weekday, n) for weekday in range(7) for n in PER_DAY for edge in EDGES]


def _hour(typed: str) -> str | None:
    hour, _, minute = typed.lower().translate(str.maketrans(BETWEEN, ":::")).partition(":")
    minute = minute or "00"
    if not (hour.isdecimal() and minute.isdecimal() and len(hour) <= 2 == len(minute)):
        return None
    fits = int(hour) < 24 and int(minute) < 60
    return f"{int(hour):02}:{int(minute):02}" if fits else None


def _read_half_day(typed: Mapping[str, str], weekday: int, n: int) -> tuple[HalfDay | None, dict[str, Fault]]:
    words = {edge: typed.get(field_name(edge, weekday, n), "").strip() for edge in EDGES}
    if not any(words.values()):
        return None, {}
    faults = {}
    for edge, word in words.items():
        if not word:
            faults[field_name(edge, weekday, n)] = Fault.OTHER_HALF
        elif _hour(word) is None:
            faults[field_name(edge, weekday, n)] = Fault.NOT_AN_HOUR
    if faults:
        return None, faults
    half_day: HalfDay = {"weekday": weekday, **{edge: _hour(word) for edge, word in words.items()}}
    if half_day["begins"] >= half_day["ends"]:
        return None, {field_name("ends", weekday, n): Fault.TURNED}
    return half_day, {}


def read_week(typed: Mapping[str, str]) -> tuple[list[HalfDay], dict[str, Fault]]:
    """The half-days that were typed, in the order of the week, and what is wrong by field name."""
    week: list[HalfDay] = []
    faults: dict[str, Fault] = {}
    for weekday in range(7):
        day: list[HalfDay] = []
        for n in PER_DAY:
            half_day, wrong = _read_half_day(typed, weekday, n)
            faults |= wrong
            if half_day is None:
                continue
            if any(half_day["begins"] < other["ends"] and other["begins"] < half_day["ends"] for other in day):
                faults[field_name("begins", weekday, n)] = Fault.OVERLAP
            day.append(half_day)
        week += sorted(day, key=lambda half_day: str(half_day["begins"]))
    return week, faults


def as_typed(week: Sequence[HalfDay]) -> dict[str, str]:
    """The same the other way round: field name → what stands in it; empty where the desk is closed."""
    fields = dict.fromkeys(field_names(), "")
    for weekday in range(7):
        day = [half_day for half_day in week if half_day["weekday"] == weekday]
        for n, half_day in zip(PER_DAY, day, strict=False):
            fields |= {field_name(edge, weekday, n): half_day[edge] for edge in EDGES}
    return fields


def half_day_at(week: Sequence[HalfDay], now: datetime) -> HalfDay | None:
    """The half-day that runs at this moment in the hall."""
    today = [half_day for half_day in week if half_day["weekday"] == now.weekday()]
    return next((half for half in today if half["begins"] <= f"{now:%H:%M}" < half["ends"]), None)


def usual_end(week: Sequence[HalfDay], now: datetime) -> str | None:
    """When the half-day of this moment ends, or else the next one of today."""
    ends = [half_day["ends"] for half_day in week if half_day["weekday"] == now.weekday()]
    return min((end for end in ends if end > f"{now:%H:%M}"), default=None)


def opens_again(week: Sequence[HalfDay], now: datetime) -> datetime | None:
    """The first half-day that begins after this moment; none for a desk without hours."""
    begins = []
    for half_day in week:
        hour = time.fromisoformat(half_day["begins"])
        day = now + timedelta(days=(half_day["weekday"] - now.weekday()) % 7)
        at = day.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
        begins.append(at if at > now else at + A_WEEK)
    return min(begins, default=None)
