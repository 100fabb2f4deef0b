"""Public pages of the catalog: the front page, cards, the walk-through, their papers, and reading a letter."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.responses import JSONResponse, Response

from app.catalog import papers, reading, reckoning, rules
from app.catalog.asking import refused_words
from app.catalog.loading import Catalog
from app.catalog.model import Card
from app.catalog.search import search
from app.catalog.slots import CatalogSlots, Partners
from app.db import database_of
from app.errors import NotFound
from app.i18n import language, lazy, speaking, supported
from app.paper.responses import pdf_response
from app.web import render

router = APIRouter()
MOST_TYPED = 200


def catalog_of(request: Request) -> Catalog:
    """The catalog of now."""
    catalog: Catalog = request.app.state.shelf.catalog
    return catalog


def partners_of(request: Request) -> Partners:
    """Whom the desks here refer to. A database that is away must not keep anybody from reading a card."""
    slots: CatalogSlots = request.app.state.catalog_slots
    try:
        with database_of(request).reading() as db:
            return slots.partners_everywhere(db)
    except (OperationalError, PoolTimeout):
        return papers.NOBODY


def card_of(request: Request, slug: str) -> Card:
    """A card. Raises ``NotFound``."""
    card = catalog_of(request).cards.get(slug)
    if card is None:
        raise NotFound(lazy("We have no card for this form."))
    return card


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
    groups = [
        (key, topic_, [card for card in catalog.cards.values() if card.topic == key])
        for key, topic_ in catalog.topics.items()
        if topic in ("", key)
    ]
    return render(request, "catalog/cards.html", public=True, groups=groups, hits=hits, q=q, refused=why, topic=topic)


@router.get("/cards/{slug}", name="card")
def card_page(request: Request, slug: str) -> Response:
    """One card, as a visitor reads it."""
    card, catalog = card_of(request, slug), catalog_of(request)
    reckonings = reckoning.of_card(catalog, card, request.query_params)
    days = "".join(f"&{one.name}={one.found.event.isoformat()}" for one in reckonings if one.found)
    return render(
        request, "catalog/card.html", public=True, card=card, catalog=catalog, partners=partners_of(request),
        reckonings=reckonings, days=days,
    )  # fmt: skip


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


def _paper(request: Request, kind: papers.Kind, slug: str, size: papers.Size, beside: str = "") -> Response:
    card = card_of(request, slug)
    if not papers.exists(kind, card):
        raise NotFound(lazy("This page does not exist, or not any more."))
    near = partners_of(request) if kind == "guide" else papers.NOBODY
    typed = request.query_params
    values = papers.values_of(kind, catalog_of(request), card, beside=beside, size=size, partners=near, typed=typed)
    name = f"{slug}-{kind}-{language()}"
    return pdf_response(request, papers.template_of(kind), file_name=name, public=True, **values)


@router.get("/cards/{slug}/guide.pdf", name="guide_pdf")
def guide_pdf(
    request: Request,
    slug: str,
    lang: str = "nl",
    with_: Annotated[str, Query(alias="with")] = "",
    size: papers.Size = "normal",
) -> Response:
    """The card on paper, in one language or with a second one beneath."""
    with speaking(supported(lang) or "nl"):
        return _paper(request, "guide", slug, size, beside=with_)


@router.get("/cards/{slug}/blank.pdf", name="blank_pdf")
def blank_pdf(request: Request, slug: str, lang: str = "nl", size: papers.Size = "normal") -> Response:
    """The questions in the order of the official form, to answer by hand."""
    with speaking(supported(lang) or "nl"):
        return _paper(request, "blank", slug, size)


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


def _as_json(catalog: Catalog, card: Card, lang: str) -> dict[str, Any]:
    def said(text: Any) -> str:
        return catalog.say(text, lang).text

    return {
        "slug": card.slug,
        "title": said(card.title),
        "names": card.name,
        "topic": card.topic,
        "level": card.level,
        "in_one_sentence": said(card.in_one_sentence),
        "checked_on": card.checked_on.isoformat(),
    }


@router.get("/api/v1/cards", name="api_cards")
def api_cards(request: Request, q: Annotated[str, Query(max_length=MOST_TYPED)] = "", lang: str = "nl") -> Response:
    """Cards as JSON: all, or those that fit ``q``."""
    catalog = catalog_of(request)
    refused_words(request, q, "")
    found = [catalog.cards[hit.slug] for hit in search(catalog, q, lang)] if q else list(catalog.cards.values())
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
