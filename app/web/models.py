"""What the pages themselves keep: typed values, sealed, for five minutes."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class FormState(SQLModel, table=True):
    """What somebody typed in a form that had an error, sealed with a key only her browser holds.

    Nothing sealed: a form that may count once was sent, and would otherwise leave no trace by which to know it again.
    """

    __tablename__ = "form_state"
    retention: ClassVar[str] = "5 minutes, or as soon as the form is shown again"

    handle: str = Field(primary_key=True, max_length=32)
    sealed: bytes
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
