"""Every select of what desks say of the cards."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from app.catalog.models import CardMark, CardReport, CardRevision, DeskNote, RevisionState, UnmetWord


def withdrawn(db: Session) -> list[str]:
    """The slugs of cards that were withdrawn."""
    return list(db.exec(select(CardMark.card).where(col(CardMark.withdrawn_at).is_not(None))).all())


def published(db: Session) -> list[CardRevision]:
    """The revisions in use, one a card at most."""
    return list(db.exec(select(CardRevision).where(CardRevision.state == RevisionState.PUBLISHED)).all())


def open_revision(db: Session, card: str, state: RevisionState) -> CardRevision | None:
    """The draft or the published revision of a card, held until the transaction ends."""
    statement = select(CardRevision).where(CardRevision.card == card, CardRevision.state == state).with_for_update()
    return db.exec(statement).first()


def drafts(db: Session) -> list[CardRevision]:
    """Everything that waits for a second person."""
    return list(db.exec(select(CardRevision).where(CardRevision.state == RevisionState.DRAFT)).all())


def history(db: Session, card: str) -> list[CardRevision]:
    """The revisions of a card that were once published, newest first."""
    once = (RevisionState.PUBLISHED, RevisionState.REPLACED)
    statement = select(CardRevision).where(CardRevision.card == card, col(CardRevision.state).in_(once))
    return list(db.exec(statement.order_by(col(CardRevision.published_at).desc())).all())


def marks(db: Session) -> dict[str, CardMark]:
    """What was said of each card as a whole, by slug."""
    return {mark.card: mark for mark in db.exec(select(CardMark)).all()}


def mark_of(db: Session, card: str) -> CardMark:
    """The mark of a card; a fresh one when there is none yet."""
    return db.get(CardMark, card, with_for_update=True) or CardMark(card=card)


def open_reports(db: Session) -> list[CardReport]:
    """What was said to be wrong and is not closed, oldest first."""
    statement = select(CardReport).where(col(CardReport.closed_on).is_(None))
    return list(db.exec(statement.order_by(col(CardReport.id))).all())


def report_of(db: Session, code: str) -> CardReport | None:
    """One report by its code."""
    return db.exec(select(CardReport).where(CardReport.code == code)).first()


def same_report(db: Session, report: CardReport) -> CardReport | None:
    """The same words about the same card, still open: a second press of the button."""
    statement = select(CardReport).where(CardReport.card == report.card, CardReport.text == report.text)
    return db.exec(statement.where(col(CardReport.closed_on).is_(None))).first()


def drop_closed_reports(db: Session, before: date) -> int:
    """Reports closed before a day; how many."""
    return db.exec(delete(CardReport).where(col(CardReport.closed_on) < before)).rowcount


def notes_on(db: Session, card: str, desk_ids: Collection[int] | None = None) -> list[DeskNote]:
    """The notes on a card, of some desks or of all."""
    statement = select(DeskNote).where(DeskNote.card == card)
    if desk_ids is not None:
        statement = statement.where(col(DeskNote.desk_id).in_(desk_ids))
    return list(db.exec(statement.order_by(col(DeskNote.desk_id))).all())


def notes_by(db: Session, desk_ids: Collection[int]) -> Sequence[DeskNote]:
    """All notes of some desks."""
    return db.exec(select(DeskNote).where(col(DeskNote.desk_id).in_(desk_ids))).all()


def note_of(db: Session, desk_id: int, card: str) -> DeskNote | None:
    """The note of one desk on one card, held until the transaction ends."""
    statement = select(DeskNote).where(DeskNote.desk_id == desk_id, DeskNote.card == card).with_for_update()
    return db.exec(statement).first()


def unmet(db: Session, mark: str) -> UnmetWord | None:
    """A word that found nothing, by its mark, held until the transaction ends."""
    return db.get(UnmetWord, mark, with_for_update=True)


def told_unmet(db: Session, limit: int) -> list[UnmetWord]:
    """Words that came often enough to be told, most asked first."""
    statement = select(UnmetWord).where(col(UnmetWord.word).is_not(None))
    return list(db.exec(statement.order_by(col(UnmetWord.count).desc(), col(UnmetWord.word)).limit(limit)).all())


def untold_unmet(db: Session) -> int:
    """How many words came too seldom to be told."""
    return db.exec(select(func.count()).select_from(UnmetWord).where(col(UnmetWord.word).is_(None))).one()


def drop_old_unmet(db: Session, before: date) -> int:
    """Words not typed since a day; how many."""
    return db.exec(delete(UnmetWord).where(col(UnmetWord.last_on) < before)).rowcount
