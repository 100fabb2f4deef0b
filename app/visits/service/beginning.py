"""Sitting down: with a called number or without one, and what runs at a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.db import tell
from app.desks.models import Desk, Opening
from app.errors import NotFound
from app.i18n import lazy
from app.privacy import service as sealed
from app.privacy.service import DraftKey
from app.queue import service as line
from app.queue.models import Ticket, TicketState
from app.queue.slots import QueueSlots
from app.visits import queries
from app.visits.models import Visit

GONE = lazy("This visit is over.")
Content = dict[str, Any]


@dataclass(frozen=True)
class AtTable:
    """What the volunteer's own page shows."""

    label: str | None
    called: Ticket | None
    visits: Sequence[Visit]


def empty_content() -> Content:
    """A draft in which nothing is answered: card → question → answer."""
    return {"answers": {}}


def at_table(db: Session, opening: Opening, *, label: str | None, sign_in_id: int | None) -> AtTable:
    """Who was called to this table, and the visits that still run here."""
    called = line.called_to(db, opening, label) if label else None
    return AtTable(label, called, queries.running(db, _id(opening), sign_in_id, label))


def begin_visit(
    db: Session,
    opening: Opening,
    *,
    language: str,
    sign_in_id: int | None,
    table: str | None,
    ticket_code: str | None = None,
    slots: QueueSlots,
    content: Content | None = None,
) -> tuple[Visit, DraftKey | None]:
    """She sits down. With a ticket that goes to the table too; the same ticket twice is the same visit, without a key.

    Without one, a visit in which nothing is asked yet is the same visit: the button was pressed twice.
    Raises ``NotFound`` or ``Clash`` when the ticket is not called any more.
    """
    ticket = None
    if ticket_code is not None:
        ticket = line.move(
            db, ticket_code, to=TicketState.AT_TABLE, by_role="volunteer", table=table, slots=slots,
            desk_ids=[opening.desk_id],
        )  # fmt: skip
        if (running := queries.visit_of_ticket(db, ticket.id or 0)) is not None:
            return running, None
        language = ticket.language
    visit = Visit(
        opening_id=_id(opening),
        ticket_id=ticket.id if ticket else None,
        sign_in_id=sign_in_id,
        table_label=table,
        language=language,
    )
    if ticket is None:
        line.hold(db, opening)
        visit = _begun_before(db, visit) or visit
    db.add(visit)
    db.flush()
    key = sealed.begin_draft(db, content=content or empty_content(), ends_at=opening.ends_at)
    tell(db, f"desk-{opening.desk_id}", "visits")
    return visit, key


def _begun_before(db: Session, visit: Visit) -> Visit | None:
    running = queries.running(db, visit.opening_id, visit.sign_in_id, visit.table_label)
    alike = [one for one in running if one.ticket_id is None and one.language == visit.language]
    return next((one for one in alike if not queries.questions(db, one.id or 0)), None)


def begin_answers_anew(db: Session, visit: Visit) -> DraftKey:
    """The tablet with the key is away: answers begin again on this one. What the other holds ends with its day."""
    opening = queries.opening(db, visit.opening_id)
    key = sealed.begin_draft(db, content=empty_content(), ends_at=opening.ends_at)
    tell(db, f"desk-{opening.desk_id}", "visits")
    return key


def visit_of(db: Session, code: str, *, desk_ids: Sequence[int]) -> Visit:
    """A visit that runs at one of these desks. Raises ``NotFound`` with the words for an ended one."""
    visit = queries.visit_by_code(db, code)
    if visit is None or queries.opening(db, visit.opening_id).desk_id not in desk_ids:
        raise NotFound(GONE)
    return visit


def desk_of(db: Session, visit: Visit) -> Desk:
    """The desk where a visit takes place."""
    return queries.desk(db, queries.opening(db, visit.opening_id).desk_id)


def _id(row: Opening) -> int:
    if row.id is None:
        raise ValueError("not kept yet")
    return row.id
