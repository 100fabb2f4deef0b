"""What a search engine reads: which pages are for everybody, and in which languages."""

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from app.catalog.routes.reach import catalog_of, public_address, site_of
from app.i18n import LANGUAGES
from app.web.templating import PUBLIC_CACHE

router = APIRouter()
OPEN = ("/$", "/cards", "/letters", "/open", "/what-we-keep", "/static/", "/fonts/")
HEADERS = {"Cache-Control": PUBLIC_CACHE}


@router.get("/robots.txt", name="robots")
def robots(request: Request) -> Response:
    """Only what is for everybody may be found; nothing of a desk at work."""
    lines = [
        "User-agent: *",
        *(f"Allow: {path}" for path in OPEN),
        "Disallow: /",
        f"Sitemap: {site_of(request)}/sitemap.xml",
    ]
    return PlainTextResponse("\n".join(lines) + "\n", headers=HEADERS)


@router.get("/sitemap.xml", name="sitemap")
def sitemap(request: Request) -> Response:
    """Every public page in every language, with the day a card was last checked."""
    pages = [(f"/cards/{slug}", card.checked_on.isoformat()) for slug, card in catalog_of(request).cards.items()]
    addresses = [(public_address(request, path, code), day) for path, day in pages for code in LANGUAGES]
    addresses += [(public_address(request, path, code), "") for path in ("/cards", "/letters") for code in LANGUAGES]
    body = request.app.state.templates.render_text("catalog/sitemap.xml", addresses=addresses)
    return Response(body, media_type="application/xml", headers=HEADERS)
