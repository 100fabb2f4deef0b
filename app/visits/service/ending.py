"""How it ended: counted, unlinked, wiped; and what is let go at closing and after a while."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlmodel import Session

from app import clock
from app.db import tell
from app.db.quarters import quarter
from app.errors import Invalid, NotFound
from app.i18n import lazy
from app.privacy import service as sealed
from app.privacy.service import DraftKey
from app.queue import service as line
from app.queue.models import TicketState
from app.queue.slots import QueueSlots
from app.visits import queries
from app.visits.models import Outcome, Question, Visit
from app.visits.service.beginning import GONE
from app.visits.slots import VisitSlots

KEPT = timedelta(days=90)
EXACT_FOR = timedelta(days=7)


def keep_outcomes(db: Session, visit: Visit, outcomes: Mapping[str, Outcome]) -> None:
    """How things stand so far, before the slip is made; the end may still say otherwise."""
    for question in queries.questions(db, visit.id or 0):
        if question.code in outcomes:
            question.outcome = outcomes[question.code]
            db.add(question)


def finish(
    db: Session,
    visit: Visit,
    *,
    outcomes: Mapping[str, Outcome],
    key: DraftKey | None,
    queue_slots: QueueSlots,
    slots: VisitSlots,
) -> None:
    """The visit is over: counted, unlinked, wiped, once.

    Raises ``Invalid`` while a question has no outcome, ``NotFound`` when somebody else just ended it.
    """
    queries.hold(db, visit)
    if visit.ended_at is not None:
        raise NotFound(GONE)
    questions = queries.questions(db, visit.id or 0)
    missing = [q for q in questions if q.code not in outcomes]
    if missing:
        raise Invalid({f"outcome.{q.code}": lazy("How did this end?") for q in missing})
    now = clock.now()
    for question in questions:
        question.outcome, question.ended_at = outcomes[question.code], now
    opening = queries.opening(db, visit.opening_id)
    ticket = queries.ticket(db, visit.ticket_id) if visit.ticket_id else None
    if ticket is not None and ticket.code is not None and ticket.state is TicketState.AT_TABLE:
        handed = any(o is Outcome.HANDED_OVER for o in outcomes.values())
        to = TicketState.HANDED_OVER if handed else TicketState.DONE
        line.move(db, ticket.code, to=to, by_role="volunteer", slots=queue_slots)
    _let_loose(db, visit, questions)
    if key is not None:
        sealed.wipe_draft(db, key)
    slots.when_finished(db, visit, questions)
    tell(db, f"desk-{opening.desk_id}", "visits")


def stop_and_wipe(
    db: Session, visit: Visit, *, key: DraftKey | None, queue_slots: QueueSlots, slots: VisitSlots
) -> None:
    """End it now, whatever is open. There is no way back."""
    outcomes = {q.code: q.outcome or Outcome.STOPPED for q in queries.questions(db, visit.id or 0)}
    finish(db, visit, outcomes=outcomes, key=key, queue_slots=queue_slots, slots=slots)


def still_running(db: Session, opening_id: int) -> int:
    """How many visits nobody ended yet."""
    return len(queries.left_running(db, opening_id))


def let_go(db: Session, opening_id: int) -> None:
    """At closing: visits that nobody ended are unlinked. They are not counted as help."""
    for visit in queries.left_running(db, opening_id):
        _let_loose(db, visit, queries.questions(db, visit.id or 0))


def _let_loose(db: Session, visit: Visit, questions: Sequence[Question]) -> None:
    """It is over: no links, no minute by which ticket and visit could be laid side by side, no way through a letter."""
    visit.ended_at = clock.now()
    visit.ticket_id = visit.sign_in_id = visit.table_label = None
    db.add(visit)
    for question in questions:
        question.at_step = question.at_step if question.card else ""
        db.add(question)
    _round(visit, questions)


def _round(visit: Visit, questions: Sequence[Question]) -> None:
    visit.started_at = quarter(visit.started_at)
    visit.ended_at = quarter(visit.ended_at) if visit.ended_at else None
    for question in questions:
        question.asked_at = quarter(question.asked_at)
        question.ended_at = quarter(question.ended_at) if question.ended_at else None


def purge(db: Session) -> dict[str, int]:
    """After 90 days visits go; those ended by an older release lose their minutes after a week. How many went."""
    now = clock.now()
    dropped = queries.drop_before(db, now - KEPT)
    for visit in queries.exact_visits(db, now - EXACT_FOR):
        _round(visit, queries.questions(db, visit.id or 0))
    return {"visit": dropped}
