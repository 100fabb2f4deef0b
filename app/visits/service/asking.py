"""What she came for, and what is answered step by step."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from app.catalog.loading import Catalog
from app.catalog.reading import Place, at_end, follow
from app.catalog.rules import step_of
from app.db import tell
from app.errors import Clash, Invalid, NotFound
from app.i18n import lazy
from app.privacy import service as sealed
from app.privacy.service import DraftKey
from app.visits import queries
from app.visits.models import Origin, Outcome, Question, Visit
from app.visits.slots import VisitSlots

MOST_QUESTIONS = 12
LONGEST_WAY = 64
NO_QUESTION = lazy("This question is not in the visit any more.")


def question_of(db: Session, visit: Visit, code: str) -> Question:
    """One question of a visit. Raises ``NotFound``."""
    question = queries.question_by_code(db, visit.id or 0, code)
    if question is None:
        raise NotFound(NO_QUESTION)
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
    path: str = "",
    origin: Origin,
    slots: VisitSlots,
) -> Question:
    """One thing more: a card, a topic, or a letter (``sender``, the end of the tree and the ``path`` to it).

    The same one is kept once.
    Raises ``Invalid`` when it is nothing we know, or when there are already twelve.
    """
    queries.hold(db, visit)
    present = queries.questions(db, visit.id or 0)
    question = Question(
        visit_id=visit.id or 0, card=card, topic=topic, letter_sender=sender, letter_kind=letter, origin=origin,
        at_step=_way(catalog, letter, path),
    )  # fmt: skip
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


def read_again(
    db: Session,
    catalog: Catalog,
    visit: Visit,
    question: Question,
    *,
    sender: str | None,
    letter: str | None,
    path: str,
    slots: VisitSlots,
) -> None:
    """A letter of this visit was read once more and ended elsewhere, or its sender became known.

    Raises ``Invalid`` for an end or sender that does not exist, ``NotFound`` when the question is no letter.
    """
    if question.letter_kind is None:
        raise NotFound(NO_QUESTION)
    if letter not in catalog.triage.ends or (sender and sender not in catalog.senders):
        raise Invalid({"card": lazy("Choose one of these.")})
    question.letter_sender, question.letter_kind = sender, letter
    question.at_step = _way(catalog, letter, path)
    db.add(question)
    db.flush()
    slots.when_asked(db, visit, question)
    _tell(db, visit)


def place_of(catalog: Catalog, question: Question) -> Place:
    """Where reading the letter of a question ended, with the answers that led there if they are known."""
    place = follow(catalog.triage, question.at_step)
    return place if place.end_id == question.letter_kind else at_end(catalog.triage, question.letter_kind or "")


def _way(catalog: Catalog, letter: str | None, path: str) -> str:
    place = follow(catalog.triage, path)
    way = ".".join(place.path)
    return way if letter and place.end_id == letter and len(way) <= LONGEST_WAY else ""


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


def _tell(db: Session, visit: Visit) -> None:
    tell(db, f"desk-{queries.opening(db, visit.opening_id).desk_id}", "visits")
