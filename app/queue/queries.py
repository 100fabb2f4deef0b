"""Every select and update of the line."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, delete, func, select, update

from app.db.quarters import says_the_minute
from app.desks.models import Opening, OpeningState
from app.queue.models import MustAct, Period, Ticket, TicketState
from app.queue.rules import BOUND, IN_LINE, MOST_OVERTAKEN, Place

WAITS = col(Ticket.state) == TicketState.WAITING


def hold(db: Session, opening_id: int) -> None:
    """Take the opening's own row for this transaction: who wants it too waits, and then sees what was done."""
    query = select(Opening.id).where(Opening.id == opening_id)
    db.exec(query.with_for_update(key_share=True)).one()


def next_sequence(db: Session, opening_id: int) -> int:
    """Take the opening's own row for this transaction, and the next number of order."""
    query = (
        update(Opening)
        .where(col(Opening.id) == opening_id)
        .values(last_sequence=Opening.last_sequence + 1)
        .returning(col(Opening.last_sequence))
    )
    sequence: int = db.exec(query).scalar_one()
    return sequence


def next_number(db: Session, opening_id: int) -> int:
    """The next number of this opening. The caller holds its row."""
    query = (
        update(Opening)
        .where(col(Opening.id) == opening_id)
        .values(last_number=Opening.last_number + 1)
        .returning(col(Opening.last_number))
    )
    number: int = db.exec(query).scalar_one()
    return number


def gives_numbers(db: Session, opening_id: int, *, also_last: bool) -> bool:
    """Whether the opening is open; ``also_last``: or helps who still waits."""
    states = [OpeningState.OPEN, *([OpeningState.LAST_TICKET] if also_last else [])]
    wanted = (Opening.id == opening_id, col(Opening.state).in_(states))
    return db.exec(select(Opening.id).where(*wanted)).first() is not None


def opening(db: Session, opening_id: int) -> Opening:
    """An opening."""
    return db.get_one(Opening, opening_id)


def ticket_by_code(db: Session, code: str) -> Ticket | None:
    """The ticket of an address; none after closing."""
    return db.exec(select(Ticket).where(Ticket.code == code)).first()


def ticket_by_once(db: Session, once: str, opening_id: int) -> Ticket | None:
    """The ticket that this form already gave in this opening."""
    return db.exec(select(Ticket).where(Ticket.once == once, Ticket.opening_id == opening_id)).first()


def ticket_by_number(db: Session, opening_id: int, number: int) -> Ticket:
    """The ticket with a number."""
    return db.exec(select(Ticket).where(Ticket.opening_id == opening_id, Ticket.number == number)).one()


def in_line(db: Session, opening_id: int) -> Sequence[Ticket]:
    """Who is not helped yet, by number."""
    wanted = (Ticket.opening_id == opening_id, col(Ticket.state).in_(IN_LINE))
    return db.exec(select(Ticket).where(*wanted).order_by(col(Ticket.number))).all()


def at_tables(db: Session, opening_id: int) -> Sequence[Ticket]:
    """Who sits at a table."""
    wanted = (Ticket.opening_id == opening_id, Ticket.state == TicketState.AT_TABLE)
    return db.exec(select(Ticket).where(*wanted).order_by(col(Ticket.table_label))).all()


def called_to(db: Session, opening_id: int, table: str) -> Ticket | None:
    """Who was called to a table and is not there yet."""
    wanted = (Ticket.opening_id == opening_id, Ticket.state == TicketState.CALLED, Ticket.table_label == table)
    return db.exec(select(Ticket).where(*wanted).order_by(col(Ticket.changed_sequence).desc())).first()


def last_called(db: Session, opening_id: int, limit: int) -> Sequence[Ticket]:
    """The newest calls first: called, or gone to the table since."""
    states = (TicketState.CALLED, TicketState.AT_TABLE)
    wanted = (Ticket.opening_id == opening_id, col(Ticket.state).in_(states))
    order = col(Ticket.changed_sequence).desc()
    return db.exec(select(Ticket).where(*wanted).order_by(order).limit(limit)).all()


def _places(db: Session, opening_id: int, *more: object, limit: int) -> list[Place]:
    columns = (
        Ticket.number, Ticket.must_act, Ticket.is_returning, Ticket.overtaken, Ticket.came_at, Ticket.language,
        Ticket.topic,
    )  # fmt: skip
    query = select(*columns).where(Ticket.opening_id == opening_id, WAITS, *more)  # type: ignore[call-overload]  # seven columns: the overloads end at four
    return [Place(*row) for row in db.exec(query.order_by(col(Ticket.number)).limit(limit))]


