"""Taking care of the cards: withdraw, check, say that something is wrong, note what is so here."""

from collections.abc import Collection, Sequence

from sqlmodel import Session

from app import clock
from app.catalog import queries
from app.catalog.loading import Catalog
from app.catalog.model import Card
from app.catalog.models import CardReport, DeskNote
from app.db import tell
from app.errors import Invalid, NotFound
from app.i18n import lazy
from app.privacy import guard
from app.staff.access import SignedIn
from app.staff.service import audit

NEWS = ("catalog", "cards")
OF_ORGANISATIONS = frozenset({"phone", "email"})
"""kinds that may stand in a note or source: public ones of a service"""


def refuse_secrets(field: str, text: str, but: Collection[str] = OF_ORGANISATIONS) -> None:
    """Raises ``Invalid`` when a text holds a number or code of a person."""
    if found := [item for item in guard.find_secrets(text) if item.kind not in but]:
        raise Invalid({field: guard.explain(found)})


def _known(catalog: Catalog, card: str) -> Card:
    try:
        return catalog.named(card)
    except KeyError as error:
        raise NotFound(lazy("We have no card for this form.")) from error


def withdraw(db: Session, catalog: Catalog, by: SignedIn, *, card: str, why: str) -> None:
    """From this moment nobody finds, opens or prints the card. Raises ``Invalid`` without a reason, ``NotFound``."""
    _known(catalog, card)
    refuse_secrets("why", why, but=())
    if not why:
        raise Invalid({"why": lazy("Write in a few words what is wrong.")})
    mark = queries.mark_of(db, card)
    if mark.withdrawn_at is None:
        mark.withdrawn_at, mark.withdrawn_by, mark.why = clock.now(), by.person_id, why
        db.add(mark)
        audit.note(db, "card_withdrawn", by=by.person_id, about=card)
        tell(db, *NEWS)


def bring_back(db: Session, catalog: Catalog, by: SignedIn, *, card: str) -> None:
    """It is right again. Raises ``NotFound``."""
    _known(catalog, card)
    mark = queries.mark_of(db, card)
    if mark.withdrawn_at is not None:
        mark.withdrawn_at, mark.withdrawn_by, mark.why = None, None, ""
        db.add(mark)
        audit.note(db, "card_back", by=by.person_id, about=card)
        tell(db, *NEWS)


def mark_checked(db: Session, catalog: Catalog, by: SignedIn, *, card: str, source: str) -> None:
    """Somebody compared the card with a source today. Raises ``Invalid`` without a source, ``NotFound``."""
    _known(catalog, card)
    refuse_secrets("source", source)
    if not source:
        raise Invalid({"source": lazy("Write where you looked: a site, a leaflet, or who told you.")})
    mark = queries.mark_of(db, card)
    mark.checked_on, mark.checked_by, mark.checked_source = clock.today(), by.person_id, source
    db.add(mark)
    audit.note(db, "card_checked", by=by.person_id, about=card)
    tell(db, *NEWS)


def report_wrong(db: Session, catalog: Catalog, by: SignedIn, *, card: str, step: str, text: str) -> None:
    """Something in this card is wrong, says somebody of the team. The same words are kept once.

    Raises ``Invalid`` when the text holds a number or code of a person, ``NotFound`` for a card that is not there.
    """
    known = _known(catalog, card)
    if step and all(one.id != step for one in known.steps):
        raise NotFound(lazy("This step does not exist, or not any more."))
    refuse_secrets("wrong", text, but=())
    report = CardReport(card=card, step=step, text=text, desk_id=by.desk_id, author_id=by.person_id)
    if queries.same_report(db, report) is None:
        db.add(report)
        tell(db, *NEWS)


def close_report(db: Session, by: SignedIn, *, code: str) -> None:
    """It was mended, or it was right after all. Raises ``NotFound``."""
    report = queries.report_of(db, code)
    if report is None:
        raise NotFound(lazy("This report is not there any more."))
    if report.closed_on is None:
        report.closed_on, report.closed_by = clock.today(), by.person_id
        db.add(report)


def keep_note(db: Session, catalog: Catalog, by: SignedIn, *, desk_id: int, card: str, text: str) -> None:
    """What is so here: on the card, at the table and on paper. An empty text takes it away.

    Raises ``Invalid`` when the text holds a number or code of a person, ``NotFound`` for a card that is not there.
    """
    _known(catalog, card)
    refuse_secrets("text", text)
    note = queries.note_of(db, desk_id, card, hold=True)
    if not text:
        if note is not None:
            db.delete(note)
        return
    note = note or DeskNote(desk_id=desk_id, card=card, text="")
    note.text, note.written_by, note.written_on = text, by.person_id, clock.today()
    db.add(note)


def notes_on(db: Session, card: str, desk_ids: Collection[int] | None = None) -> Sequence[DeskNote]:
    """What desks say of a card: of some of them, or of all."""
    return queries.notes_on(db, card, desk_ids)
