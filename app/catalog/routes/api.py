"""The cards as JSON, for machines."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from app.catalog.asking import refused_words
from app.catalog.loading import Catalog
from app.catalog.model import Card
from app.catalog.routes.cards import MOST_TYPED
from app.catalog.routes.reach import card_of, catalog_of
from app.catalog.search import search

router = APIRouter()


def _as_json(catalog: Catalog, card: Card, lang: str) -> dict[str, Any]:
    def said(text: Any) -> str:
        return catalog.say(text, lang).text

    return {
        "slug": card.slug,
        "title": said(card.title),
        "title_language": catalog.say(card.title, lang).language,
        "names": card.name,
        "topic": card.topic,
        "level": card.level,
        "in_one_sentence": said(card.in_one_sentence),
        "checked_on": card.checked_on.isoformat(),
    }


@router.get("/api/v1/cards", name="api_cards")
def api_cards(
    request: Request,
    q: Annotated[str, Query(max_length=MOST_TYPED)] = "",
    lang: str = "nl",
    limit: Annotated[int, Query(ge=1, le=60)] = 10,
) -> Response:
    """Cards as JSON: all, or at most ``limit`` that fit ``q``."""
    catalog = catalog_of(request)
    refused_words(request, q, "")
    found = [catalog.cards[hit.slug] for hit in search(catalog, q, lang, limit)] if q else list(catalog.cards.values())
    return JSONResponse({"cards": [_as_json(catalog, card, lang) for card in found]})


@router.get("/api/v1/cards/{slug}", name="api_card")
def api_card(request: Request, slug: str, lang: str = "nl") -> Response:
    """One card as JSON, with its steps."""
    catalog, card = catalog_of(request), card_of(request, slug)
    steps = [
        {"id": s.id, "kind": s.kind, "title": catalog.say(s.title, lang).text, "show": catalog.say(s.show, lang).text}
        for s in card.steps
    ]
    return JSONResponse({**_as_json(catalog, card, lang), "steps": steps})
