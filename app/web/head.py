"""HEAD, which programs ask before they show or check a link: what GET would answer, without its body."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.live import LIVE


class HeadAsGet:
    """Answers HEAD as GET. Not where an answer never ends: nobody would hang up on it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The server's own scope stays HEAD, so that it too sends no body."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or scope["path"].startswith(LIVE):
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self.app({**scope, "method": "GET"}, receive, send_without_body)
