"""Column types that mean the same on both databases."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Refuses one without a zone; always comes back in UTC (SQLite drops the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Into the database, as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without zone says nothing")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Out of the database, as UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class _Choice(TypeDecorator[StrEnum]):
    """A StrEnum kept as its value; never a native enum, which two databases migrate differently."""

    impl = String
    cache_ok = True

    def __init__(self, choices: type[StrEnum], length: int = 24) -> None:
        super().__init__(length)
        self.choices = choices

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        """Into the database; an unknown value is refused here already."""
        return None if value is None else self.choices(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        """Out of the database."""
        return None if value is None else self.choices(value)


def choice_of(choices: type[StrEnum]) -> Any:
    """The column type of a StrEnum (give the table a CHECK as well)."""
    return _Choice(choices)
