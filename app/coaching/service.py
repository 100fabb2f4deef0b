"""The verbs of tips: write, approve (with other words if need be), decline; and what a helper sees."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from app import clock
from app.catalog.loading import Catalog
from app.coaching import queries
from app.coaching.models import Tip, TipState
from app.db import tell
from app.errors import Invalid, NotFound
from app.i18n import language, lazy
from app.privacy import guard

LOOK_AGAIN_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class TipList:
    """The page of the coordinator: tips to read, tips to look at again, tips in use."""

    waiting: Sequence[Tip]
    look_again: Sequence[Tip]
    in_use: Sequence[Tip]


def write_tip(db: Session, *, catalog: Catalog, desk_id: int, author_id: int, card: str, step: str, text: str) -> Tip:
    """A volunteer leaves a tip at a step; it waits for the coordinator.

    The same words at the same step are kept once. Raises ``Invalid`` when the text holds a number
    or code of a person, ``NotFound`` when the card has no such step.
    """
    _refuse_secrets(text)
    _find_step(catalog, card, step)
    tip = Tip(
        desk_id=desk_id,
        author_id=author_id,
        card=card,
        step=step,
        text=text,
        language=language(),
    )
    if (same := queries.same_tip(db, tip)) is not None:
        return same
    db.add(tip)
    tell(db, f"desk-{desk_id}", "tips")
    return tip


def approve_tip(db: Session, *, code: str, text: str, by: int, desk_ids: Collection[int]) -> Tip:
    """The coordinator says yes, in these words; from now on every helper of the desk sees it.

    For a tip in use this changes the words and dates it anew. Raises ``Invalid`` when the text
    holds a number or code of a person, ``NotFound`` when the tip is not of her desks.
    """
    _refuse_secrets(text)
    tip = _tip_of(db, code, desk_ids)
    tip.text, tip.state, tip.approved_by = text, TipState.APPROVED, by
    tip.review_on = clock.today() + LOOK_AGAIN_AFTER
    return _keep(db, tip)


def decline_tip(db: Session, *, code: str, desk_ids: Collection[int]) -> Tip:
    """Not this one, or not any more: no helper sees it.

    Raises ``NotFound`` when the tip is not of her desks.
    """
    tip = _tip_of(db, code, desk_ids)
    tip.state, tip.review_on = TipState.DECLINED, None
    return _keep(db, tip)


def tips_for(db: Session, desk_id: int, card: str, step: str) -> list[Tip]:
    """Slot of the visits: what helpers of this desk learned at this step, newest first."""
    return queries.approved_tips(db, desk_id, card, step)


def tips_waiting(db: Session, *, desk_ids: Collection[int]) -> int:
    """How many tips wait for the coordinator of these desks."""
    return queries.count_in(db, desk_ids, TipState.WAITING)


def tip_list(db: Session, *, desk_ids: Collection[int]) -> TipList:
    """All tips of these desks that are not declined."""
    approved = queries.tips_in(db, desk_ids, TipState.APPROVED)
    today = clock.today()
    due = {tip.code for tip in approved if tip.review_on is not None and tip.review_on <= today}
    return TipList(
        waiting=queries.tips_in(db, desk_ids, TipState.WAITING),
        look_again=[tip for tip in approved if tip.code in due],
        in_use=[tip for tip in approved if tip.code not in due],
    )


def purge(db: Session) -> dict[str, int]:
    """Declined tips go; how many."""
    return {"tip": queries.drop_declined(db)}


def _refuse_secrets(text: str) -> None:
    # Telephone numbers of partners are welcome in what staff write for staff.
    found = [item for item in guard.find_secrets(text) if item.kind != "phone"]
    if found:
        raise Invalid({"text": guard.explain(found)})


def _find_step(catalog: Catalog, card: str, step: str) -> None:
    known = catalog.cards.get(card)
    if known is None or all(one.id != step for one in known.steps):
        raise NotFound(lazy("This step does not exist any more. Open the card again."))


def _tip_of(db: Session, code: str, desk_ids: Collection[int]) -> Tip:
    tip = queries.tip_of(db, code, desk_ids)
    if tip is None:
        raise NotFound(lazy("This tip does not exist, or it is of another desk."))
    return tip


def _keep(db: Session, tip: Tip) -> Tip:
    db.add(tip)
    tell(db, f"desk-{tip.desk_id}", "tips")
    return tip
