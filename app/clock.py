"""The only door to time: aware UTC inside, the desk's own zone on screens."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


class Clock:
    """A clock that tests may stop or shift."""

    def __init__(self) -> None:
        self.stopped_at: datetime | None = None
        self.shift = timedelta()

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        if self.stopped_at is not None:
            return self.stopped_at
        return datetime.now(UTC) + self.shift  # noqa: TID251 -- this is the door


_clock = Clock()


def now() -> datetime:
    """The present moment, aware, UTC."""
    return _clock.now()


def local(at: datetime, zone: ZoneInfo = BRUSSELS) -> datetime:
    """The same moment as people at the desk read it from the wall."""
    return at.astimezone(zone)


def day(at: datetime, zone: ZoneInfo = BRUSSELS) -> date:
    """The day it was at the desk; in a summer night UTC is a day behind."""
    return local(at, zone).date()


def today(zone: ZoneInfo = BRUSSELS) -> date:
    """The day it is at the desk."""
    return day(now(), zone)


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """Hold the clock at one aware moment (tests, demonstration)."""
    if at.tzinfo is None:
        raise ValueError("a moment without zone says nothing")
    before = _clock.stopped_at
    _clock.stopped_at = at.astimezone(UTC)
    try:
        yield
    finally:
        _clock.stopped_at = before


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """Let the clock run, but earlier or later (tests)."""
    before = _clock.shift
    _clock.shift = before + by
    try:
        yield
    finally:
        _clock.shift = before
