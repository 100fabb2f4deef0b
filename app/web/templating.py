"""One Jinja environment for pages and papers: escaped always, strict about what is missing."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlencode

from babel.support import LazyProxy
from fastapi import Request
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from lucide.jinja import lucide
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app import clock, i18n
from app.i18n import formats
from app.i18n.at_the_table import own_line
from app.web.browser_key import form_token, give_browser_key
from app.web.flash import flash, send_flash, take_flash
from app.web.kept_forms import kept_form

PUBLIC_CACHE = "public, max-age=60"
FILTERS: dict[str, Callable[..., Any]] = {
    "day": clock.day,
    "date": formats.format_date,
    "month": formats.format_month,
    "time": formats.format_time,
    "number": formats.format_number,
    "money": formats.format_money,
    "listing": formats.format_list,
}


class CompiledOnce(BytecodeCache):
    """Templates are compiled once a process, however many environments there are; a changed source is compiled anew."""

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """From memory; Jinja compares the source."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Into memory."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


@cache
def icon(name: str, size: int = 24) -> Markup:
    """A line pictogram. It never speaks: the word beside it does."""
    svg = str(lucide(name, width=size, height=size, stroke_width=1.75))
    said = '<svg aria-hidden="true" focusable="false" class="icon" '
    return Markup(svg.replace("<svg ", said, 1))  # noqa: S704 -- a drawing of the icon set, nothing typed


def make_environment(root: Path, static_url: Callable[[str], str], *, reload: bool) -> Environment:
    """The environment over ``templates/``."""
    env = Environment(
        loader=FileSystemLoader(root / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=reload,
        bytecode_cache=CompiledOnce(),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension puts it there
        i18n.gettext, i18n.ngettext, newstyle=True, pgettext=i18n.pgettext, npgettext=i18n.npgettext
    )
    env.globals.update(
        static_url=static_url,
        icon=icon,
        now=clock.now,
        language=i18n.language,
        direction=i18n.direction,
        own_name=i18n.own_name,
        own_line=own_line,
        language_name=formats.language_name,
        LANGUAGES=i18n.LANGUAGES,
        STAFF_LANGUAGES=i18n.STAFF_LANGUAGES,
        speaking=i18n.speaking,
        in_words_of=in_words_of,
        weekday=formats.format_weekday,
    )
    env.filters.update(FILTERS)
    return env


def in_words_of(code: str, message: str) -> str:
    """A message in the language of whoever sits beside the reader."""
    with i18n.speaking(code):
        return i18n.gettext(message)


class Templates:
    """Renders pages for requests and texts for papers and commands."""

    def __init__(self, env: Environment) -> None:
        self.env = env

    def render_text(self, name: str, **values: Any) -> str:
        """A template without a request: a print, a fragment of live text."""
        return self.env.get_template(name).render(**values)


def page_path(request: Request) -> str:
    """Path and query of the page now shown, without the handle of a kept form."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in ("kept", "lang")]
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")


def _language_url(request: Request) -> Callable[[str], str]:
    def url(code: str) -> str:
        pairs = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
        return f"?{urlencode([*pairs, ('lang', code)])}"

    return url


def render(request: Request, name: str, *, status: int = 200, public: bool = False, **values: Any) -> Response:
    """A page. ``public`` ones set no cookie and may be kept for a minute; every other one is ``no-store``."""
    response = HTMLResponse(status_code=status)
    said = None if public else take_flash(request, response)
    html = request.app.state.templates.render_text(
        name,
        request=request,
        settings=request.app.state.settings,
        staff=getattr(request.state, "staff", None),
        here=page_path(request),
        language_url=_language_url(request),
        form_token=lambda: form_token(request),
        form=kept_form(request),
        flash=said,
        **values,
    )
    response.body = html.encode()
    response.headers["Content-Length"] = str(len(response.body))
    response.headers["Cache-Control"] = PUBLIC_CACHE if public else "no-store"
    if public and "lang" not in request.query_params:
        response.headers["Vary"] = "Accept-Language, Cookie"
    if not public:
        give_browser_key(request, response)
    return response


def redirect(request: Request, url: str, message: str | LazyProxy | None = None) -> Response:
    """After a POST: 303 to a page of ours, with a sentence to say there."""
    response = RedirectResponse(url, status_code=303)
    if message is not None:
        flash(request, message)
    send_flash(request, response)
    give_browser_key(request, response)
    response.headers["Cache-Control"] = "no-store"
    return response
