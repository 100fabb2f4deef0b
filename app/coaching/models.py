"""Tips: what a volunteer learned at a step, for the next one."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Field, SQLModel

from app import clock
from app.chance import code
from app.db import UtcDateTime, choice_of


class TipState(StrEnum):
    """A tip waits for the coordinator's yes."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"


def _this_day() -> datetime:
    """The day without the hour: beside a card, the hour would tell at which visit the author sat."""
    return clock.now().replace(hour=0, minute=0, second=0, microsecond=0)


class Tip(SQLModel, table=True):
    """A practical hint on one step of one card. Guarded: nothing about a visitor."""

    __tablename__ = "tip"
    retention: ClassVar[str] = "with the card; looked at again every year"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(default_factory=code, unique=True, max_length=32)
    desk_id: int = Field(foreign_key="desk.id", index=True, ondelete="CASCADE")
    card: str = Field(max_length=64, index=True)
    step: str = Field(max_length=64)
    language: str = Field(default="nl", max_length=8)
    text: str = Field(max_length=300)
    state: TipState = Field(default=TipState.WAITING, sa_type=choice_of(TipState))
    author_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    approved_by: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    written_at: datetime = Field(default_factory=_this_day, sa_type=UtcDateTime)
    review_on: date | None = None
