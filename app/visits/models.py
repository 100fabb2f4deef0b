"""At the table: a visit and its questions. What is answered is not here but sealed in ``privacy.Draft``."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Column, Field, SQLModel

from app import clock
from app.chance import code
from app.db import UtcDateTime, choice_of


class Origin(StrEnum):
    """Whether the visitor asked it or it was found at the table."""

    ASKED = "asked"
    FOUND = "found"


class Outcome(StrEnum):
    """How a question ended."""

    DONE = "done"
    VISITOR_CONTINUES = "visitor_continues"
    WAITING_FOR_AUTHORITY = "waiting_for_authority"
    HANDED_OVER = "handed_over"
    NOT_POSSIBLE = "not_possible"
    STOPPED = "stopped"


class Visit(SQLModel, table=True):
    """One visitor at one table. Ticket, table and sign-in are let go when it ends."""

    __tablename__ = "visit"
    retention: ClassVar[str] = "90 days, then only counts"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(default_factory=code, unique=True, max_length=32)
    opening_id: int = Field(foreign_key="opening.id", index=True, ondelete="CASCADE")
    ticket_id: int | None = Field(default=None, foreign_key="ticket.id", index=True, ondelete="SET NULL")
    sign_in_id: int | None = Field(default=None, foreign_key="sign_in.id", index=True, ondelete="SET NULL")
    table_label: str | None = Field(default=None, max_length=20)
    language: str = Field(default="nl", max_length=8)
    help_mode: str = Field(default="together", max_length=20)
    is_hidden: bool = Field(default=False, description="'Verberg' was tapped; comes back with the PIN")
    started_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Question(SQLModel, table=True):
    """One thing somebody came for, or that was found: a card, a letter, or a topic."""

    __tablename__ = "question"
    __table_args__ = (
        CheckConstraint(f"origin IN ({', '.join(repr(o.value) for o in Origin)})", "origin_known"),
        CheckConstraint(
            f"outcome IS NULL OR outcome IN ({', '.join(repr(o.value) for o in Outcome)})", "outcome_known"
        ),
    )
    retention: ClassVar[str] = "90 days, then only counts"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(default_factory=code, unique=True, max_length=32)
    visit_id: int = Field(foreign_key="visit.id", index=True, ondelete="CASCADE")
    card: str | None = Field(default=None, max_length=64)
    topic: str | None = Field(default=None, max_length=40)
    letter_sender: str | None = Field(default=None, max_length=40, description="key of senders.yaml")
    letter_kind: str | None = Field(default=None, max_length=40, description="outcome of the triage tree")
    origin: Origin = Field(default=Origin.ASKED, sa_type=choice_of(Origin))
    channel: str = Field(default="", max_length=20)
    deadline: str = Field(default="none", max_length=12, description="none, later, week, passed")
    at_step: str = Field(default="", max_length=64)
    steps_done: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    outcome: Outcome | None = Field(default=None, sa_type=choice_of(Outcome))
    asked_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
