"""The two documents: all cards with the catalog that holds them, and one card."""

from collections.abc import Iterable
from datetime import date

from app.catalog.loading import Catalog
from app.catalog.model import Card
from app.catalog.open_data.edition import Edition, word
from app.catalog.open_data.public_service import in_short, opened, service
from app.catalog.open_data.terms import CONTEXT, Node
from app.catalog.translations import SOURCE

NAME = "Koffie & Formulieren"


def catalog_document(catalog: Catalog, site: str, day: date) -> Node:
    """All cards and the catalog that holds them. ``site``: the public address; ``day``: on which facts must stand."""
    edition = Edition(catalog, site.rstrip("/"), day)
    cards = list(catalog.cards.values())
    return _document([_dataset(edition, cards), *(service(edition, card) for card in cards)])


def card_document(catalog: Catalog, card: Card, site: str, day: date) -> Node:
    """One card. The cards it leads to stand beside it with their name, description and authority only."""
    edition = Edition(catalog, site.rstrip("/"), day)
    beside = [in_short(edition, catalog.cards[slug]) for slug in opened(edition, card)]
    return _document([_dataset(edition, [card]), service(edition, card), *beside])


def _document(nodes: list[Node]) -> Node:
    return {"@context": CONTEXT, "@graph": nodes}


def _dataset(edition: Edition, cards: Iterable[Card]) -> Node:
    """The catalog that describes these cards; its topics say what it is about."""
    titles = [topic.title for topic in edition.catalog.topics.values()]
    publisher = {
        "@id": f"{edition.site}/",
        "@type": "Agent",
        "Agent.identifier": edition.site,
        "Agent.name": [word(SOURCE, NAME)],
    }
    return {
        "@id": edition.address,
        "@type": "Dataset",
        "Dataset.identifier": [edition.address],
        "Dataset.title": [word(SOURCE, NAME)],
        "Dataset.description": edition.words(*titles, form=", ".join("{}" for _ in titles)),
        "Dataset.landingPage": [{"@id": f"{edition.site}/cards", "@type": "Document"}],
        "Dataset.publisher": publisher,
        "Dataset.hasPart": [{"@id": edition.address_of(card.slug)} for card in cards],
        "modified": max((card.checked_on for card in edition.catalog.cards.values()), default=edition.day).isoformat(),
    }
