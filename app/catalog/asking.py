"""What is typed in a search box stands in the address; a number or code is taken out of it before a page is made."""

from urllib.parse import urlencode

import structlog
from fastapi import Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.background import BackgroundTask
from starlette.responses import Response

from app.catalog.reckoning import NAMES, is_day
from app.catalog.service import searches
from app.db import Database, database_of
from app.errors import KoffieError, Unwell
from app.i18n import language
from app.privacy import guard

log = structlog.get_logger()


class SearchRefused(KoffieError):
    """The words held something we never keep. A page goes back to itself without them; a machine gets 422."""

    status = 422
    kind = "invalid"


def refused_words(request: Request, q: str, refused: str) -> str:
    """What to say above the search box: nothing, or why the last words were refused (``refused``: kinds, by comma).

    Raises ``SearchRefused`` when ``q`` holds a secret, so that it stays in no history, link or form.
    """
    if found := guard.find_secrets(q):
        problem = SearchRefused(guard.explain(found))
        kinds = ",".join(dict.fromkeys(item.kind for item in found))
        problem.page = f"{request.url.path}?{urlencode({'lang': language(), 'refused': kinds})}"
        raise problem
    kinds_before = [kind for kind in refused.split(",") if kind in guard.KIND_WORDS]
    return guard.explain_kinds(kinds_before) if kinds_before else ""


def note_unmet(request: Request, response: Response, text: str) -> None:
    """A search found nothing: its words are counted when the answer has left, whatever becomes of the counting."""
    secret = request.app.state.settings.secret
    response.background = BackgroundTask(_count, database_of(request), secret, text, language())


def _count(database: Database, secret: bytes, text: str, spoken: str) -> None:
    try:
        with database.writing() as db:
            searches.note_unmet(db, secret, text, spoken)
    except (SQLAlchemyError, Unwell) as problem:
        log.warning("search.not_counted", kind=type(problem).__name__)


def refused_days(request: Request) -> None:
    """A box for a day in which something else was typed: out of the address before a page is made.

    Raises ``SearchRefused`` when it holds a number or code of a person.
    """
    typed = {name: value for name, value in request.query_params.items() if name in NAMES}
    if found := [item for value in typed.values() if not is_day(value) for item in guard.find_secrets(value)]:
        problem = SearchRefused(guard.explain(found))
        problem.page = f"{request.url.path}?{urlencode({'lang': language()})}"
        raise problem
