"""From the folder to a `Catalog` in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.catalog import keys
from app.catalog.model import (
    Card,
    Document,
    Fact,
    Field,
    Partner,
    Question,
    Said,
    Sender,
    Term,
    Text,
    Topic,
    Triage,
)
from app.catalog.translations import NONE, Translations
from app.catalog.yaml_files import BrokenCard, Place, line_of, read

SHARED: dict[str, TypeAdapter[Any]] = {
    "topics": TypeAdapter(dict[str, Topic]),
    "documents": TypeAdapter(dict[str, Document]),
    "fields": TypeAdapter(dict[str, Field]),
    "facts": TypeAdapter(dict[str, Fact]),
    "terms": TypeAdapter(dict[str, Term]),
    "partners": TypeAdapter(dict[str, Partner]),
    "senders": TypeAdapter(dict[str, Sender]),
    "triage": TypeAdapter(Triage),
}
_CARD = TypeAdapter(Card)
Named = tuple[str, Place, str, str]
"""owner, place in its file, what is wrong, what to do"""


class BrokenCatalog(Exception):
    """Everything that keeps the catalog from loading, all files in one go."""

    def __init__(self, problems: list[BrokenCard]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, eq=False)
class Catalog:
    """All cards and what they share, with their translations. Never changed after loading, so one is only itself."""

    folder: Path
    cards: dict[str, Card]
    topics: dict[str, Topic]
    documents: dict[str, Document]
    fields: dict[str, Field]
    facts: dict[str, Fact]
    terms: dict[str, Term]
    partners: dict[str, Partner]
    senders: dict[str, Sender]
    triage: Triage
    translations: Translations = field(default=NONE, repr=False)
    withdrawn: dict[str, Card] = field(default_factory=dict)
    """cards that nobody may use any more; others still name them"""

    def named(self, slug: str) -> Card:
        """A card that another one names, also when it was withdrawn. Raises ``KeyError``."""
        return self.cards.get(slug) or self.withdrawn[slug]

    def say(self, text: Text, language: str) -> Said:
        """A text of this catalog in a language; Dutch with the reason when that cannot be."""
        return self.translations.say(text, language)

    def file_of(self, owner: str) -> Path:
        """The file of a card, or of a shared list (``_documents``)."""
        if owner.startswith("_"):
            return self.folder / "_shared" / f"{owner[1:]}.yaml"
        return self.folder / owner / "card.yaml"

    def owners(self) -> dict[str, Any]:
        """Owner of texts → what holds them: each card by slug, each shared list by ``_name``."""
        shared = {f"_{name}": getattr(self, name) for name in SHARED}
        return {**shared, **self.cards}

    def by_topic(self) -> dict[str, list[Card]]:
        """The cards of every topic, in the order of the kiosk."""
        return {key: [card for card in self.cards.values() if card.topic == key] for key in self.topics}

    def question(self, card: Card, ident: str) -> Question:
        """One question of a card, completed from its shared field. Raises ``KeyError``."""
        own = next((q for q in card.questions if q.id == ident), None)
        if own is None:
            raise KeyError(ident)
        return complete(own, self.fields)


def complete(own: Question, fields: dict[str, Field]) -> Question:
    """The question with all that its shared field says and it does not say itself."""
    if own.field is None:
        return own
    shared = fields[own.field]
    said = {name: getattr(own, name) for name in own.model_fields_set}
    base = {name: getattr(shared, name) for name in Field.model_fields}
    return Question.model_construct(**{**_blank(), **base, **said, "id": own.id})


def _blank() -> dict[str, Any]:
    return {name: info.get_default(call_default_factory=True) for name, info in Question.model_fields.items()}


def _validated(adapter: TypeAdapter[Any], file: Path) -> Any:
    """One file against its shape; one fault with its line and a plain sentence.

    A key that does not exist goes first: it is usually the typing mistake behind a key that is missing.
    """
    try:
        return adapter.validate_json(read(file), strict=True)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        first = next((fault for fault in faults if fault["type"] == "extra_forbidden"), faults[0])
        place = first["loc"]
        what = f"{'.'.join(str(part) for part in place)}: {first['msg']}"
        raise BrokenCard(file, line_of(file, place), what, _advice(first["type"])) from error


def _advice(kind: str) -> str:
    return {
        "extra_forbidden": "This key does not exist: look for a typing mistake, or take it out.",
        "missing": "Add this key; the README shows how.",
        "string_type": "Put the value between quotes: it must be words.",
        "literal_error": "Choose one of the words in the message.",
        "union_tag_invalid": "Choose one of the kinds in the message.",
        "string_pattern_mismatch": "Write it as the other cards do.",
    }.get(kind, "Compare with another card, or with the README.")


def card_files(folder: Path) -> list[Path]:
    """Every card of the folder, by slug."""
    found = (inside / "card.yaml" for inside in folder.iterdir() if not inside.name.startswith("_"))
    return sorted(file for file in found if file.exists() or file.is_symlink())  # a link to nowhere is a card lost


def read_card(file: Path) -> Card:
    """One card, with keys on its texts. Raises ``BrokenCard``."""
    card: Card = _validated(_CARD, file)
    if card.slug != file.parent.name:
        what = f"slug '{card.slug}' stands in the folder '{file.parent.name}'"
        raise BrokenCard(file, line_of(file, ("slug",)), what, "Give both the same name.")
    keys.give_keys(card, card.slug)
    return card


def read_shared(folder: Path, name: str) -> Any:
    """One shared list, with keys on its texts. Raises ``BrokenCard``."""
    file = folder / "_shared" / f"{name}.yaml"
    if not file.exists():
        raise BrokenCard(file, 1, "this shared list is missing", "Put the file back.")
    found = _validated(SHARED[name], file)
    keys.give_keys(found, f"_{name}")
    return found


def load(
    folder: Path,
    translations: Translations = NONE,
    names: Callable[[Catalog], list[Named]] | None = None,
) -> Catalog:
    """The whole catalog.

    ``names`` tells what is named but does not exist (owner, place, what, what to do); ``app.catalog.shelf`` hands it
    in. Raises ``BrokenCatalog`` with every problem found, so that one run shows them all.
    """
    problems: list[BrokenCard] = []
    shared: dict[str, Any] = {}
    cards: dict[str, Card] = {}
    for name in SHARED:
        try:
            shared[name] = read_shared(folder, name)
        except BrokenCard as problem:
            problems.append(problem)
    for file in card_files(folder):
        try:
            card = read_card(file)
            cards[card.slug] = card
        except BrokenCard as problem:
            problems.append(problem)
    if problems:
        raise BrokenCatalog(problems)
    catalog = Catalog(folder, cards, **shared, translations=translations)
    for owner, place, what, what_to_do in names(catalog) if names else ():
        at = catalog.file_of(owner)
        problems.append(BrokenCard(at, line_of(at, place), what, what_to_do))
    if problems:
        raise BrokenCatalog(problems)
    return catalog
