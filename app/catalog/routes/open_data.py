"""The cards as linked data (CPSV-AP), for machines that know the standard and not us."""

import json
from datetime import date
from functools import lru_cache

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from app import clock
from app.catalog.loading import Catalog
from app.catalog.open_data import card_document, catalog_document
from app.catalog.routes.reach import card_of, catalog_of, site_of
from app.web.templating import PUBLIC_CACHE

router = APIRouter()
HEADERS = {"Cache-Control": PUBLIC_CACHE}
LINKED = "application/ld+json"


@lru_cache(maxsize=2)
def _whole(catalog: Catalog, site: str, day: date) -> bytes:
    """Two megabytes that change when a card or the day does."""
    return json.dumps(catalog_document(catalog, site, day), ensure_ascii=False).encode()


@router.get("/cards.jsonld", name="cards_as_linked_data")
def cards_as_linked_data(request: Request) -> Response:
    """Every card, with the catalog that holds them."""
    whole = _whole(catalog_of(request), site_of(request), clock.today())
    return Response(whole, media_type=LINKED, headers=HEADERS)


@router.get("/cards/{slug}.jsonld", name="card_as_linked_data")
def card_as_linked_data(request: Request, slug: str) -> Response:
    """One card."""
    document = card_document(catalog_of(request), card_of(request, slug), site_of(request), clock.today())
    return JSONResponse(document, media_type=LINKED, headers=HEADERS)
