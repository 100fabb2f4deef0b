"""One line a request: method, route, status, milliseconds. Never a query, a body, a cookie or an address."""

import logging
import sys
import time
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.chance import digits

log = structlog.get_logger()


def configure_logs(level: str) -> None:
    """JSON lines on standard error; line breaks inside a value are escaped by JSON itself."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.getLogger("uvicorn.access").disabled = True  # it prints addresses and query strings


def route_of(scope: Scope) -> str:
    """The pattern of the route, so that no code or handle ends up in a log."""
    route: Any = scope.get("route")
    return str(getattr(route, "path", "")) or "unmatched"


class RequestLog:
    """Gives each request a short reference, also shown on error pages, and logs how it ended."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Log after the answer has started or failed to."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        reference = digits(6)
        scope.setdefault("state", {})["reference"] = reference
        began, status = time.perf_counter(), 500

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        finally:
            took = round((time.perf_counter() - began) * 1000, 1)
            known = {"reference": reference, "method": scope["method"], "route": route_of(scope)}
            line = log.debug if known["route"] in ("/healthz", "/readyz") else log.info
            line("request", **known, status=status, ms=took)
