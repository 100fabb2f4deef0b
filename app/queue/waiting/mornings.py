"""Reading mornings that lie in tables: columns by name, as a data frame or a mapping has them."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.queue.waiting.laws import Past, Served

Table = Mapping[str, Any]
Seat = tuple[str, str]
"""session, volunteer"""


def rows(table: Table, *names: str) -> Iterable[tuple[Any, ...]]:
    """The rows of a table, with these columns."""
    return zip(*(list(table[name]) for name in names), strict=True)


class Roster:
    """Who was to come: languages, forms, start, and the break that is not taken yet."""

    def __init__(self, table: Table) -> None:
        self.knows: dict[Seat, tuple[set[str], set[str]]] = {}
        self.starts: dict[Seat, float] = {}
        self.breaks: dict[Seat, float] = {}
        names = ("session", "volunteer", "languages", "forms", "start", "break_at", "break_len")
        for session, volunteer, languages, forms, start, break_at, break_len in rows(table, *names):
            seat = session, volunteer
            self.knows[seat] = set(languages.split("|")), set(forms.split("|"))
            self.starts[seat] = float(start)
            if float(break_len) > 0:
                self.breaks[seat] = float(break_at)

    def is_planned(self, seat: Seat, minute: float) -> bool:
        """Whether a break at this minute is the one that was planned; it is taken then."""
        if minute < self.breaks.get(seat, float("inf")):
            return False
        del self.breaks[seat]
        return True


def past_of(events: Table, roster: Table) -> Past:
    """What happened in these mornings."""
    plan = Roster(roster)
    at: dict[tuple[str, str], float] = {}
    served, calls, late, pauses = [], [], [], []
    names = ("session", "minute", "event", "visitor", "volunteer", "form", "language")
    for session, minute, event, visitor, volunteer, form, language in rows(events, *names):
        seat = session, volunteer
        match event:
            case "arrive":
                at["arrive", visitor] = minute
            case "call" | "absent":
                at["call", visitor] = minute
                calls.append((minute - at["arrive", visitor], event == "absent"))
            case "finish":
                languages, forms = plan.knows[seat]
                by_phone = language not in languages or form not in forms
                served.append(Served(session, volunteer, form, minute - at["call", visitor], by_phone))
            case "vol_start":
                late.append(max(minute - plan.starts[seat], 0.0))
            case "break_start" if not plan.is_planned(seat, minute):
                at[seat] = minute
            case "break_end" if seat in at:
                pauses.append(minute - at.pop(seat))
    return Past(served, calls, late, pauses)
