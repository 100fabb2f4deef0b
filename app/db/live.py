"""Telling open pages that something changed: ids only, and only after it is truly kept."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass

import psycopg
import structlog
from sqlalchemy import text
from sqlmodel import Session

log = structlog.get_logger()
PG_CHANNEL = "koffie"
QUEUE_LENGTH = 50


@dataclass(frozen=True)
class News:
    """``channel`` says whose news (``desk:3``), ``what`` says which page part may be stale (``queue``)."""

    channel: str
    what: str


def tell(db: Session, channel: str, what: str) -> None:
    """Note news in this transaction; listeners hear it after the commit, never before."""
    db.info.setdefault("news", set()).add(News(channel, what))


def prepare(db: Session, *, on_postgres: bool) -> set[News]:
    """Take the noted news; on PostgreSQL put them into the transaction itself."""
    news: set[News] = db.info.pop("news", set())
    if on_postgres:
        for item in news:
            db.connection().execute(
                text("SELECT pg_notify(:channel, :payload)"),
                {"channel": PG_CHANNEL, "payload": json.dumps([item.channel, item.what])},
            )
    return news


def deliver(hub: "Hub", news: set[News], *, on_postgres: bool) -> None:
    """After the commit on SQLite: hand the news to the listeners of this one process."""
    if not on_postgres:
        for item in news:
            hub.publish(item)


class Hub:
    """The listeners of one process. ``publish`` may be called from any thread."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.listeners: dict[str, set[asyncio.Queue[News | None]]] = {}
        self.told: list[Callable[[str], None]] = []
        """who in this process hears the channel of all news, in whatever thread it comes"""

    def publish(self, news: News) -> None:
        """Tell this process, and wake everyone who listens to the channel; without a running loop nobody can."""
        for hear in self.told:
            hear(news.channel)
        if self.loop is not None and not self.loop.is_closed():
            with contextlib.suppress(RuntimeError):
                self.loop.call_soon_threadsafe(self._spread, news)

    def _spread(self, news: News) -> None:
        for queue in tuple(self.listeners.get(news.channel, ())):
            # A slow listener loses nothing: it fetches the whole fragment at its next news.
            if not queue.full():
                queue.put_nowait(news)

    async def listen(self, *channels: str) -> AsyncGenerator[News, None]:
        """News of these channels until the caller stops or the house closes."""
        queue: asyncio.Queue[News | None] = asyncio.Queue(maxsize=QUEUE_LENGTH)
        wanted = set(channels)
        for channel in wanted:
            self.listeners.setdefault(channel, set()).add(queue)
        try:
            while (news := await queue.get()) is not None:
                yield news
        finally:
            for channel in wanted:
                self.listeners[channel].discard(queue)
                if not self.listeners[channel]:
                    del self.listeners[channel]  # a made-up channel name must not stay in memory

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        for queues in self.listeners.values():
            for queue in queues:
                with contextlib.suppress(asyncio.QueueFull):
                    queue.put_nowait(None)


async def follow_postgres(hub: Hub, url: str) -> None:
    """Carry the news of all workers into this one; reconnects by itself."""
    dsn = url.replace("postgresql+psycopg://", "postgresql://", 1)
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as connection:
                await connection.execute(f"LISTEN {PG_CHANNEL}")
                async for notice in connection.notifies():
                    channel, what = json.loads(notice.payload)
                    hub.publish(News(channel, what))
        except psycopg.OperationalError:
            log.warning("live.lost", seconds=1)
            await asyncio.sleep(1)
