"""What every page of the catalog reaches for: the cards of now, one of them, and whom the desks refer to."""

from fastapi import Request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.catalog import papers
from app.catalog.loading import Catalog
from app.catalog.model import Card
from app.catalog.slots import CatalogSlots, Partners
from app.db import database_of
from app.errors import NotFound
from app.i18n import language, lazy


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


def public_address(request: Request, path: str, code: str = "") -> str:
    """The whole address of a public page, in the language now spoken or another one."""
    return f"{request.app.state.settings.public_url.rstrip('/')}{path}?lang={code or language()}"
