"""What desks note on a card, as page and paper show it to everybody."""

from dataclasses import dataclass

from sqlmodel import Session

from app.catalog import queries
from app.catalog.slots import CatalogSlots


@dataclass(frozen=True)
class Note:
    """What is so at a desk; ``desk`` is its name where there are several."""

    text: str
    desk: str


def notes_shown(db: Session, slots: CatalogSlots, slug: str) -> list[Note]:
    """The notes of all desks on a card."""
    found = queries.notes_on(db, slug)
    names = slots.desk_names(db) if found else {}
    return [Note(note.text, names[note.desk_id] if len(names) > 1 else "") for note in found]
