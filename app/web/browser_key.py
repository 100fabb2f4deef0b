"""The browser's own key: 32 random bytes in an HttpOnly cookie that ends with the browser.

Form tokens are bound to it and typed values are sealed with it, so the server alone can read neither.
"""

import base64
import binascii
import hashlib
import hmac

from fastapi import Request
from starlette.responses import Response

from app.chance import random_bytes
from app.web.cookies import read_cookie, set_cookie

COOKIE = "kf_browser"
KEY_BYTES = 32


def browser_key(request: Request) -> bytes | None:
    """The key this browser sent, or ``None``."""
    try:
        key = base64.urlsafe_b64decode(read_cookie(request, COOKIE) or "")
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def ensure_browser_key(request: Request) -> bytes:
    """The browser's key; a new one, given with this answer, when it has none."""
    fresh: bytes | None = getattr(request.state, "new_browser_key", None)
    return fresh or browser_key(request) or renew_browser_key(request)


def renew_browser_key(request: Request) -> bytes:
    """Another key with this answer, for another person: what was typed before nobody reads any more."""
    fresh = random_bytes(KEY_BYTES)
    request.state.new_browser_key = fresh
    return fresh


def give_browser_key(request: Request, response: Response) -> None:
    """Send a key that was made during this request."""
    fresh = getattr(request.state, "new_browser_key", None)
    if fresh is not None:
        set_cookie(response, request, COOKIE, base64.urlsafe_b64encode(fresh).decode())


def form_token(request: Request) -> str:
    """The token that every form of this browser carries."""
    secret: bytes = request.app.state.settings.secret
    return token_of(secret, ensure_browser_key(request))


def token_fits(request: Request, token: str) -> bool:
    """Whether a posted token belongs to the browser that posts it."""
    key = browser_key(request)
    if key is None or not token.isascii():  # other letters cannot be compared in constant time
        return False
    return hmac.compare_digest(token_of(request.app.state.settings.secret, key), token)


def token_of(secret: bytes, key: bytes) -> str:
    """The token of one browser key."""
    return hmac.new(secret, b"form|" + key, hashlib.sha256).hexdigest()
