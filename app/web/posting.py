"""Taking page forms: a token bound to the browser, the origin checked, and always a 303 afterwards."""

from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, field_validator
from starlette.datastructures import FormData

from app.errors import NotAllowed
from app.i18n import lazy, without_turning
from app.web.browser_key import token_fits

SAFE = ("GET", "HEAD", "OPTIONS")
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
MAX_FIELDS = 400
MOST_BYTES = 1_000_000  # of one request; the longest form a visitor can fill in takes a tenth
OUT_OF_DATE = lazy("This page was open for too long. Your answers are still there. Try once more.")


class PageForm(BaseModel):
    """What a page form may send. Fields in ``never_kept`` are asked again after an error."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    never_kept: ClassVar[frozenset[str]] = frozenset()

    csrf_token: str = ""
    came_from: str = "/"

    @field_validator("*", mode="before")
    @classmethod
    def stands_as_typed(cls, value: Any) -> Any:
        """No sign that turns the text round for whoever reads it next."""
        return without_turning(value) if isinstance(value, str) else value


def _same_origin(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None or origin == "null":
        return True  # neither header: the token decides
    try:
        return urlsplit(origin).netloc == request.headers.get("host")
    except ValueError:
        return False  # no address at all


def asked_again(route: Any) -> frozenset[str]:
    """The fields that a form never keeps; known before it is judged, so also when it does not fit."""
    params = route.dependant.body_params if isinstance(route, APIRoute) else []
    kinds = [param.field_info.annotation for param in params]
    fields = [kind.never_kept for kind in kinds if isinstance(kind, type) and issubclass(kind, PageForm)]
    return frozenset[str]().union(*fields)


async def read_form(request: Request) -> None:
    """App-wide dependency: what was typed, before it is known who asks. Who must sign in first loses nothing of it."""
    if request.method not in SAFE and request.headers.get("content-type", "").startswith(FORM_TYPES):
        request.state.posted = await request.form(max_files=0, max_fields=MAX_FIELDS)
        request.state.never_kept = asked_again(request.scope.get("route"))


def is_from_our_page(request: Request) -> bool:
    """Whether a form of ours, in this browser, was sent."""
    form: FormData | None = getattr(request.state, "posted", None)
    return form is not None and token_fits(request, str(form.get("csrf_token", "")))


async def guard_post(request: Request) -> None:
    """App-wide dependency: refuse a change that another site, or no page of ours, asked for.

    A machine with a token of the desk needs no token of a form: no other site can send its header.
    """
    if request.method in SAFE:
        return
    is_machine = request.headers.get("authorization", "").startswith("Bearer ")
    if not is_machine and not _same_origin(request):
        raise NotAllowed(lazy("This came from another site. We did nothing."))
    if not is_machine and not is_from_our_page(request):
        raise NotAllowed(OUT_OF_DATE)


async def posted_form(request: Request) -> FormData:
    """The whole form, for pages whose fields depend on a card. Raises ``NotAllowed`` when a machine sent none."""
    form: FormData | None = getattr(request.state, "posted", None)
    if form is None:
        raise NotAllowed(lazy("You cannot do this here."))
    return form


Posted = Annotated[FormData, Depends(posted_form)]


def posted_values(request: Request) -> dict[str, list[str]]:
    """What was typed, by field name, without the form's own machinery."""
    form: Any = getattr(request.state, "posted", None)
    if form is None:
        return {}
    own = {"csrf_token", "came_from"}
    return {name: [str(v) for v in form.getlist(name)] for name in form if name not in own}


def own_address(typed: str, otherwise: str = "/") -> str:
    """An address that came back from a browser: a path of this site, nothing else.

    A browser drops tabs and line ends and reads a backslash as a slash: each could make a second slash, and so a site.
    """
    is_ours = typed.startswith("/") and not typed.startswith("//") and "\\" not in typed and typed.isprintable()
    return typed if is_ours else otherwise


def came_from(request: Request) -> str:
    """The page that held the form."""
    form: Any = getattr(request.state, "posted", None) or {}
    return own_address(str(form.get("came_from", "/")))
