"""What every page of the catalog reaches for: the cards of now, one of them, and whom the desks refer to."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.catalog import papers
from app.catalog.loading import Catalog
from app.catalog.model import Card
from app.catalog.service.notes import Note, notes_shown
from app.catalog.shelf import Shelf
from app.catalog.slots import CatalogSlots, Partners
from app.db import database_of
from app.errors import NotFound
from app.i18n import language, lazy


def shelf_of(request: Request) -> Shelf:
    """Where the cards stand: the shipped ones and those of now."""
    shelf: Shelf = request.app.state.shelf
    return shelf


def catalog_of(request: Request) -> Catalog:
    """The catalog of now."""
    return shelf_of(request).catalog


@dataclass(frozen=True)
class Surroundings:
    """What the desks here add to a card: whom they refer to, and their notes on it."""

    partners: Partners
    notes: Sequence[Note]


def around(request: Request, slug: str = "") -> Surroundings:
    """What the desks add. A database that is away must not keep anybody from reading a card."""
    slots: CatalogSlots = request.app.state.catalog_slots
    try:
        with database_of(request).reading() as db:
            return Surroundings(slots.partners_everywhere(db), notes_shown(db, slots, slug) if slug else ())
    except (OperationalError, PoolTimeout):
        return Surroundings(papers.NOBODY, ())


def partners_of(request: Request) -> Partners:
    """Whom the desks here refer to."""
    return around(request).partners


def card_of(request: Request, slug: str) -> Card:
    """A card. Raises ``NotFound``."""
    catalog = catalog_of(request)
    if slug in catalog.withdrawn:
        raise NotFound(lazy("We are looking whether this card is still right. Come by: we help you without it."))
    if slug not in catalog.cards:
        raise NotFound(lazy("We have no card for this form."))
    return catalog.cards[slug]


def site_of(request: Request) -> str:
    """The public address of this installation, without a slash at its end."""
    address: str = request.app.state.settings.public_url
    return address.rstrip("/")


def public_address(request: Request, path: str, code: str = "") -> str:
    """The whole address of a public page, in the language now spoken or another one."""
    return f"{site_of(request)}{path}?lang={code or language()}"
