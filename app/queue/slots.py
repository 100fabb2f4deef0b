"""What rooms above want to hear from the line; `main` hangs it here."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from app.desks.models import Opening
from app.queue.models import Ticket


@dataclass(frozen=True)
class QueueSlots:
    """``when_left(db, opening, ticket or none, reason)``: somebody left without help; same transaction."""

    when_left: Callable[[Session, Opening, Ticket | None, str], None]
