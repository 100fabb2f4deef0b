"""What desks say of the cards: withdrawn, checked, wrong, changed here; notes, and words that found nothing.

The cards themselves stand in files; ``app.catalog.model`` is their shape.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Column, Field, SQLModel

from app import clock
from app.chance import code
from app.db import UtcDateTime, choice_of


class CardMark(SQLModel, table=True):
    """One card in this installation: whether it was withdrawn, and when somebody last checked it here."""

    __tablename__ = "card_mark"
    retention: ClassVar[str] = "kept"

    card: str = Field(primary_key=True, max_length=64)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    why: str = Field(default="", max_length=200)
    checked_on: date | None = None
    checked_by: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    checked_source: str = Field(default="", max_length=200)


class CardReport(SQLModel, table=True):
    """Somebody of the team says that something in a card is wrong. Guarded: nothing about a visitor."""

    __tablename__ = "card_report"
    retention: ClassVar[str] = "one year after it was closed"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(default_factory=code, unique=True, max_length=32)
    card: str = Field(max_length=64, index=True)
    step: str = Field(default="", max_length=64)
    text: str = Field(max_length=300)
    desk_id: int = Field(foreign_key="desk.id", index=True, ondelete="CASCADE")
    author_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    written_on: date = Field(default_factory=clock.today, description="the day without the hour: it tells of no visit")
    closed_on: date | None = None
    closed_by: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")


class DeskNote(SQLModel, table=True):
    """What is so here and nowhere else: the fee, the counter, the hours, whom to ask for."""

    __tablename__ = "desk_note"
    __table_args__ = (UniqueConstraint("desk_id", "card"),)
    retention: ClassVar[str] = "until the desk takes it away"

    id: int | None = Field(default=None, primary_key=True)
    desk_id: int = Field(foreign_key="desk.id", index=True, ondelete="CASCADE")
    card: str = Field(max_length=64, index=True)
    text: str = Field(max_length=400)
    written_by: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    written_on: date = Field(default_factory=clock.today)


class UnmetWord(SQLModel, table=True):
    """A word of searches that found nothing. Until it was typed on many days only a keyed mark of it is kept."""

    __tablename__ = "unmet_word"
    retention: ClassVar[str] = "90 days after it was last typed"

    mark: str = Field(primary_key=True, max_length=64, description="keyed hash of word and language")
    word: str | None = Field(default=None, max_length=32)
    language: str = Field(max_length=8)
    days: int = Field(default=0, description="on how many different days")
    last_on: date = Field(default_factory=clock.today, index=True)


class RevisionState(StrEnum):
    """A draft becomes published by a second person; the one before it is replaced. A dropped one is in nobody's way."""

    DRAFT = "draft"
    PUBLISHED = "published"
    REPLACED = "replaced"
    DROPPED = "dropped"


class CardRevision(SQLModel, table=True):
    """Other words in a card, made in the browser. ``base``: the shipped Dutch that each of them takes the place of."""

    __tablename__ = "card_revision"
    # One draft and one published revision a card, whoever presses at the same moment; ``open_as`` is empty after that.
    __table_args__ = (UniqueConstraint("card", "open_as"),)
    retention: ClassVar[str] = "kept: the history of a card"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(default_factory=code, unique=True, max_length=32)
    card: str = Field(max_length=64, index=True)
    state: RevisionState = Field(default=RevisionState.DRAFT, sa_type=choice_of(RevisionState))
    open_as: str | None = Field(default=RevisionState.DRAFT.value, max_length=24)
    save_number: int = Field(default=1)
    texts: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    translations: dict[str, dict[str, str]] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    base: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    why: str = Field(default="", max_length=200)
    # Public codes of persons: they say nothing any more when the person is let go, and are given to nobody else.
    authors: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    published_by: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    changed_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
