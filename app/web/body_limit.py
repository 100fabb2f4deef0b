"""A body longer than any form of ours is not read, and who sends it hears so as with every other trouble."""

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.error_pages import BY_STATUS, explain

TOO_LONG = 413


class BodyLimit:
    """Refuses by the length that is announced; what comes without one is counted while it is read."""

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The framework's own limit would answer before language and headers are there."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request, read = Request(scope), 0
        announced = request.headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > self.most:
            answer = await run_in_threadpool(explain, request, BY_STATUS[TOO_LONG])
            await answer(scope, receive, send)
            return

        async def receive_some() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.most:
                raise HTTPException(TOO_LONG)
            return message

        await self.app(scope, receive_some, send)
