"""What rooms above do when a half-day ends; `main` hangs it here."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session


@dataclass(frozen=True)
class DeskSlots:
    """``let_go(db, opening_id)``: end what still runs, forget codes and tables; same transaction."""

    let_go: Callable[[Session, int], None]
