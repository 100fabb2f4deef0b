"""An edition of the catalog: its addresses, its words in each language, and the small pieces of a document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from app.catalog.loading import Catalog
from app.catalog.model import Card, Text
from app.catalog.open_data.terms import Node
from app.catalog.showing import prose_html
from app.i18n import LANGUAGES

MARKS = frozenset("*[-")  # what the little markup of a text begins with
IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%~"  # what stays as it is; the rest is written as %xx


@dataclass(frozen=True)
class Edition:
    """The catalog as it is published: at which address (without a last slash) and on which day."""

    catalog: Catalog
    site: str
    day: date

    @property
    def address(self) -> str:
        """The catalog itself; what cards share hangs on it."""
        return f"{self.site}/cards.jsonld"

    def address_of(self, slug: str) -> str:
        """A card is its public page, whatever the language."""
        return f"{self.site}/cards/{slug}"

    def words(self, *texts: Text | None, form: str = "") -> list[Node]:
        """Texts that are read as one, in each language in which all of them are current. ``form`` joins them."""
        given = [text for text in texts if text is not None]
        found = []
        for code in LANGUAGES:
            said = [self.catalog.say(text, code) for text in given]
            if said and all(one.language == code for one in said):
                parts = [_plain(one.text) for one in said]
                found.append(word(code, form.format(*parts) if form else " ".join(parts)))
        return found

    def part(self, card: Card, what: str, n: int, kind: str) -> Node:
        """Something that belongs to one card only: its address, class and identifier."""
        place = f"{what}-{n}"
        ident = {f"{kind}.identifier": f"{card.slug}:{place}"}
        return {"@id": f"{self.address_of(card.slug)}#{place}", "@type": kind, **ident}

    def shared(self, what: str, key: str, kind: str) -> dict[str, Any]:
        """Something that belongs to no single card: its address and class."""
        return {"@id": f"{self.address}#{what}-{key}", "@type": kind}

    def concept(self, what: str, code: str) -> Node:
        """A code of a list of our own."""
        return {**self.shared(what, code, "Concept"), "notation": code}


def _plain(text: str) -> str:
    """Without bold, lists and links, which say nothing to a machine."""
    return str(prose_html(text).striptags()) if MARKS & set(text) else text


def word(code: str, text: str) -> Node:
    """A text under its language."""
    return {"@language": code, "@value": text}


def labels(names: Mapping[str, str]) -> list[Node]:
    """Names as they stand on a form or letter, each in its own language."""
    return [word(code, name) for code, name in names.items()]


def filled(node: Node) -> Node:
    """Without what is empty."""
    return {name: value for name, value in node.items() if value not in ([], "", None)}


def page(site: str) -> Node:
    """A page of somebody else, as an address that every reader accepts."""
    whole = site if site.startswith("https://") else f"https://{site}"
    return {"@id": quote(whole, safe=IN_ADDRESSES), "@type": "Document"}
