"""Filling an empty installation with the demonstration, and telling whether one still runs."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlmodel import Session

from app import clock
from app.catalog.loading import Catalog
from app.coaching import service as tips
from app.db import Database
from app.demand import service as counts
from app.demo import cards, people
from app.demo import morning as mornings
from app.desks import service as desks
from app.queue.slots import QueueSlots
from app.staff import service as staff
from app.staff.access import hashed
from app.visits.slots import VisitSlots

SMALLER = 0.6


class NotEmpty(Exception):
    """There are desks here already; a demonstration never mixes with them."""


def demo_file(data_dir: Path) -> Path:
    """Where tokens and PINs of the demonstration stand."""
    return data_dir / "demo.json"


def is_empty(db: Session) -> bool:
    """Whether nobody lives here yet."""
    return not desks.all_desks(db)


def still_runs(database: Database) -> bool:
    """Whether the demonstration's half-day is not over yet."""
    with database.reading() as db:
        openings = [desks.open_now(db, desk) for desk in desks.all_desks(db)]
    return any(opening is not None and opening.ends_at > clock.now() for opening in openings)


def is_demonstration(database: Database, data_dir: Path) -> bool:
    """Whether nobody lives here, or only the demonstration of this `demo.json`: it alone may be emptied for a new one.

    Known by its desks and its tokens; what a page changes, such as a contact, tells nothing.
    """
    with database.reading() as db:
        here = {desk.slug for desk in desks.all_desks(db)}
        kept = {token.token_hash for token in staff.tokens(db)}
    if not here:
        return True
    if not here <= {people.MAIN_DESK.slug, people.OTHER_DESK.slug} or not demo_file(data_dir).exists():
        return False
    told = json.loads(demo_file(data_dir).read_text(encoding="utf-8"))
    return any(hashed(token) in kept for token in told.get("tokens", {}).values())


def fill(
    database: Database, catalog: Catalog, data_dir: Path, *, seed: int, weeks: int, say: Callable[[str], None]
) -> None:
    """People, two years, and the morning until now; then `demo.json`. All of it or nothing.

    Raises ``NotEmpty``.
    """
    from app.demo import past

    begins = clock.now() - timedelta(minutes=mornings.OPEN_FOR_MINUTES)
    with database.writing() as db:
        if not is_empty(db):
            raise NotEmpty
        say("The team comes in …")
        everybody = people.bring_in(db)
        say(f"{weeks} weeks pass …")
        for desk, size in ((everybody.desk, 1.0), (everybody.other, SMALLER)):
            days = past.thursdays(clock.today(desk.timezone), weeks)
            past.live_through(db, catalog, desk, days, size=size, seed=seed)
        db.flush()
        cards.take_care(db, catalog, everybody)
        say("The doors open …")
        morning = mornings.Morning(
            db,
            catalog,
            everybody,
            QueueSlots(when_left=counts.when_left, when_back=counts.when_back),
            VisitSlots(tips_for=tips.tips_for, when_asked=counts.when_asked, when_finished=counts.when_finished),
            begins,
        )
        mornings.live_through(morning)
        ticket, visit = morning.tickets[12].code, morning.running["2"].code
    told = {
        "desk": everybody.desk.slug,
        "staff": people.as_json(),
        "tokens": dict(everybody.tokens),
        "ticket": ticket,
        "visit": visit,
    }
    demo_file(data_dir).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
