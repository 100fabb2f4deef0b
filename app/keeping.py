"""Letting go: at the end of a half-day, and every hour of what is past its time. One list for all rooms."""

import asyncio
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app.catalog import service as cards
from app.coaching import service as coaching
from app.db import Database
from app.demand import service as demand
from app.desks import service as desks
from app.desks.slots import DeskSlots
from app.privacy import service as privacy
from app.privacy.epochs import Epochs
from app.queue import service as queue
from app.staff import service as staff
from app.visits import service as visits
from app.web import kept_forms

log = structlog.get_logger()
EVERY_SECONDS = 3600
PURGES: tuple[Callable[[Session], dict[str, int]], ...] = (
    privacy.purge, visits.purge, queue.purge, desks.purge, coaching.purge, cards.purge, staff.purge,
    kept_forms.purge,
)  # fmt: skip
# These are told on /what-we-keep; the comings and goings of our own team are not news for visitors.
WITH_RECEIPT = ("draft", "slip", "slip_answers", "visit", "ticket")


def let_go(db: Session, opening_id: int) -> None:
    """The half-day of one desk is over. Who still waits was not helped, and counts as that."""
    visits.let_go(db, opening_id)
    for _each in range(queue.still_waiting(db, opening_id)):
        demand.count_left(db, queue.opening_of(db, opening_id), "closing")
    queue.let_go(db, opening_id)


def still_here(db: Session, opening_id: int) -> tuple[int, int]:
    """How many wait, and how many visits run."""
    return queue.still_waiting(db, opening_id), visits.still_running(db, opening_id)


SLOTS = DeskSlots(let_go=let_go, still_here=still_here)


class _NotReally(Exception):
    """Undoes a purge that was only meant to count."""


def purge_all(database: Database, epochs: Epochs, *, dry_run: bool = False) -> dict[str, int]:
    """Let go of everything past its time, in every room; how many of each. ``dry_run`` only counts.

    Forgotten openings are closed first, so that their codes go too. Raises what the database raises.
    """
    counts: dict[str, int] = {}
    try:
        with database.writing() as db:
            counts["opening"] = desks.close_forgotten(db, slots=SLOTS)
            for purge in PURGES:
                counts |= purge(db)
            privacy.note_purged(db, {what: n for what, n in counts.items() if what in WITH_RECEIPT})
            if dry_run:
                raise _NotReally
    except _NotReally:
        return counts
    counts["epoch"] = epochs.forget_old()
    return counts


async def purge_now(database: Database, epochs: Epochs) -> None:
    """One round, off the event loop. A failure is logged; the next hour tries again. None while the clock is doubtful.

    When the house closes, a round that has begun is waited for: the database must not be closed under it.
    """
    if not epochs.may_purge():
        log.warning("purge.refused", why="the clock is more than 100 days further than at the last purge")
        return
    work = asyncio.create_task(asyncio.to_thread(purge_all, database, epochs))
    try:
        counts = await asyncio.shield(work)
        epochs.note_purge()
        if gone := {what: n for what, n in counts.items() if n}:
            log.info("purged", **gone)
    except (SQLAlchemyError, OSError) as problem:
        log.warning("purge.failed", kind=type(problem).__name__)
    except asyncio.CancelledError:
        await asyncio.wait({work})
        raise


async def keep_purging(database: Database, epochs: Epochs) -> None:
    """Every hour, as long as the house is open."""
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        await purge_now(database, epochs)
