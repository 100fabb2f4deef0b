"""Every select of what desks say of the cards."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from app.catalog.models import CardMark, CardReport, CardRevision, DeskNote, RevisionState, UnmetWord
from app.db.inserting import insert_into


def published_revisions(db: Session) -> list[CardRevision]:
    """The revisions in use, one a card at most."""
    return list(db.exec(select(CardRevision).where(CardRevision.state == RevisionState.PUBLISHED)).all())


def open_revision(db: Session, card: str, state: RevisionState, *, hold: bool = False) -> CardRevision | None:
    """The draft or the published revision of a card; with ``hold`` nobody else changes it before the end."""
    statement = select(CardRevision).where(CardRevision.card == card, CardRevision.state == state)
    return db.exec(statement.with_for_update() if hold else statement).first()


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
    """The same words about the same step at the same desk, still open: a second press of the button."""
    statement = select(CardReport).where(CardReport.card == report.card, CardReport.step == report.step)
    statement = statement.where(CardReport.text == report.text, CardReport.desk_id == report.desk_id)
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


def note_of(db: Session, desk_id: int, card: str, *, hold: bool = False) -> DeskNote | None:
    """The note of one desk on one card; with ``hold`` nobody else changes it until the transaction ends."""
    statement = select(DeskNote).where(DeskNote.desk_id == desk_id, DeskNote.card == card)
    return db.exec(statement.with_for_update() if hold else statement).first()


def add_unmet(db: Session, mark: str, language: str, day: date) -> UnmetWord:
    """One day more for a word that found nothing, once a day however often it is typed; the row as it is now."""
    insert = insert_into(db, UnmetWord).values(mark=mark, language=language, days=1, last_on=day)
    another_day = {"days": col(UnmetWord.days) + 1, "last_on": day}
    db.execute(
        insert.on_conflict_do_update(index_elements=["mark"], set_=another_day, where=col(UnmetWord.last_on) != day)
    )
    return db.exec(select(UnmetWord).where(UnmetWord.mark == mark)).one()


def how_many_unmet(db: Session) -> int:
    """How many words there are, told or not."""
    return db.exec(select(func.count()).select_from(UnmetWord)).one()


def told_unmet(db: Session, limit: int) -> list[UnmetWord]:
    """Words that came often enough to be told, most asked first."""
    statement = select(UnmetWord).where(col(UnmetWord.word).is_not(None))
    return list(db.exec(statement.order_by(col(UnmetWord.days).desc(), col(UnmetWord.word)).limit(limit)).all())


def untold_unmet(db: Session) -> int:
    """How many words came too seldom to be told."""
    return db.exec(select(func.count()).select_from(UnmetWord).where(col(UnmetWord.word).is_(None))).one()


def drop_old_unmet(db: Session, before: date) -> int:
    """Words not typed since a day; how many."""
    return db.exec(delete(UnmetWord).where(col(UnmetWord.last_on) < before)).rowcount
