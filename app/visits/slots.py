"""What rooms above add to a visit; `main` hangs it here. All run in the visit's own transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.visits.models import Question, Visit


@dataclass(frozen=True)
class VisitSlots:
    """The arguments: (db, desk_id, card, step), (db, visit, question) and (db, visit, questions).

    ``tips_for`` gives what helpers of this desk learned at a step.
    """

    tips_for: Callable[..., Sequence[Any]]
    when_asked: Callable[[Session, Visit, Question], None]
    when_finished: Callable[[Session, Visit, Sequence[Question]], None]
