"""What the staff room lets go of by itself."""

from datetime import timedelta

from sqlmodel import Session

from app import clock
from app.staff import queries

ATTEMPTS_KEPT = timedelta(hours=24)
EVENTS_KEPT = timedelta(days=365)
PEOPLE_KEPT = timedelta(days=183)


def purge(db: Session) -> dict[str, int]:
    """What ended, was used, cut off, withdrawn; old wrong tries and audit lines, people gone half a year; how many."""
    now = clock.now()
    return {
        "sign_in": queries.end_old_sign_ins(db, now),
        "one_time_link": queries.drop_old_links(db, now),
        "device": queries.drop_cut_off(db),
        "api_token": queries.drop_withdrawn(db),
        "attempts": queries.forget_old_attempts(db, now - ATTEMPTS_KEPT),
        "audit_event": queries.drop_old_events(db, now - EVENTS_KEPT),
        "person": queries.drop_people_gone(db, clock.day(now - PEOPLE_KEPT)),
    }