def candidates(
    db: Session, opening_id: int, now: datetime, languages: Sequence[str], families: Sequence[str]
) -> list[Place]:
    """Enough of the line to choose from, however long it is: the first of each kind that could go first."""
    protected = (col(Ticket.overtaken) >= MOST_OVERTAKEN) | (col(Ticket.came_at) <= now - BOUND)
    first = _places(db, opening_id, protected, limit=1)
    if first:
        return first
    urgent = col(Ticket.must_act) == MustAct.TODAY
    back = col(Ticket.is_returning).is_(True)
    speaks = col(Ticket.language).in_(languages)
    does = col(Ticket.topic).is_(None) | col(Ticket.topic).in_(families) if families else True
    found = [place for kind in (urgent, back, True) for place in _places(db, opening_id, kind, speaks, does, limit=1)]
    found = found or [place for kind in (urgent, back, True) for place in _places(db, opening_id, kind, limit=1)]
    return list({place.number: place for place in found}.values())


def count_waiting(db: Session, opening_id: int) -> int:
    """How many wait."""
    wanted = (Ticket.opening_id == opening_id, WAITS)
    return db.exec(select(func.count()).select_from(Ticket).where(*wanted)).one()


def waiting_places(db: Session, opening_id: int) -> list[Place]:
    """Everybody who waits."""
    return _places(db, opening_id, limit=5000)


def change(
    db: Session, ticket: Ticket, to: TicketState, *, sequence: int, now: datetime, table: str | None, recalls: int
) -> bool:
    """Change the ticket if it still stands as it was seen."""
    wanted = (col(Ticket.id) == ticket.id, col(Ticket.state) == ticket.state)
    values = {
        "state": to, "changed_at": now, "changed_sequence": sequence, "table_label": table, "recalls": recalls,
    }  # fmt: skip
    return db.exec(update(Ticket).where(*wanted).values(**values)).rowcount == 1


def last_table(db: Session, ticket_id: int) -> str | None:
    """The table she was last called to; none before a first call and after closing."""
    wanted = (Period.ticket_id == ticket_id, Period.state == TicketState.CALLED)
    return db.exec(select(Period.table_label).where(*wanted).order_by(col(Period.sequence).desc())).first()


def last_rule(db: Session, ticket_id: int) -> str:
    """By which rule or reason her present state began."""
    wanted = (Period.ticket_id == ticket_id, col(Period.ended_at).is_(None))
    return db.exec(select(Period.rule).where(*wanted).order_by(col(Period.sequence).desc())).first() or ""


def note_overtaken(db: Session, opening_id: int, number: int) -> None:
    """Everybody who waits since longer was passed once more."""
    wanted = (col(Ticket.opening_id) == opening_id, WAITS, col(Ticket.number) < number)
    db.exec(update(Ticket).where(*wanted).values(overtaken=Ticket.overtaken + 1))


def end_period(db: Session, ticket_id: int, now: datetime) -> None:
    """The stretch in the present state is over."""
    wanted = (col(Period.ticket_id) == ticket_id, col(Period.ended_at).is_(None))
    db.exec(update(Period).where(*wanted).values(ended_at=now))


def end_all(db: Session, opening_id: int, now: datetime, states: Sequence[TicketState], to: TicketState) -> None:
    """At closing: everybody still in these states."""
    chosen = (col(Ticket.opening_id) == opening_id, col(Ticket.state).in_(states))
    ids = select(Ticket.id).where(*chosen)
    db.exec(update(Period).where(col(Period.ticket_id).in_(ids), col(Period.ended_at).is_(None)).values(ended_at=now))
    db.exec(update(Ticket).where(*chosen).values(state=to, changed_at=now))


def forget_codes(db: Session, opening_id: int) -> int:
    """Addresses, tables and form keys of a closed opening; how many tickets."""
    here = col(Ticket.opening_id) == opening_id
    ids = select(Ticket.id).where(here)
    db.exec(update(Period).where(col(Period.ticket_id).in_(ids)).values(table_label=None))
    return db.exec(update(Ticket).where(here).values(code=None, once=None, table_label=None)).rowcount


def drop_before(db: Session, before: datetime) -> int:
    """Tickets past their time, with their periods; how many."""
    return db.exec(delete(Ticket).where(col(Ticket.came_at) < before)).rowcount


def exact_periods(db: Session, before: datetime) -> Sequence[Period]:
    """Old periods that are over and still say the minute; the last one of a ticket never gets an end."""
    began, ended = col(Period.started_at), col(Period.ended_at)
    over = ended.is_not(None) | col(Period.state).not_in([*IN_LINE, TicketState.AT_TABLE])
    exact = says_the_minute(began) | (ended.is_not(None) & says_the_minute(ended))
    return db.exec(select(Period).where(began < before, over, exact)).all()


def exact_tickets(db: Session, before: datetime) -> Sequence[Ticket]:
    """Old tickets that still say the minute."""
    came, changed = col(Ticket.came_at), col(Ticket.changed_at)
    exact = says_the_minute(came) | says_the_minute(changed)
    return db.exec(select(Ticket).where(came < before, changed < before, exact)).all()
