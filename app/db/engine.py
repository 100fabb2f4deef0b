"""Connecting: one writer and many readers on SQLite, a pool on PostgreSQL."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, PoolProxiedConnection, QueuePool, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app.db.live import Hub, deliver, prepare

# A held database must answer "not now" in under three seconds, all waits of a request together.
WAIT_SECONDS = 1.5
# Who comes after somebody waited in vain: the threads must not all stand still while nothing can be written.
SHORT_SECONDS = 0.2
NAP_SECONDS = 0.1  # how long SQLite itself waits before we look at the clock again
MOST_CONNECTIONS = 40  # as many as there are threads: on PostgreSQL nobody waits for a connection first


def _begun_within(seconds: float, connection: PoolProxiedConnection) -> bool:
    """Ask until the time is over, by the clock: SQLite counts its naps, and a busy machine makes naps longer."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            connection.cursor().execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            continue
        return True
    return False


class OneWriter(QueuePool):
    """The one connection that writes an SQLite file. Who waited for it has that much less patience for the file itself.

    It is taken at the first statement, in the thread that works: taken sooner, those who wait for it could hold every
    thread while the one who has it needs a thread to go on.
    """

    def connect(self) -> PoolProxiedConnection:
        """The connection. Raises ``PoolTimeout`` when it does not come in time."""
        began = time.monotonic()
        taken = super().connect()
        taken.info["patience"] = max(self._timeout - (time.monotonic() - began), 0)
        return taken

    def begin(self, connection: Connection) -> None:
        """Begin to write with the patience that is left. Raises ``OperationalError`` when another program writes."""
        try:
            if not _begun_within(connection.info["patience"], connection.connection):
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # once more, for an error in SQLAlchemy's own words
        except OperationalError:
            self._timeout = SHORT_SECONDS
            raise
        self._timeout = WAIT_SECONDS


def _read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN DEFERRED")


def _sqlite_engine(url: str, pool: type[QueuePool], size: int, patience: float) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False},
        poolclass=pool,
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
            f"busy_timeout={int(patience * 1000)}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "begin", engine.pool.begin if isinstance(engine.pool, OneWriter) else _read)
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
        if self.is_sqlite:
            file = make_url(url).database
            if not file or file == ":memory:":
                raise ValueError("SQLite in memory gives every thread its own empty database; name a file")
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            self.writer = _sqlite_engine(url, OneWriter, 1, NAP_SECONDS)
            self.reader = _sqlite_engine(url, QueuePool, 12, WAIT_SECONDS)
        else:
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
        with self._at_work(), Session(self.writer, expire_on_commit=False) as db:
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
