"""Connecting: one writer and many readers on SQLite, a pool on PostgreSQL."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from app.db.live import Hub, deliver, prepare

# A held database must answer "not now" in under three seconds, all waits of a request together.
WAIT_SECONDS = 2.0
# Who comes after somebody waited in vain: the threads must not all stand still while nothing can be written.
SHORT_SECONDS = 0.2
MOST_CONNECTIONS = 40  # as many as there are threads: on PostgreSQL nobody waits for a connection first


class Turn:
    """The one writer of an SQLite file: who waits for her turn has that much less patience for the file itself."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left = WAIT_SECONDS
        self._was_in_vain = False

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Until the block ends. Raises ``PoolTimeout`` when it does not come in time."""
        until = time.monotonic() + (SHORT_SECONDS if self._was_in_vain else WAIT_SECONDS)
        if not self._lock.acquire(timeout=until - time.monotonic()):
            raise PoolTimeout("somebody else writes")
        try:
            self._left = max(until - time.monotonic(), 0)
            yield
        finally:
            self._lock.release()

    def begin(self, connection: Connection) -> None:
        """Begin to write with the patience that is left. Raises ``OperationalError`` when another program writes."""
        connection.exec_driver_sql(f"PRAGMA busy_timeout={int(self._left * 1000)}")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError:
            self._was_in_vain = True
            raise
        self._was_in_vain = False


def _read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN DEFERRED")


def _sqlite_engine(url: str, begin: Callable[[Connection], None], size: int) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False},
        pool_size=size,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        hide_parameters=True,  # an error in the log must not quote what was typed
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own implicit BEGIN would be deferred
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"busy_timeout={int(WAIT_SECONDS * 1000)}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "begin", begin)
    return engine


def _postgres_engine(url: str) -> Engine:
    milliseconds = int(WAIT_SECONDS * 1000)
    return create_engine(
        url,
        pool_size=MOST_CONNECTIONS // 2,
        max_overflow=MOST_CONNECTIONS // 2,
        pool_timeout=SHORT_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": 2,  # the driver knows whole seconds, and no fewer than two
            "options": f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}",
            # A stopped server still holds the socket open: without these the wait has no end.
            "tcp_user_timeout": milliseconds,
        },
    )


class Database:
    """The two engines and the live hub of one installation."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.hub = Hub()
        self._turn: Callable[[], AbstractContextManager[None]]
        if self.is_sqlite:
            file = make_url(url).database
            if not file or file == ":memory:":
                raise ValueError("SQLite in memory gives every thread its own empty database; name a file")
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            turn = Turn()
            self._turn = turn.taken
            self.writer = _sqlite_engine(url, turn.begin, 1)
            self.reader = _sqlite_engine(url, _read, 12)
        else:
            self._turn = nullcontext
            self.writer = self.reader = _postgres_engine(url)
        self._busy = 0
        self._changed = threading.Condition()

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """Somebody has a connection."""
        with self._changed:
            self._busy += 1
        try:
            yield
        finally:
            with self._changed:
                self._busy -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction that is kept when the block ends well and undone when it does not."""
        with self._at_work(), self._turn(), Session(self.writer, expire_on_commit=False) as db:
            try:
                yield db
                news = prepare(db, on_postgres=not self.is_sqlite)
                db.commit()
            except BaseException:
                db.rollback()
                raise
            deliver(self.hub, news, on_postgres=not self.is_sqlite)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A short look; nothing is kept."""
        with self._at_work(), Session(self.reader, expire_on_commit=False) as db:
            yield db

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A connection outside any transaction of ours: a migration opens its own, and switches SQLite's keys off."""
        engine = create_engine(self.url, poolclass=NullPool, hide_parameters=True)
        with engine.connect() as connection:
            yield connection
        engine.dispose()

    def close(self) -> None:
        """Give back every connection; who is still at work gets a moment to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._busy == 0, WAIT_SECONDS)
        self.writer.dispose()
        self.reader.dispose()
