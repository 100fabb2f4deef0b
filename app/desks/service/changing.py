"""The desk itself: its name, hours, languages, and who is responsible for the data."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlmodel import Session

from app import clock
from app.db import tell
from app.desks import queries, rules
from app.desks.models import Desk
from app.desks.service.day import id_of
from app.desks.words import FAULT_WORDS, in_words
from app.errors import Invalid, Message
from app.i18n import _, lazy
from app.privacy import guard
from app.staff.access import SignedIn
from app.staff.service import audit

FREE_TEXTS = ("name", "place", "reach_us", "responsible", "privacy_contact")
OF_ORGANISATIONS = frozenset({"phone", "email"})
"""kinds that may stand here: public ones, of the desk and of whom it refers to"""
CHANGED = lazy("Somebody else changed this desk while you were typing. What you keep now stands instead of it.")


def refused(texts: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Message]:
    """Field → why, for each text that holds what we never keep."""
    wrong: dict[str, Message] = {}
    for name in names:
        if found := [item for item in guard.find_secrets(texts[name]) if item.kind not in OF_ORGANISATIONS]:
            wrong[name] = guard.explain(found)
    return wrong


def as_it_stands(desk: Desk) -> dict[str, Any]:
    """What somebody can change about a desk."""
    changes = (*FREE_TEXTS, "languages", "tables", "weekly_hours", "assessed_on", "is_slip_readable_at_home")
    return {name: getattr(desk, name) for name in changes}


def fingerprint(desk: Desk) -> str:
    """Tells whether a desk still stands as a page showed it."""
    return sha256(json.dumps(as_it_stands(desk), sort_keys=True, default=str).encode()).hexdigest()[:16]


def change_desk(
    db: Session, desk: Desk, by: SignedIn, *, wanted: Mapping[str, Any], hours: Mapping[str, str], based_on: str
) -> None:
    """Another name, other hours …: from now on, everywhere. ``hours``: field of the week → what was typed.

    Raises ``Invalid`` by field; also when the desk is not any more what her page was based on.
    """
    week, faults = rules.read_week(hours)
    wrong = {name: FAULT_WORDS[fault] for name, fault in faults.items()} | _not_for_a_desk(desk, wanted)
    if wrong:
        raise Invalid(wrong)
    held = queries.hold_desk(db, id_of(desk))
    present, wanted = as_it_stands(held), {**wanted, "weekly_hours": week}
    different = [name for name, value in wanted.items() if value != present[name]]
    if not different:
        return
    if based_on != fingerprint(held):
        now = {name: _("Now it says: %(now)s") % {"now": in_words(present[name])} for name in different}
        raise Invalid({"": CHANGED, **now})
    for name in different:
        setattr(held, name, wanted[name])
    db.add(held)
    audit.note(db, "desk_changed", by=by.person_id, desk_id=desk.id, about=desk.slug)
    tell(db, f"desk-{desk.id}", "queue")


def _not_for_a_desk(desk: Desk, wanted: Mapping[str, Any]) -> dict[str, Message]:
    wrong = refused(wanted, FREE_TEXTS)
    if wanted["assessed_on"] is not None and wanted["assessed_on"] > clock.today(desk.timezone):
        wrong["assessed_on"] = lazy("This day is still to come.")
    return wrong
