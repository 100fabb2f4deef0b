"""Who did what to accounts, devices and desks. Each line carries the hash of the one before it."""

import hashlib
import json
from collections.abc import Sequence

from sqlmodel import Session

from app import clock
from app.staff import queries
from app.staff.models import AuditEvent

FIRST_ID = 1


def _chain(before: str, event: AuditEvent) -> str:
    line = [before, event.at.isoformat(), event.person_id, event.desk_id, event.what, event.about]
    return hashlib.sha256(json.dumps(line).encode()).hexdigest()


def note(db: Session, what: str, *, by: int | None = None, desk_id: int | None = None, about: str = "") -> None:
    """Write one line: a verb and a public code, never a name or a content."""
    last = queries.last_event(db)
    event = AuditEvent(at=clock.now(), person_id=by, desk_id=desk_id, what=what, about=about, chain="")
    event.chain = _chain(last.chain if last else "", event)
    db.add(event)
    db.flush()


def first_broken(events: Sequence[AuditEvent], before: str = "") -> AuditEvent | None:
    """The first line (oldest first) that does not fit the one before it; none when all is whole."""
    for event in events:
        if event.chain != _chain(before, event):
            return event
        before = event.chain
    return None


def first_changed(newest: Sequence[AuditEvent]) -> AuditEvent | None:
    """The same for the newest lines: what the oldest of them follows is not here, unless it is the very first."""
    if not newest or newest[0].id == FIRST_ID:
        return first_broken(newest)
    return first_broken(newest[1:], newest[0].chain)
