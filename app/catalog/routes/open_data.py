"""The cards as linked data (CPSV-AP), for machines that know the standard and not us."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from app import clock
from app.catalog.open_data import card_document, catalog_document
from app.catalog.routes.reach import card_of, catalog_of, site_of
from app.web.templating import PUBLIC_CACHE

router = APIRouter()
HEADERS = {"Cache-Control": PUBLIC_CACHE}
LINKED = "application/ld+json"


@router.get("/cards.jsonld", name="cards_as_linked_data")
def cards_as_linked_data(request: Request) -> Response:
    """Every card, with the catalog that holds them."""
    document = catalog_document(catalog_of(request), site_of(request), clock.today())
    return JSONResponse(document, media_type=LINKED, headers=HEADERS)


@router.get("/cards/{slug}.jsonld", name="card_as_linked_data")
def card_as_linked_data(request: Request, slug: str) -> Response:
    """One card."""
    document = card_document(catalog_of(request), card_of(request, slug), site_of(request), clock.today())
    return JSONResponse(document, media_type=LINKED, headers=HEADERS)
