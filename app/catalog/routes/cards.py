"""Cards for everybody: the list and its search, one card, its steps, a picture of its address."""

from io import BytesIO
from typing import Annotated

import segno
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.catalog import reckoning, rules
from app.catalog.asking import note_unmet, refused_days, refused_words
from app.catalog.routes.reach import around, card_of, catalog_of, partners_of, public_address
from app.catalog.search import search
from app.errors import NotFound
from app.i18n import LANGUAGES, language, lazy
from app.web import render
from app.web.templating import PUBLIC_CACHE

router = APIRouter()
MOST_TYPED = 200


@router.get("/cards", name="cards")
def cards(
    request: Request,
    q: Annotated[str, Query(max_length=MOST_TYPED)] = "",
    topic: Annotated[str, Query(max_length=40)] = "",
    refused: Annotated[str, Query(max_length=60)] = "",
) -> Response:
    """Every card, those of one topic, or what fits the words typed."""
    catalog = catalog_of(request)
    why = refused_words(request, q, refused)
    hits = [catalog.cards[hit.slug] for hit in search(catalog, q, language())] if q else []
    groups = [(key, catalog.topics[key], cards) for key, cards in catalog.by_topic().items() if topic in ("", key)]
    page = render(request, "catalog/cards.html", public=True, groups=groups, hits=hits, q=q, refused=why, topic=topic)
    if q and not hits:
        note_unmet(request, page, q)
    return page


@router.get("/cards/{slug}", name="card")
def card_page(request: Request, slug: str) -> Response:
    """One card, as a visitor reads it."""
    refused_days(request)
    card, catalog = card_of(request, slug), catalog_of(request)
    near = around(request, slug)
    reckonings = reckoning.of_card(catalog, card, request.query_params)
    days = "".join(f"&{one.name}={one.found.event.isoformat()}" for one in reckonings if one.found)
    page = render(
        request, "catalog/card.html", public=True, card=card, catalog=catalog, partners=near.partners, notes=near.notes,
        reckonings=reckonings, days=days, address=public_address(request, f"/cards/{slug}"),
        typed=reckoning.days_typed(request.query_params),
        alternates=[(code, public_address(request, f"/cards/{slug}", code)) for code in LANGUAGES],
    )  # fmt: skip
    if days or any(one.typed for one in reckonings):
        page.headers["Cache-Control"] = "no-store"  # a day of one person is for nobody between her and us
    return page


@router.get("/cards/{slug}/walk/{step}", name="card_walk")
def card_walk(request: Request, slug: str, step: str) -> Response:
    """One step of a card: what the helper says, what the visitor reads, in two languages."""
    card = card_of(request, slug)
    found = rules.step_of(card, step)
    if found is None:
        raise NotFound(lazy("This step does not exist, or not any more."))
    before, after = rules.neighbours(card, step, {})
    place, of = rules.progress(card, step, {})
    catalog = catalog_of(request)
    questions = rules.questions_of_step(catalog, card, found, {})
    return render(
        request, "catalog/walk.html", public=True, card=card, step=found, before=before, after=after, place=place,
        of=of, questions=questions, catalog=catalog, partners=partners_of(request),
    )  # fmt: skip


@router.get("/cards/{slug}/address.svg", name="card_address")
def card_address(request: Request, slug: str) -> Response:
    """The address of a card as a QR code, to point a phone at."""
    card = card_of(request, slug)
    drawn = BytesIO()
    segno.make_qr(public_address(request, f"/cards/{card.slug}")).save(drawn, kind="svg", scale=5, border=2)
    return Response(drawn.getvalue(), media_type="image/svg+xml", headers={"Cache-Control": PUBLIC_CACHE})
