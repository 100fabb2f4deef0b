"""Open pages hear that something changed, once it is truly kept, and nothing more than that."""

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi import FastAPI

from app.db import Database, tell
from app.db.live import QUEUE_LENGTH, Hub, News
from app.queue import service as queue
from app.queue.models import MustAct
from tests.make import Make

Heard = list[News]


def until(true: Callable[[], bool], seconds: float = 5) -> bool:
    """Wait for it, but not for ever."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


@contextmanager
def listening(database: Database, *channels: str) -> Iterator[Heard]:
    """Somebody with a page open. On PostgreSQL the house needs a moment before it hears itself."""
    hub, heard = database.hub, Heard()

    async def listen() -> None:
        async for news in hub.listen(*channels, "warm-up"):
            heard.append(news)

    assert hub.loop is not None
    ear: Future[None] = asyncio.run_coroutine_threadsafe(listen(), hub.loop)
    until(lambda: "warm-up" in hub.listeners)
    while not until(lambda: bool(heard), 0.2):
        say(database, "warm-up", "listening?")
    yield heard
    ear.cancel()
    assert until(lambda: "warm-up" not in hub.listeners)


def say(database: Database, channel: str, what: str) -> None:
    """A transaction that only brings news."""
    with database.writing() as db:
        tell(db, channel, what)


def fail(database: Database, channel: str, what: str) -> None:
    """A transaction that is undone after it noted its news."""
    with database.writing() as db:
        tell(db, channel, what)
        raise RuntimeError(what)


def of(heard: Heard, channel: str) -> list[str]:
    """What came through one channel."""
    return [news.what for news in heard if news.channel == channel]


@pytest.mark.db
def test_news_come_after_the_commit_and_not_before(database: Database) -> None:
    with listening(database, "desk-1") as heard:
        with database.writing() as db:
            tell(db, "desk-1", "queue")
            db.flush()
            time.sleep(0.2)
            assert of(heard, "desk-1") == []
        assert until(lambda: of(heard, "desk-1") == ["queue"])


@pytest.mark.db
def test_what_is_undone_is_no_news(database: Database) -> None:
    with listening(database, "desk-1") as heard:
        with pytest.raises(RuntimeError):
            fail(database, "desk-1", "queue")
        say(database, "desk-1", "visits")
        assert until(lambda: bool(of(heard, "desk-1")))
        assert of(heard, "desk-1") == ["visits"]


@pytest.mark.db
def test_the_same_news_of_one_transaction_is_heard_once_and_only_by_who_listens(database: Database) -> None:
    with listening(database, "desk-1") as heard:
        with database.writing() as db:
            for _again in range(3):
                tell(db, "desk-1", "queue")
            tell(db, "desk-2", "queue")
        say(database, "desk-1", "visits")
        assert until(lambda: len(of(heard, "desk-1")) == 2)
        assert sorted(of(heard, "desk-1")) == ["queue", "visits"]
        assert of(heard, "desk-2") == []


@pytest.mark.db
def test_a_number_that_is_given_is_heard_and_says_nothing_about_anybody(make: Make, database: Database) -> None:
    desk = make.desk()
    opening = make.opening(desk)
    with listening(database, f"desk-{desk.id}") as heard:
        with database.writing() as db:
            ticket = queue.take_number(db, opening, language="ar", topic=None, must_act=MustAct.TODAY, once="a-form")
        assert until(lambda: bool(of(heard, f"desk-{desk.id}")))
    assert of(heard, f"desk-{desk.id}") == ["queue"]
    assert str(ticket.code) not in str(heard)


def test_a_slow_page_loses_nothing_that_matters_and_holds_nobody_up(database: Database) -> None:
    hub = database.hub
    assert hub.loop is not None
    waiting: asyncio.Queue[News | None] = asyncio.Queue(maxsize=QUEUE_LENGTH)
    hub.listeners["desk-1"] = {waiting}
    for n in range(QUEUE_LENGTH * 2):
        hub.publish(News("desk-1", f"{n}"))
    assert until(lambda: waiting.full())
    assert waiting.qsize() == QUEUE_LENGTH
    hub.listeners.clear()


def test_news_without_anybody_at_home_are_no_fault() -> None:
    Hub().publish(News("desk-1", "queue"))


async def _watch(app: FastAPI, path: str, lines: list[str], enough: asyncio.Event) -> None:
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "", "headers": [],
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        await enough.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        lines.append(str(dict(message.get("headers", []))) + message.get("body", b"").decode())

    await app(scope, receive, send)


def test_a_page_hears_which_part_of_it_is_stale(app: FastAPI, database: Database) -> None:
    loop, lines, enough = database.hub.loop, list[str](), asyncio.Event()
    assert loop is not None
    page = asyncio.run_coroutine_threadsafe(_watch(app, "/live/desk-1,desk-2", lines, enough), loop)
    assert until(lambda: "desk-2" in database.hub.listeners)
    say(database, "desk-2", "queue")
    assert until(lambda: "event: news\ndata: queue" in "".join(lines))
    assert "event: still" in "".join(lines)
    assert "text/event-stream" in lines[0]
    loop.call_soon_threadsafe(enough.set)
    page.result(timeout=5)
    assert database.hub.listeners == {}


def test_every_stream_ends_when_the_house_closes(app: FastAPI, database: Database) -> None:
    loop, lines = database.hub.loop, list[str]()
    assert loop is not None
    page = asyncio.run_coroutine_threadsafe(_watch(app, "/live/desk-1", lines, asyncio.Event()), loop)
    assert until(lambda: "desk-1" in database.hub.listeners)
    loop.call_soon_threadsafe(database.hub.close)
    page.result(timeout=5)
    assert database.hub.listeners == {}
