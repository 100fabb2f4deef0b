"""Sealed answers, sealed slips, and receipts of what was let go. No column leads to a person or a visit."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Column, Field, LargeBinary, SQLModel

from app import clock
from app.db import UtcDateTime


class Draft(SQLModel, table=True):
    """The answers of one visit, sealed. The key is in the cookie of one tablet and nowhere else."""

    __tablename__ = "draft"
    retention: ClassVar[str] = "until the visit ends, at most 12 hours"

    handle: str = Field(primary_key=True, max_length=16)
    save_number: int = Field(default=1)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    wrapped_key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Slip(SQLModel, table=True):
    """What somebody takes home: steps, and answers only when she wants. Opens with the digits on her paper."""

    __tablename__ = "slip"
    retention: ClassVar[str] = "until done, at most 60 days; answers 30"

    handle: str = Field(primary_key=True, max_length=16)
    epoch: str = Field(max_length=12, description="the week whose key file is also needed")
    salt: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    answers_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    is_readable_at_home: bool = Field(default=True)
    sealed_steps: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sealed_answers: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    wrapped_key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Receipt(SQLModel, table=True):
    """That something was let go: which kind, how many, when."""

    __tablename__ = "receipt"
    retention: ClassVar[str] = "kept: no person in it"

    id: int | None = Field(default=None, primary_key=True)
    what: str = Field(max_length=40)
    how_many: int
    at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
