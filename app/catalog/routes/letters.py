"""Reading a letter at home: the tree, one question at a time."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.catalog import papers, reading, reckoning
from app.catalog.routes.reach import catalog_of, partners_of
from app.web import render

router = APIRouter()


@router.get("/letters", name="letters")
def letters(request: Request, path: Annotated[str, Query(max_length=400)] = "") -> Response:
    """The letter tree; every answer is a link, so that Back works and nothing is kept."""
    catalog = catalog_of(request)
    place = reading.follow(catalog.triage, path)
    partners = partners_of(request) if place.end else papers.NOBODY
    term = place.end.term if place.end else None
    counted = reckoning.of_term(catalog, term, request.query_params) if term else None
    return render(
        request, "catalog/letters.html", public=True, place=place, catalog=catalog, partners=partners, reckoning=counted
    )
