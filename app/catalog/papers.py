"""What a paper of a card shows: the same for a page that asks for it and for `koffie print`."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from app.catalog import reckoning, rules
from app.catalog.loading import Catalog
from app.catalog.model import Card
from app.catalog.slots import Partners
from app.i18n import DEFAULT, LANGUAGES, language, supported

Size = Literal["normal", "large"]
Kind = Literal["guide", "blank"]
NOBODY: Partners = {}
NO_DAYS: Mapping[str, str] = {}


def exists(kind: Kind, card: Card) -> bool:
    """A card that asks nothing has no blank paper."""
    return kind == "guide" or bool(card.questions)


def template_of(kind: Kind) -> str:
    """The page that becomes this paper."""
    return f"catalog/{kind}.print.html"


def values_of(
    kind: Kind,
    catalog: Catalog,
    card: Card,
    *,
    beside: str = "",
    size: Size = "normal",
    partners: Partners = NOBODY,
    notes: Sequence[Any] = (),
    typed: Mapping[str, str] = NO_DAYS,
) -> dict[str, Any]:
    """What that page shows, in the language now spoken.

    ``beside``: a second language under each text; a paper that is not in Dutch always has the Dutch beneath.
    ``partners`` and ``notes``: what the desks here add. ``typed``: the days its deadlines are counted from, by box.
    """
    values: dict[str, Any] = {"card": card, "catalog": catalog, "size": size, "roll": False, "partners": partners}
    values["notes"] = notes
    if kind == "blank":
        return {**values, "questions": rules.questions_of(catalog, card)}
    second = supported(beside, LANGUAGES) if beside else ("" if language() == DEFAULT else DEFAULT)
    second = second if second != language() else ""
    return {**values, "beside": second, "reckonings": reckoning.of_card(catalog, card, typed)}
