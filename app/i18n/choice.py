"""Which language this request gets: address, cookie, staff profile, browser, Dutch."""

from http.cookies import SimpleCookie
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.i18n.languages import DEFAULT, supported
from app.i18n.voice import speaking

COOKIE = "kf_lang"
# These carry the language in the address: public ones must set no cookie, kiosk ones must leave nothing behind.
WITHOUT_COOKIE = ("/cards", "/letters", "/open", "/kiosk", "/ticket", "/board", "/slip", "/what-we-keep")


def _header(scope: Scope, name: bytes) -> str:
    return next((v.decode("latin-1") for k, v in scope["headers"] if k == name), "")


def _accepted(header: str) -> str | None:
    weighed = []
    for part in header.split(",")[:20]:
        code, _, weight = part.partition(";q=")
        try:
            weighed.append((float(weight or 1), code))
        except ValueError:
            continue
    ranked = sorted(weighed, key=lambda pair: -pair[0])
    return next((found for _, code in ranked if (found := supported(code))), None)


def _is_https(scope: Scope) -> bool:
    app = scope.get("app")
    return app is not None and bool(app.state.settings.is_https)


def cookie_name(scope: Scope) -> str:
    """The name as it stands in the browser."""
    return f"__Host-{COOKIE}" if _is_https(scope) else COOKIE


def choose(scope: Scope) -> tuple[str, bool]:
    """The language and whether a person chose it (then a staff profile does not overrule it)."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    if asked := supported(query.get("lang", [""])[0]):
        return asked, True
    cookie: SimpleCookie = SimpleCookie()
    try:
        cookie.load(_header(scope, b"cookie"))
    except Exception:
        cookie.clear()
    name = cookie_name(scope)
    if name in cookie and (kept := supported(cookie[name].value)):
        return kept, True
    return _accepted(_header(scope, b"accept-language")) or DEFAULT, False


class LanguageMiddleware:
    """Speak the chosen language during the request and remember a choice made by ``?lang=``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pure ASGI, so that the ContextVar reaches handlers in the thread pool."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        code, chosen = choose(scope)
        remember = b"lang=" in scope["query_string"] and chosen
        # A live part only repeats the language of its page; that is no choice of a person.
        remember = remember and not scope["path"].startswith(WITHOUT_COOKIE) and not _header(scope, b"x-fragment")

        async def send_with_cookie(message: Message) -> None:
            if remember and message["type"] == "http.response.start":
                cookie = f"{cookie_name(scope)}={code}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
                cookie += "; Secure" if _is_https(scope) else ""
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        with speaking(code, chosen=chosen):
            await self.app(scope, receive, send_with_cookie)
