"""Yardstick of P8: a bare fan-out of server-sent events, no database, no page."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.responses import StreamingResponse

app = FastAPI()
queues: set[asyncio.Queue[str]] = set()


@app.get("/healthz")
async def healthz() -> dict[str, str]:
    """Alive."""
    return {"status": "ok"}


@app.post("/tell")
async def tell() -> dict[str, str]:
    """Everybody hears it."""
    for queue in queues:
        queue.put_nowait("queue")
    return {"status": "ok"}


@app.get("/live")
async def live() -> StreamingResponse:
    """One listener."""

    async def stream() -> AsyncIterator[str]:
        queue: asyncio.Queue[str] = asyncio.Queue()
        queues.add(queue)
        try:
            yield "event: still\ndata: here\n\n"
            while True:
                yield f"event: news\ndata: {await queue.get()}\n\n"
        finally:
            queues.discard(queue)

    return StreamingResponse(stream(), media_type="text/event-stream")
