"""The verbs of the line. Each takes the opening's row first, so changes of one opening follow each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app import clock
from app.db import tell
from app.db.quarters import quarter
from app.desks.models import Opening
from app.errors import Clash, NotFound
from app.i18n import lazy
from app.queue import queries, rules
from app.queue.models import MustAct, Period, Ticket, TicketState
from app.queue.slots import QueueSlots
from app.web import kept_forms

BOARD_CALLS = 6
KEPT = timedelta(days=90)
EXACT_FOR = timedelta(days=7)
LEFT_REASONS = ("crowded", "not_for_us", "closing", "tired")
CHANGED = lazy("Somebody else just changed this number. Look again.")


@dataclass(frozen=True)
class Called:
    """Who was called, and why she was first: a code of ``rules.choose``."""

    ticket: Ticket
    why: str


@dataclass(frozen=True)
class InLine:
    """Somebody in the line, as the host sees her. ``waited`` since she came."""

    ticket: Ticket
    why: str
    waited: timedelta


@dataclass(frozen=True)
class Line:
    """Who waits in order, who was called or is away, who sits at a table."""

    waiting: Sequence[InLine]
    aside: Sequence[InLine]
    at_table: Sequence[Ticket]


def take_number(
    db: Session,
    opening: Opening,
    *,
    language: str,
    topic: str | None,
    must_act: MustAct,
    returning: bool = False,
    once: str | None = None,
    by_role: str = "kiosk",
) -> Ticket:
    """A number for somebody at the door. The same ``once`` gives the same number again.

    Raises ``Clash`` when the desk gives no numbers any more; the host still may at the last ticket.
    """
    opening_id = _id(opening)
    sequence = queries.next_sequence(db, opening_id)
    if once is not None and (given := queries.ticket_by_once(db, once, opening_id)) is not None:
        return given
    if not queries.gives_numbers(db, opening_id, also_last=by_role == "host"):
        raise Clash(lazy("We give no new numbers now. Ask the host."))
    flags = ["look_together"] if must_act is MustAct.UNKNOWN else []
    ticket = Ticket(
        opening_id=opening_id,
        number=queries.next_number(db, opening_id),
        once=once,
        language=language,
        topic=topic,
        must_act=must_act,
        is_returning=returning,
        flags=flags,
        changed_sequence=sequence,
    )
    db.add(ticket)
    db.flush()
    db.add(Period(ticket_id=_id(ticket), state=TicketState.WAITING, sequence=sequence, by_role=by_role))
    _tell(db, opening)
    return ticket


def call_next(
    db: Session, opening: Opening, *, table: str, languages: Sequence[str], families: Sequence[str] = (),
    is_label: bool = False,
) -> Called | None:  # fmt: skip
    """The first person this helper can serve is called to her table; none when nobody waits.

    While who was called has not sat down, it is still she: a double click, two tabs. ``is_label``: the table only says
    where to go, as for a machine that calls for several. Raises ``NotFound`` when the desk was closed meanwhile.
    """
    opening_id, now = _id(opening), clock.now()
    sequence = queries.next_sequence(db, opening_id)
    if not queries.gives_numbers(db, opening_id, also_last=True):
        raise NotFound(lazy("The desk is not open now."))
    if not is_label and (before := queries.called_to(db, opening_id, table)) is not None:
        return Called(before, queries.last_rule(db, _id(before)))
    found = queries.candidates(db, opening_id, now, languages, families)
    chosen = rules.choose(found, now, languages, families)
    if chosen is None:
        return None
    place, reason = chosen
    ticket = queries.ticket_by_number(db, opening_id, place.number)
    _change(db, ticket, TicketState.CALLED, sequence=sequence, table=table, rule=reason, by_role="volunteer")
    queries.note_overtaken(db, opening_id, place.number)
    _tell(db, opening)
    return Called(ticket, reason)


def called_to(db: Session, opening: Opening, table: str) -> Ticket | None:
    """Who was called to a table and is not there yet."""
    return queries.called_to(db, _id(opening), table)


def move(
    db: Session,
    ticket_code: str,
    *,
    to: TicketState,
    reason: str = "",
    table: str | None = None,
    by_role: str,
    slots: QueueSlots,
    desk_ids: Sequence[int] | None = None,
) -> Ticket:
    """Change where somebody is. The same change twice is one change.

    Raises ``NotFound`` for an unknown code or another desk's ticket, ``Clash`` (with the present ``state``) for a
    change that cannot follow.
    """
    ticket = ticket_of(db, ticket_code)
    opening = queries.opening(db, ticket.opening_id)
    if desk_ids is not None and opening.desk_id not in desk_ids:
        raise NotFound(lazy("This number does not exist, or not any more."))
    sequence = queries.next_sequence(db, ticket.opening_id)
    db.refresh(ticket)
    if ticket.state is to:
        return ticket
    table = table or ticket.table_label
    if to is TicketState.CALLED:  # out of turn, or once more: to the table that called her before
        table = table or queries.last_table(db, _id(ticket))
    if to not in rules.MOVES[ticket.state] or (to is TicketState.CALLED and table is None):
        raise Clash(CHANGED, state=ticket.state.value)
    if to is TicketState.CALLED and ticket.state is TicketState.WAITING:
        queries.note_overtaken(db, ticket.opening_id, ticket.number)
    if ticket.state is TicketState.LEFT_UNHELPED:  # the wrong row was tapped, or she came back
        slots.when_back(db, opening, _left_reason(queries.last_rule(db, _id(ticket))))
    _change(db, ticket, to, sequence=sequence, table=table, rule=reason, by_role=by_role)
    if to is TicketState.LEFT_UNHELPED:
        slots.when_left(db, opening, ticket, _left_reason(reason))
    _tell(db, opening)
    return ticket


def left_at_door(db: Session, opening: Opening, *, reason: str, once: str, slots: QueueSlots) -> None:
    """Somebody left who never took a number. The same ``once`` is the same person."""
    hold(db, opening)
    if not kept_forms.is_first(db, once):
        return
    slots.when_left(db, opening, None, reason)
    _tell(db, opening)


def ticket_of(db: Session, code: str) -> Ticket:
    """The ticket of an address. Raises ``NotFound``, also after closing."""
    ticket = queries.ticket_by_code(db, code)
    if ticket is None:
        raise NotFound(lazy("This number does not exist, or not any more."))
    return ticket


def hold(db: Session, opening: Opening) -> None:
    """Look first, then change: nobody else changes this opening in between."""
    queries.hold(db, _id(opening))


def given_before(db: Session, opening: Opening, once: str) -> Ticket | None:
    """The number that this very form already gave, also when it was sent twice at the same moment."""
    hold(db, opening)
    return queries.ticket_by_once(db, once, _id(opening))


def position(db: Session, ticket: Ticket) -> int:
    """How many go before her now, by the order of the line."""
    if ticket.state is not TicketState.WAITING:
        return 0
    line = rules.in_order(queries.waiting_places(db, ticket.opening_id), clock.now())
    return next((i for i, place in enumerate(line) if place.number == ticket.number), 0)


def line(db: Session, opening: Opening) -> Line:
    """The line as the host sees it."""
    now = clock.now()
    by_number = {ticket.number: ticket for ticket in queries.in_line(db, _id(opening))}
    waiting = [_place(t) for t in by_number.values() if t.state is TicketState.WAITING]
    ordered = rules.in_order(waiting, now)
    rows = [InLine(by_number[p.number], rules.why(p, now), _waited(p.came_at, now)) for p in ordered]
    aside = [InLine(t, "", _waited(t.came_at, now)) for t in by_number.values() if t.state is not TicketState.WAITING]
    return Line(rows, aside, queries.at_tables(db, _id(opening)))


def how_many_wait(db: Session, opening: Opening) -> int:
    """How many wait now."""
    return queries.count_waiting(db, _id(opening))


def board(db: Session, opening: Opening) -> Sequence[Ticket]:
    """The last calls, newest first: numbers and tables, nothing else about a person."""
    return queries.last_called(db, _id(opening), BOARD_CALLS)


def still_waiting(db: Session, opening_id: int) -> int:
    """How many were never at a table."""
    return len(queries.in_line(db, opening_id))


def opening_of(db: Session, opening_id: int) -> Opening:
    """An opening."""
    return queries.opening(db, opening_id)


def let_go(db: Session, opening_id: int) -> None:
    """At closing: who waits is sent home, who sits is done, codes and tables are forgotten."""
    now = clock.now()
    queries.end_all(db, opening_id, now, rules.IN_LINE, TicketState.SENT_HOME)
    queries.end_all(db, opening_id, now, [TicketState.AT_TABLE], TicketState.DONE)
    queries.forget_codes(db, opening_id)


def purge(db: Session) -> dict[str, int]:
    """Older tickets go, old clock times lose their minutes; how many."""
    now = clock.now()
    dropped = queries.drop_before(db, now - KEPT)
    for ticket in queries.exact_tickets(db, now - EXACT_FOR):
        ticket.came_at, ticket.changed_at = quarter(ticket.came_at), quarter(ticket.changed_at)
    rounded = queries.exact_periods(db, now - EXACT_FOR)
    for period in rounded:
        period.started_at = quarter(period.started_at)
        period.ended_at = quarter(period.ended_at) if period.ended_at else None
    return {"period": len(rounded), "ticket": dropped}


def _left_reason(rule: str) -> str:
    return rule if rule in LEFT_REASONS else ""


def _waited(since: datetime, now: datetime) -> timedelta:
    return max(now - since, timedelta())  # a clock that was set back makes nobody wait less than nothing


def _place(ticket: Ticket) -> rules.Place:
    return rules.Place(
        ticket.number, ticket.must_act, ticket.is_returning, ticket.overtaken, ticket.came_at, ticket.language,
        ticket.topic,
    )  # fmt: skip


def _change(
    db: Session, ticket: Ticket, to: TicketState, *, sequence: int, table: str | None, rule: str, by_role: str
) -> None:
    now = clock.now()
    recalls = ticket.recalls + (to is TicketState.NOT_THERE)
    keeps_table = to in (TicketState.CALLED, TicketState.AT_TABLE)
    label = table if keeps_table else None
    told = ticket.changed_sequence if to is TicketState.AT_TABLE else sequence  # sitting down is no new call
    if not queries.change(db, ticket, to, sequence=told, now=now, table=label, recalls=recalls):
        raise Clash(CHANGED, state=ticket.state.value)
    queries.end_period(db, _id(ticket), now)
    period = Period(
        ticket_id=_id(ticket), state=to, sequence=sequence, started_at=now, table_label=label, rule=rule,
        by_role=by_role,
    )  # fmt: skip
    db.add(period)
    db.flush()
    db.refresh(ticket)


def _tell(db: Session, opening: Opening) -> None:
    tell(db, f"desk-{opening.desk_id}", "queue")


def _id(row: Opening | Ticket) -> int:
    if row.id is None:
        raise ValueError("not kept yet")
    return row.id
