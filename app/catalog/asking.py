"""What is typed in a search box stands in the address; a number or code is taken out of it before a page is made."""

from contextlib import suppress
from urllib.parse import urlencode

from fastapi import Request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.catalog.service import searches
from app.db import database_of
from app.errors import KoffieError
from app.i18n import language
from app.privacy import guard


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


def note_unmet(request: Request, text: str) -> None:
    """A search found nothing: count its words. A database that is away must not keep anybody from searching."""
    with suppress(OperationalError, PoolTimeout), database_of(request).writing() as db:
        searches.note_unmet(db, request.app.state.settings.secret, text, language())
