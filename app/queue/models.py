"""The line: tickets, and the periods they spent in each state (the only history)."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Column, Field, SQLModel

from app import clock
from app.chance import code
from app.db import UtcDateTime, choice_of
from app.queue.rules import MustAct, TicketState

__all__ = ["MustAct", "Period", "Ticket", "TicketState"]


def _one_of(column: str, values: type[StrEnum]) -> str:
    return f"{column} IN ({', '.join(repr(v.value) for v in values)})"


class Ticket(SQLModel, table=True):
    """A place in the line: a number, a language, perhaps a topic. Nobody's name."""

    __tablename__ = "ticket"
    __table_args__ = (
        UniqueConstraint("opening_id", "number"),
        Index("ix_ticket_line", "opening_id", "state", "number"),
        CheckConstraint(_one_of("state", TicketState), "state_known"),
        CheckConstraint(_one_of("must_act", MustAct), "must_act_known"),
    )
    retention: ClassVar[str] = "code and links at closing; clock times to the quarter after 7 days; counts after 90"

    id: int | None = Field(default=None, primary_key=True)
    opening_id: int = Field(foreign_key="opening.id", ondelete="CASCADE")
    number: int
    code: str | None = Field(default_factory=code, unique=True, max_length=32)
    once: str | None = Field(default=None, unique=True, max_length=80, description="one form, one ticket")
    language: str = Field(max_length=8)
    topic: str | None = Field(default=None, max_length=40)
    must_act: MustAct = Field(default=MustAct.UNKNOWN, sa_type=choice_of(MustAct))
    is_returning: bool = Field(default=False)
    flags: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    state: TicketState = Field(default=TicketState.WAITING, sa_type=choice_of(TicketState))
    came_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    changed_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    changed_sequence: int = Field(default=0, description="order of calls and changes, for the board")
    overtaken: int = Field(default=0, description="how often somebody who came later went first")
    recalls: int = Field(default=0)
    table_label: str | None = Field(default=None, max_length=20)


class Period(SQLModel, table=True):
    """A stretch in one state, by which rule it began. Every waiting time is read from here."""

    __tablename__ = "period"
    __table_args__ = (CheckConstraint(_one_of("state", TicketState), "state_known"),)
    retention: ClassVar[str] = "table at closing; clock times to the quarter after 7 days; counts after 90"

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", index=True, ondelete="CASCADE")
    state: TicketState = Field(sa_type=choice_of(TicketState))
    sequence: int
    started_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    table_label: str | None = Field(default=None, max_length=20)
    rule: str = Field(default="", max_length=40, description="why: by which rule or reason code")
    by_role: str = Field(default="", max_length=20)
