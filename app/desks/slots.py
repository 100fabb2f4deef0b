"""What rooms above do when a half-day ends; `main` hangs it here."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session


@dataclass(frozen=True)
class DeskSlots:
    """What the rooms above do, in the same transaction.

    ``let_go(db, opening_id)`` ends what still runs, and forgets codes and tables; ``still_here(db, opening_id)``
    counts whom that would send home: who waits, and who sits at a table.
    """

    let_go: Callable[[Session, int], None]
    still_here: Callable[[Session, int], tuple[int, int]]
