"""Places, their openings, who is where today, and which partner can be reached until when."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Column, Field, SQLModel

from app import clock
from app.db import UtcDateTime, choice_of


class OpeningState(StrEnum):
    """An opening is planned, open, giving its last tickets out, or closed."""

    PLANNED = "planned"
    OPEN = "open"
    LAST_TICKET = "last_ticket"
    CLOSED = "closed"


class Desk(SQLModel, table=True):
    """A place where people walk in."""

    __tablename__ = "desk"
    retention: ClassVar[str] = "as long as the desk exists"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=40)
    name: str = Field(max_length=80)
    place: str = Field(default="", max_length=160, description="street, number and town of the hall")
    reach_us: str = Field(default="", max_length=40, description="telephone number of the desk itself")
    languages: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    zone: str = Field(default="Europe/Brussels", max_length=40)
    weekly_hours: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    tables: int = Field(default=4)
    responsible: str = Field(default="", max_length=160, description="who is responsible for the data")
    privacy_contact: str = Field(default="", max_length=160)
    assessed_on: date | None = Field(default=None, description="day of the impact assessment")
    is_slip_readable_at_home: bool = Field(default=True)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)

    @property
    def timezone(self) -> ZoneInfo:
        """The zone of the wall clock in the hall."""
        return ZoneInfo(self.zone)


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
