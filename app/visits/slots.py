"""What rooms above add to a visit; `main` hangs it here. All run in the visit's own transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.visits.models import Question, Visit


@dataclass(frozen=True)
class VisitSlots:
    """``tips_for(db, desk_id, card, step)``, ``when_asked(db, visit, question)``, ``when_finished(db, visit, questions)``."""

    tips_for: Callable[..., Sequence[Any]]
    when_asked: Callable[[Session, Visit, Question], None]
    when_finished: Callable[[Session, Visit, Sequence[Question]], None]
