"""The hourly purge of an open house: it survives a database that is away, and is ended before the house closes."""

import asyncio
import contextlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app import clock, keeping
from app.db import Database
from app.privacy.epochs import Epochs
from tests.loops import in_own_loop


class SlowDatabase(Database):
    """Takes its time, and tells when it was done."""

    begun = ended = 0

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Slowly."""
        self.begun += 1
        with super().writing() as db:
            yield db
            time.sleep(0.3)
        self.ended += 1


class AwayDatabase(Database):
    """Does not answer."""

    asked = 0

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Never."""
        self.asked += 1
        raise OperationalError("select", {}, Exception("away"))
        yield  # pragma: no cover -- makes it a generator


async def purge_for(seconds: float, database: Database, epochs: Epochs) -> bool:
    """One round, and the house closes meanwhile; whether the round was still at it then."""
    task = asyncio.create_task(keeping.purge_now(database, epochs))
    await asyncio.sleep(seconds)
    still = not task.done()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return still


def test_a_purge_that_has_begun_is_ended_before_the_house_closes(database_url: str, tmp_path: Path) -> None:
    database = SlowDatabase(database_url)
    assert in_own_loop(purge_for, 0.1, database, Epochs(tmp_path))
    assert (database.begun, database.ended) == (1, 1)
    database.close()


def test_a_database_that_is_away_does_not_end_it(database_url: str, tmp_path: Path) -> None:
    database = AwayDatabase(database_url)
    assert not in_own_loop(purge_for, 0.1, database, Epochs(tmp_path))
    assert database.asked == 1
    database.close()


async def rounds(database: AwayDatabase, epochs: Epochs) -> None:
    """Keep purging until the second round has begun."""
    task = asyncio.create_task(keeping.keep_purging(database, epochs))
    while not task.done() and database.asked < 2:
        await asyncio.sleep(0.01)
    assert not task.done()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def test_the_next_round_comes_whatever_happened(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "EVERY_SECONDS", 0.02)
    database = AwayDatabase(database_url)
    in_own_loop(rounds, database, Epochs(tmp_path))
    database.close()


def test_a_clock_years_ahead_lets_nothing_go(database_url: str, tmp_path: Path) -> None:
    database, epochs = Database(database_url), Epochs(tmp_path)
    epochs.current()
    assert not in_own_loop(purge_for, 3, database, epochs)
    with clock.shifted(timedelta(days=4000)):
        assert not in_own_loop(purge_for, 3, database, epochs)
        assert len(list(epochs.folder.iterdir())) == 1
    with clock.shifted(timedelta(days=99)):
        assert not in_own_loop(purge_for, 3, database, epochs)
        assert list(epochs.folder.iterdir()) == []
    database.close()
