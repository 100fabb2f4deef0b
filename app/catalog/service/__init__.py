"""The verbs of the catalog: what desks say of the cards, and other words in them."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from app import clock
from app.catalog import queries
from app.catalog.overlay import Overlay
from app.catalog.service.editing import as_change

UNMET_KEPT = timedelta(days=90)
REPORTS_KEPT = timedelta(days=365)


@dataclass(frozen=True)
class AsksForEyes:
    """How much of the catalog waits for a coordinator: reports that something is wrong, and changed cards."""

    reports: int
    drafts: int


def overlay(db: Session) -> Overlay:
    """What lies over the shipped cards now."""
    changes = {revision.card: as_change(revision) for revision in queries.published_revisions(db)}
    marks = queries.marks(db).values()
    withdrawn = frozenset(mark.card for mark in marks if mark.withdrawn_at is not None)
    checked = {mark.card: mark.checked_on for mark in marks if mark.checked_on is not None}
    return Overlay(withdrawn, changes, checked)


def drafted(db: Session) -> dict[str, str]:
    """Slug → code of the draft that waits for a second person."""
    return {draft.card: draft.code for draft in queries.drafts(db)}


def asks_for_eyes(db: Session) -> AsksForEyes:
    """What waits now, of the whole catalog: cards are shared by the desks."""
    return AsksForEyes(reports=len(queries.open_reports(db)), drafts=len(queries.drafts(db)))


def purge(db: Session) -> dict[str, int]:
    """Words nobody typed for three months and reports closed a year ago go; how many."""
    today = clock.today()
    return {
        "unmet_word": queries.drop_old_unmet(db, today - UNMET_KEPT),
        "card_report": queries.drop_closed_reports(db, today - REPORTS_KEPT),
    }
