"""A sentence that survives one redirect ("Bewaard."), signed, in a cookie of its own."""

from dataclasses import dataclass

from babel.support import LazyProxy
from fastapi import Request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.responses import Response

from app.web.cookies import drop_cookie, read_cookie, set_cookie

COOKIE = "kf_said"
LIVES_SECONDS = 60


@dataclass(frozen=True)
class Flash:
    """``kind`` is done, note or warning."""

    message: str
    kind: str


def _serializer(request: Request) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(request.app.state.settings.secret, salt="flash")


def flash(request: Request, message: str | LazyProxy, kind: str = "done") -> None:
    """Say this on the next page."""
    request.state.flash = Flash(str(message), kind)


def send_flash(request: Request, response: Response) -> None:
    """Put what was said during this request into the redirect."""
    said: Flash | None = getattr(request.state, "flash", None)
    if said is not None:
        value = _serializer(request).dumps([said.message, said.kind])
        set_cookie(response, request, COOKIE, value, max_age=LIVES_SECONDS)


def take_flash(request: Request, response: Response | None = None) -> Flash | None:
    """What the page before had to say; with a ``response``, it is said only once."""
    raw = read_cookie(request, COOKIE)
    if raw is None:
        return None
    if response is not None:
        drop_cookie(response, request, COOKIE)
    try:
        message, kind = _serializer(request).loads(raw, max_age=LIVES_SECONDS)
    except (BadSignature, ValueError):
        return None
    return Flash(str(message), str(kind))
