"""Errors become pages in the reader's language, forms shown again, or problem documents for machines."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from app.errors import Busy, Clash, Invalid, KoffieError, NotAllowed, NotFound, TooMany, TooMuch, Unwell
from app.i18n import gettext as _
from app.i18n import language, lazy, speaking
from app.i18n.choice import choose
from app.web.headers import make_strict
from app.web.kept_forms import KeptForm, keep
from app.web.posting import SAFE, came_from, is_from_our_page, posted_values
from app.web.templating import page_path, render

log = structlog.get_logger()
RETRY_SECONDS = 5
# Signs. Nobody types this much in one of our forms, and looking for secrets takes its time.
MOST_IN_A_FIELD = 2_000
MOST_IN_A_FORM = 60_000
BUSY = lazy("We cannot keep anything right now. What you did before is safe. Try again in a moment.")
TAKEN = lazy("Somebody else was just before you. Look at the page again.")

BY_STATUS: Mapping[int, KoffieError] = {
    404: NotFound(lazy("This page does not exist, or not any more.")),
    405: NotFound(lazy("This page does not exist, or not any more.")),
    403: NotAllowed(lazy("You cannot do this here.")),
    413: TooMuch(lazy("That is too much text.")),
}
FIELD_MESSAGES = {
    "missing": lazy("Fill this in."),
    "string_too_short": lazy("Fill this in."),
    "string_too_long": lazy("This is too long."),
    "int_parsing": lazy("Write a whole number."),
    "literal_error": lazy("Choose one of these."),
    "enum": lazy("Choose one of these."),
}
NOT_KEPT = lazy("The screen was locked meanwhile, so this is not kept yet. Look at it, and send it again.")
CHECK_THIS = lazy("Look at this once more.")
AGAIN = lazy("Fill this in again: we do not keep it.")


def is_machine(request: Request) -> bool:
    """Whether the caller wants JSON."""
    return request.url.path.startswith("/api/")


def is_fragment(request: Request) -> bool:
    """Whether a live page asks for a part of itself."""
    return request.headers.get("x-fragment") == "1"


def problem(error: KoffieError) -> Response:
    """RFC 9457."""
    body: dict[str, Any] = {"type": f"about:{error.kind}", "title": str(error.message), "status": error.status}
    body.update(error.facts)
    if isinstance(error, Invalid):
        body["fields"] = {name: str(message) for name, message in error.fields.items()}
    return say_when(JSONResponse(body, error.status, media_type="application/problem+json"), error)


def say_when(response: Response, error: KoffieError) -> Response:
    """When it makes sense to try again, for who must wait."""
    if isinstance(error, Unwell | TooMany):
        response.headers["Retry-After"] = str(error.facts.get("retry_after", RETRY_SECONDS))
    return response


def error_page(request: Request, error: KoffieError, form: str | None = None) -> Response:
    """The page of this status, with the way to a ``form`` that was kept; falls back to the page that needs nothing."""
    reference = getattr(request.state, "reference", "")
    name = "errors/_fragment.html" if is_fragment(request) else "errors/error.html"
    try:
        response = render(request, name, status=error.status, error=error, reference=reference, back=form)
    except Exception:
        log.exception("error_page.failed", reference=reference)
        response = last_resort(request, error.status)
    return say_when(response, error)


def last_resort(request: Request, status: int) -> Response:
    """Asks nothing of database, user, catalog or template engine."""
    text = (request.app.state.settings.root / "templates/errors/500.html").read_text()
    reference = str(getattr(request.state, "reference", ""))
    return HTMLResponse(text.replace("{reference}", reference), status, {"Cache-Control": "no-store"})


def explain(request: Request, error: KoffieError) -> Response:
    """Our own errors."""
    if is_machine(request):
        return problem(error)
    if error.page is not None:
        after = f"?next={quote(_after(request))}" if error.comes_back else ""
        return RedirectResponse(error.page + after, 303, {"Cache-Control": "no-store"})
    if isinstance(error, Invalid) and request.method == "POST":
        return back_to_form(request, {name: str(m) for name, m in error.fields.items()})
    if isinstance(error, Busy) and request.method == "POST":
        return error_page(request, error, kept_page(request, {}))
    return error_page(request, error)


def _after(request: Request) -> str:
    """Where somebody goes on who was sent to the sign-in or the lock; what she typed there waits for her."""
    if request.method in SAFE:
        return page_path(request)
    is_hers = bool(posted_values(request)) and is_from_our_page(request)
    return kept_page(request, {"": str(NOT_KEPT)}) if is_hers else came_from(request)


def back_to_form(request: Request, errors: Mapping[str, str]) -> Response:
    """303 to the page that held the form, with what was typed and what was wrong."""
    return RedirectResponse(kept_page(request, errors), 303, {"Cache-Control": "no-store"})


def kept_page(request: Request, errors: Mapping[str, str]) -> str:
    """The address of the page that held the form, where what was typed and what was wrong stand, sealed."""
    values = worth_keeping(request)
    gone = {name for name, typed in posted_values(request).items() if any(typed) and values.get(name) != typed}
    again = {name: str(AGAIN) for name in values if name in gone and name not in errors}
    parts = urlsplit(came_from(request))
    handle = keep(request, parts.path, KeptForm(values, {**errors, **again}, is_whole=not gone))
    pairs = [(k, v) for k, v in parse_qsl(parts.query) if k not in ("kept", "lang")]
    query = urlencode([*pairs, ("lang", language()), ("kept", handle)])
    return f"{parts.path}?{query}#fout"


def worth_keeping(request: Request) -> dict[str, list[str]]:
    """What was typed, but for what is never kept and what is longer than any field of ours."""
    scrub: Callable[[str], str] = request.app.state.scrub
    never_kept: frozenset[str] = getattr(request.state, "never_kept", frozenset())
    room, values = MOST_IN_A_FORM, dict[str, list[str]]()
    for name, typed in posted_values(request).items():
        size = len(name) + sum(len(value) for value in typed)
        if name not in never_kept and size <= min(MOST_IN_A_FIELD, room):
            room -= size
            values[name] = [scrub(value).replace("\0", "") for value in typed]
    return values


def field_errors(error: RequestValidationError) -> dict[str, str]:
    """Pydantic's findings in words for people, by field name."""
    found: dict[str, str] = {}
    for item in error.errors():
        is_ours = len(item["loc"]) > 1 and item["type"] != "extra_forbidden"
        name = str(item["loc"][1]) if is_ours else ""
        cause = item.get("ctx", {}).get("error")
        said = str(cause) if cause is not None else str(FIELD_MESSAGES.get(item["type"], CHECK_THIS))
        found.setdefault(name, said)
    return found


