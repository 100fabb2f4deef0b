"""Live pages: a stream that only says *what* changed; the page then fetches its own fragment."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

from fastapi import APIRouter, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from app.db import Database

BEAT_SECONDS = 4  # a page that hears nothing for ten seconds says so
MOST_CHANNELS = 40
LIVE = "/live/"
router = APIRouter()


async def stream(database: Database, channels: Sequence[str]) -> AsyncIterator[ServerSentEvent]:
    """``still`` at once and every few seconds, ``news`` with the changed part in between."""
    yield ServerSentEvent(event="still", raw_data="here", retry=1000)
    news = database.hub.listen(*channels)
    pending = asyncio.ensure_future(anext(news))
    try:
        while True:
            done, _ = await asyncio.wait({pending}, timeout=BEAT_SECONDS)
            if not done:
                yield ServerSentEvent(event="still", raw_data="here")
                continue
            try:
                item = pending.result()
            except StopAsyncIteration:
                return
            pending = asyncio.ensure_future(anext(news))
            yield ServerSentEvent(event="news", raw_data=item.what)
    finally:
        pending.cancel()
        with contextlib.suppress(asyncio.CancelledError, StopAsyncIteration):
            await pending
        await news.aclose()


@router.get(LIVE + "{channels}", response_class=EventSourceResponse, name="live")
async def live(channels: str, request: Request) -> AsyncIterator[ServerSentEvent]:
    """One channel, or several with commas between (a coordinator of more than one desk).

    Ids only, so anybody may listen; what the fragment shows is decided when it is fetched.
    """
    async for event in stream(request.app.state.database, channels.split(",")[:MOST_CHANNELS]):
        yield event
