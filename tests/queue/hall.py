"""The hall on an opening morning: Anna at the door of an open desk, and what stands in the tables of the line."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from app.db import Database
from app.desks.models import Desk, Opening
from app.queue.models import Period, Ticket
from app.queue.slots import QueueSlots
from app.staff.models import Person
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.people import anna, at_tablet

NOBODY_LISTENS = QueueSlots(when_left=lambda *_about: None, when_back=lambda *_about: None)


@dataclass(frozen=True)
class Hall:
    """Anna is signed in on the tablet at the door."""

    desk: Desk
    opening: Opening
    anna: Person
    browser: Browser

    @property
    def page(self) -> Page:
        """What Anna sees."""
        return self.browser.get(f"/host/{self.desk.slug}")

    def moves(self, ticket: Ticket, to: str) -> Page:
        """She taps a button on the row of a number."""
        return self.browser.submit(self.page, str(ticket.code), to=to)


def open_hall(make: Make, browser: Browser, slug: str = "kalmthout") -> Hall:
    """An open desk with Anna at the door."""
    desk = make.desk(slug)
    person = anna(make, desk)
    at_tablet(make, browser, person, desk)
    return Hall(desk, make.opening(desk), person, browser)


def ticket_as_kept(database: Database, ticket: Ticket) -> Ticket:
    """The ticket as it stands in the database now."""
    with database.reading() as db:
        return db.get_one(Ticket, ticket.id)


def tickets(database: Database) -> Sequence[Ticket]:
    """Every ticket, by number."""
    with database.reading() as db:
        return db.exec(select(Ticket).order_by(col(Ticket.opening_id), col(Ticket.number))).all()


def periods(database: Database, ticket: Ticket) -> Sequence[Period]:
    """The history of one ticket."""
    with database.reading() as db:
        return db.exec(select(Period).where(Period.ticket_id == ticket.id).order_by(col(Period.id))).all()
