"""Reading a letter at home: the tree, one question at a time."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.catalog import papers, reading, reckoning
from app.catalog.asking import refused_days
from app.catalog.routes.reach import catalog_of, partners_of
from app.errors import NotFound
from app.i18n import lazy
from app.web import render

router = APIRouter()


@router.get("/letters", name="letters")
def letters(request: Request, path: Annotated[str, Query(max_length=400)] = "") -> Response:
    """The letter tree; every answer is a link, so that Back works and nothing is kept."""
    refused_days(request)
    catalog = catalog_of(request)
    place = reading.follow(catalog.triage, path)
    partners = partners_of(request) if place.end else papers.NOBODY
    term = place.end.term if place.end else None
    counted = reckoning.of_term(catalog, term, request.query_params) if term else None
    page = render(
        request, "catalog/letters.html", public=True, place=place, catalog=catalog, partners=partners, reckoning=counted
    )
    if counted is not None and counted.typed:
        page.headers["Cache-Control"] = "no-store"
    return page


@router.get("/letters/from/{sender}", name="letter_sender")
def letter_sender(request: Request, sender: str) -> Response:
    """Who this sender is, what usually comes from there, what to look for first, and which cards it is about."""
    catalog = catalog_of(request)
    found = catalog.senders.get(sender)
    if found is None:
        raise NotFound(lazy("We do not know this sender."))
    return render(
        request, "catalog/letter_sender.html", public=True, key=sender, sender=found, catalog=catalog,
        partners=partners_of(request),
    )  # fmt: skip