def on_validation(request: Request, error: Exception) -> Response:
    """A form that does not fit comes back; an address that does not fit does not exist."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 -- registered for this class only
    return does_not_fit(request, field_errors(error))


def does_not_fit(request: Request, errors: Mapping[str, str]) -> Response:
    """A machine hears what, a form comes back, an address does not exist."""
    if is_machine(request):
        return problem(Invalid(errors))
    if request.method == "POST" and hasattr(request.state, "posted"):
        return back_to_form(request, errors)
    return error_page(request, BY_STATUS[404])


def on_http(request: Request, error: Exception) -> Response:
    """Errors that the framework raises."""
    assert isinstance(error, HTTPException)  # noqa: S101
    known = BY_STATUS.get(error.status_code)
    if known is None:
        known = KoffieError(_("Something is not right with this request."))
        known.status = error.status_code
    return explain(request, known)


def install(app: FastAPI) -> None:
    """Register one answer for each kind of trouble."""

    def on_ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, KoffieError)  # noqa: S101
        return explain(request, error)

    def on_busy(request: Request, error: Exception) -> Response:
        log.warning("database.away", kind=type(error).__name__, reference=request.state.reference)
        return explain(request, Unwell(BUSY))

    def on_unfit(request: Request, _error: Exception) -> Response:
        # Signs that PostgreSQL cannot hold, such as the one with number nought.
        return does_not_fit(request, {"": str(CHECK_THIS)})

    def on_taken(request: Request, _error: Exception) -> Response:
        return explain(request, Clash(TAKEN))

    def on_anything(request: Request, error: Exception) -> Response:
        log.error("unexpected", reference=request.state.reference, exc_info=error)
        response = last_resort(request, 500)
        if is_machine(request):
            with speaking(choose(request.scope)[0]):
                response = problem(KoffieError(_("Something went wrong here. It is not your fault.")))
        # Starlette answers this outside our middleware: neither language nor strict headers are there.
        make_strict(response.headers, https=request.app.state.settings.is_https)
        return response

    app.add_exception_handler(KoffieError, on_ours)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(OperationalError, on_busy)
    app.add_exception_handler(PoolTimeout, on_busy)
    app.add_exception_handler(DataError, on_unfit)
    app.add_exception_handler(IntegrityError, on_taken)
    app.add_exception_handler(Exception, on_anything)
