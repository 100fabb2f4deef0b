"""Openings of a desk, who is where today, whom it refers to, and which partner can be reached until when."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.chance import code
from app.db import UtcDateTime, choice_of
from app.staff.models import Desk

__all__ = ["Desk", "LocalPartner", "Opening", "OpeningState", "Reachable", "Roster"]


class OpeningState(StrEnum):
    """An opening is planned, open, giving its last tickets out, or closed."""

    PLANNED = "planned"
    OPEN = "open"
    LAST_TICKET = "last_ticket"
    CLOSED = "closed"


class Opening(SQLModel, table=True):
    """One half-day that the desk is open; hands out the numbers of that day."""

    __tablename__ = "opening"
    __table_args__ = (UniqueConstraint("desk_id", "day"),)
    retention: ClassVar[str] = "kept: no person in it"

    id: int | None = Field(default=None, primary_key=True)
    desk_id: int = Field(foreign_key="desk.id", index=True, ondelete="CASCADE")
    day: date = Field(index=True)
    begins_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    state: OpeningState = Field(default=OpeningState.PLANNED, sa_type=choice_of(OpeningState))
    last_number: int = Field(default=0)
    last_sequence: int = Field(default=0, description="orders events also when the clock is set back")


class Roster(SQLModel, table=True):
    """Who is there at an opening, as what; at which table only until it closes."""

    __tablename__ = "roster"
    __table_args__ = (UniqueConstraint("opening_id", "person_id", "role"),)
    retention: ClassVar[str] = "1 year; the table only until closing"

    id: int | None = Field(default=None, primary_key=True)
    opening_id: int = Field(foreign_key="opening.id", index=True, ondelete="CASCADE")
    person_id: int = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    role: str = Field(max_length=20)
    table_label: str | None = Field(default=None, max_length=20)


class Reachable(SQLModel, table=True):
    """A partner who is present or can be phoned, until when."""

    __tablename__ = "reachable"
    retention: ClassVar[str] = "90 days"

    id: int | None = Field(default=None, primary_key=True)
    opening_id: int = Field(foreign_key="opening.id", index=True, ondelete="CASCADE")
    referral: str = Field(max_length=20, description="referral code of forms_catalog/_shared/partners.yaml")
    organisation: str = Field(max_length=80)
    how: str = Field(max_length=120, description="in the hall, or the number to call")
    until_at: datetime = Field(sa_type=UtcDateTime)


class LocalPartner(SQLModel, table=True):
    """An organisation near this desk that somebody is referred to: its public number, never a visitor's."""

    __tablename__ = "local_partner"
    __table_args__ = (UniqueConstraint("desk_id", "referral", "organisation"),)
    retention: ClassVar[str] = "until the desk takes it off its list"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(default_factory=code, unique=True, max_length=32)
    desk_id: int = Field(foreign_key="desk.id", index=True, ondelete="CASCADE")
    referral: str = Field(max_length=20, description="referral code of forms_catalog/_shared/partners.yaml")
    organisation: str = Field(max_length=80)
    phone: str = Field(max_length=40, description="the public number of the organisation")
    reachable_when: str = Field(default="", max_length=120, description="in free words")
