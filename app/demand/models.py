"""What is asked a lot: daily counts, hints, and what the coordinator said of them."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app import clock
from app.chance import code
from app.db import UtcDateTime


class DailyFact(SQLModel, table=True):
    """How often something happened at a desk on a day. A count; no person can be read from it."""

    __tablename__ = "daily_fact"
    __table_args__ = (UniqueConstraint("desk_id", "day", "kind", "subject", "language", "origin", "outcome"),)
    retention: ClassVar[str] = "kept"

    id: int | None = Field(default=None, primary_key=True)
    desk_id: int = Field(foreign_key="desk.id", ondelete="CASCADE")
    day: date = Field(index=True)
    kind: str = Field(max_length=16, description="visit, question, letter, left")
    subject: str = Field(default="", max_length=90, description="card slug, sender|kind of letter, or reason")
    language: str = Field(default="", max_length=8)
    origin: str = Field(default="", max_length=8)
    outcome: str = Field(default="", max_length=24)
    count: int = Field(default=0)


class Hint(SQLModel, table=True):
    """Something unusual in one opening, as it was shown, and the verdict of the coordinator."""

    __tablename__ = "hint"
    __table_args__ = (UniqueConstraint("opening_id", "kind", "subject"),)
    retention: ClassVar[str] = "kept"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(default_factory=code, unique=True, max_length=32)
    desk_id: int = Field(foreign_key="desk.id", index=True, ondelete="CASCADE")
    opening_id: int = Field(foreign_key="opening.id", index=True, ondelete="CASCADE")
    kind: str = Field(max_length=16, description="card, letter, left")
    subject: str = Field(max_length=90)
    count: int
    expected: float | None = Field(default=None, description="mean of the openings compared with")
    compared: int = Field(default=0, description="how many openings that mean is of")
    seen_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    is_true: bool | None = None
    judged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    judged_by: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
