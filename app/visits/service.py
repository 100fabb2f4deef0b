"""The verbs of the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from app import clock
from app.catalog.loading import Catalog
from app.catalog.rules import step_of
from app.db import tell
from app.db.quarters import quarter
from app.desks.models import Desk, Opening
from app.errors import Clash, Invalid, NotFound
from app.i18n import lazy
from app.privacy import service as sealed
from app.privacy.service import DraftKey
from app.queue import service as line
from app.queue.models import Ticket, TicketState
from app.queue.slots import QueueSlots
from app.visits import queries
from app.visits.models import Origin, Outcome, Question, Visit
from app.visits.slots import VisitSlots

KEPT = timedelta(days=90)
EXACT_FOR = timedelta(days=7)
MOST_QUESTIONS = 12
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
    called = queries.called_to(db, _id(opening), label) if label else None
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
    ends_at = queries.opening(db, visit.opening_id).ends_at
    key = sealed.begin_draft(db, content=empty_content(), ends_at=ends_at)
    _tell(db, visit)
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


def question_of(db: Session, visit: Visit, code: str) -> Question:
    """One question of a visit. Raises ``NotFound``."""
    question = queries.question_by_code(db, visit.id or 0, code)
    if question is None:
        raise NotFound(lazy("This question is not in the visit any more."))
    return question


def questions_of(db: Session, visit: Visit) -> Sequence[Question]:
    """What a visit is about, in the order it came up."""
    return queries.questions(db, visit.id or 0)


def add_question(
    db: Session,
    catalog: Catalog,
    visit: Visit,
    *,
    card: str | None = None,
    topic: str | None = None,
    sender: str | None = None,
    letter: str | None = None,
    origin: Origin,
    slots: VisitSlots,
) -> Question:
    """One thing more: a card, a topic, or a letter (``sender`` and the end of the tree). The same one is kept once.

    Raises ``Invalid`` when it is nothing we know, or when there are already twelve.
    """
    queries.hold(db, visit)
    present = queries.questions(db, visit.id or 0)
    question = Question(
        visit_id=visit.id or 0, card=card, topic=topic, letter_sender=sender, letter_kind=letter, origin=origin
    )
    if (same := next((q for q in present if _is_same(q, question)), None)) is not None:
        return same
    known = (
        (card in catalog.cards if card else True)
        and (topic in catalog.topics if topic else True)
        and (sender in catalog.senders if sender else True)
        and (letter in catalog.triage.ends if letter else True)
    )
    if not known or not (card or topic or letter) or len(present) >= MOST_QUESTIONS:
        raise Invalid({"card": lazy("Choose one of these.")})
    db.add(question)
    db.flush()
    slots.when_asked(db, visit, question)
    _tell(db, visit)
    return question


def _is_same(one: Question, other: Question) -> bool:
    """Two letters may be alike while nobody knows who wrote them; those stay two."""
    if other.card or not (other.topic or other.letter_sender):
        return bool(other.card) and one.card == other.card
    about = [(q.card, q.topic, q.letter_sender, q.letter_kind) for q in (one, other)]
    return about[0] == about[1]


def ask_again(
    db: Session, catalog: Catalog, visit: Visit, items: Sequence[Mapping[str, Any]], *, slots: VisitSlots
) -> None:
    """What a slip still had open is asked once more. What the catalog no longer knows is left out."""
    for item in items:
        card = catalog.cards.get(item["card"])
        topic = item["topic"] if item["topic"] in catalog.topics else None
        letter = item["letter"] if item["letter"] in catalog.triage.ends else None
        if item["outcome"] == Outcome.DONE.value or not (card or topic or letter):
            continue
        slug = card.slug if card else None
        question = add_question(
            db, catalog, visit, card=slug, topic=topic, letter=letter, origin=Origin.ASKED, slots=slots
        )
        if card is not None and step_of(card, item["at_step"]) is not None:
            question.at_step = item["at_step"]
            db.add(question)


def remove_question(db: Session, visit: Visit, question: Question) -> None:
    """Added by mistake."""
    db.delete(question)
    _tell(db, visit)


def go_to_step(db: Session, catalog: Catalog, question: Question, step: str, *, done: str | None = None) -> None:
    """Where they are now, and which step is behind them. Raises ``NotFound`` for a step that does not exist."""
    card = catalog.cards.get(question.card or "")
    if card is None or step_of(card, step) is None:
        raise NotFound(lazy("This step does not exist, or not any more."))
    question.at_step = step
    if done and done not in question.steps_done:
        question.steps_done = [*question.steps_done, done]
    db.add(question)


def keep_answers(
    db: Session, key: DraftKey, opened: sealed.OpenedDraft, *, card: str, answers: Mapping[str, Any], based_on: int
) -> int:
    """Seal the answers of one step beside the others; the new save number.

    Raises ``Clash`` after another tab, but not when that kept the very same answers: the button was pressed twice.
    """
    before = opened.content["answers"]
    content = {**opened.content, "answers": {**before, card: {**before.get(card, {}), **answers}}}
    try:
        return sealed.save_draft(db, key, content=content, based_on=based_on)
    except Clash:
        db.expire_all()
        newest = sealed.read_draft(db, key)
        kept = newest.content["answers"].get(card, {}) if newest else {}
        if newest is None or any(kept.get(ident) != answer for ident, answer in answers.items()):
            raise
        return newest.save_number


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
        db.add(question)
    opening = queries.opening(db, visit.opening_id)
    ticket = queries.ticket(db, visit.ticket_id) if visit.ticket_id else None
    if ticket is not None and ticket.code is not None and ticket.state is TicketState.AT_TABLE:
        handed = any(o is Outcome.HANDED_OVER for o in outcomes.values())
        to = TicketState.HANDED_OVER if handed else TicketState.DONE
        line.move(db, ticket.code, to=to, by_role="volunteer", slots=queue_slots)
    visit.ended_at = now
    visit.ticket_id = visit.sign_in_id = visit.table_label = None
    db.add(visit)
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
        visit.ended_at = clock.now()
        visit.ticket_id = visit.sign_in_id = visit.table_label = None
        db.add(visit)


def purge(db: Session) -> dict[str, int]:
    """After 90 days visits go, after a week they and their questions lose their minutes; how many went."""
    now = clock.now()
    dropped = queries.drop_before(db, now - KEPT)
    for visit in queries.exact_visits(db, now - EXACT_FOR):
        visit.started_at = quarter(visit.started_at)
        visit.ended_at = quarter(visit.ended_at) if visit.ended_at else None
        for question in queries.questions(db, visit.id or 0):
            question.asked_at = quarter(question.asked_at)
            question.ended_at = quarter(question.ended_at) if question.ended_at else None
    return {"visit": dropped}


def _tell(db: Session, visit: Visit) -> None:
    tell(db, f"desk-{queries.opening(db, visit.opening_id).desk_id}", "visits")


def _id(row: Opening) -> int:
    if row.id is None:
        raise ValueError("not kept yet")
    return row.id
