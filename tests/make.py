"""Putting desks, people, tickets and visits in place, the short way: rows, not pages."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

from fastapi import FastAPI
from sqlmodel import SQLModel

from app import clock
from app.desks.models import Desk, Opening, OpeningState
from app.queue.models import Period, Ticket, TicketState
from app.staff.models import Membership, Person, Role
from app.visits.models import Question, Visit

Row = TypeVar("Row", bound=SQLModel)


class Make:
    """Every verb keeps what it makes and gives it back."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def keep(self, row: Row) -> Row:
        """Store one row of any kind."""
        with self.app.state.database.writing() as db:
            db.add(row)
        return row

    def desk(self, slug: str = "kalmthout", **more: Any) -> Desk:
        """A desk with four tables."""
        values = {"name": slug.title(), "languages": ["nl", "fr", "ar"], **more}
        return self.keep(Desk(slug=slug, **values))

    def opening(self, desk: Desk, **more: Any) -> Opening:
        """Open since half an hour, for two and a half hours more."""
        now = clock.now()
        values: dict[str, Any] = {
            "day": clock.local(now, desk.timezone).date(),
            "begins_at": now - timedelta(minutes=30),
            "ends_at": now + timedelta(hours=2, minutes=30),
            "state": OpeningState.OPEN,
            **more,
        }
        return self.keep(Opening(desk_id=_id(desk), **values))

    def person(
        self,
        name: str,
        desk: Desk | None,
        *roles: Role,
        languages: Sequence[str] = ("nl",),
        families: Sequence[str] = (),
        **more: Any,
    ) -> Person:
        """Somebody of the team with these roles at this desk (none: the whole installation)."""
        person = self.keep(Person(name=name, languages=list(languages), **more))
        for role in roles:
            at = None if desk is None or role is Role.ADMINISTRATOR else _id(desk)
            member = Membership(person_id=_id(person), desk_id=at, role=role, families=list(families))
            self.keep(member)
        return person

    def ticket(self, opening: Opening, **more: Any) -> Ticket:
        """The next number of an opening, waiting."""
        with self.app.state.database.writing() as db:
            here = db.get_one(Opening, opening.id)
            here.last_number += 1
            here.last_sequence += 1
            values = {"language": "nl", "changed_sequence": here.last_sequence, **more}
            ticket = Ticket(opening_id=_id(here), number=here.last_number, **values)
            db.add(ticket)
            db.flush()
            state = more.get("state", TicketState.WAITING)
            db.add(Period(ticket_id=_id(ticket), state=state, sequence=here.last_sequence))
        return ticket

    def visit(self, opening: Opening, ticket: Ticket | None = None, **more: Any) -> Visit:
        """A visit that has begun."""
        ticket_id = ticket.id if ticket else None
        return self.keep(Visit(opening_id=_id(opening), ticket_id=ticket_id, **more))

    def question(self, visit: Visit, card: str | None = None, **more: Any) -> Question:
        """Something somebody came for."""
        return self.keep(Question(visit_id=_id(visit), card=card, **more))


def _id(row: Any) -> int:
    assert row.id is not None
    number: int = row.id
    return number
