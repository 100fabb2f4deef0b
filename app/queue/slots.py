"""What rooms above want to hear from the line; `main` hangs it here."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from app.desks.models import Opening
from app.queue.models import Ticket


@dataclass(frozen=True)
class QueueSlots:
    """What the rooms above do, in the same transaction.

    ``when_left(db, opening, ticket or none, reason)``: somebody left without help; ``when_back(db, opening, reason)``:
    she did not, after all.
    """

    when_left: Callable[[Session, Opening, Ticket | None, str], None]
    when_back: Callable[[Session, Opening, str], None]
