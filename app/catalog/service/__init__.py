"""The verbs of the catalog: what desks say of the cards, and other words in them."""

from datetime import timedelta

from sqlmodel import Session

from app import clock
from app.catalog import queries
from app.catalog.models import RevisionState
from app.catalog.overlay import Change, Overlay

UNMET_KEPT = timedelta(days=90)
REPORTS_KEPT = timedelta(days=365)


def overlay(db: Session) -> Overlay:
    """What lies over the shipped cards now."""
    changes = {
        revision.card: Change(revision.code, revision.texts, revision.translations, revision.base)
        for revision in queries.published(db)
    }
    return Overlay(frozenset(queries.withdrawn(db)), changes)


def drafted(db: Session) -> dict[str, str]:
    """Slug → code of the draft that waits for a second person."""
    return {draft.card: draft.code for draft in queries.drafts(db) if draft.state is RevisionState.DRAFT}


def purge(db: Session) -> dict[str, int]:
    """Words nobody typed for three months and reports closed a year ago go; how many."""
    today = clock.today()
    return {
        "unmet_word": queries.drop_old_unmet(db, today - UNMET_KEPT),
        "card_report": queries.drop_closed_reports(db, today - REPORTS_KEPT),
    }
