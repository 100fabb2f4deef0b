"""Same-day hints: seen while the hall is still full, judged by the coordinator."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session

from app import clock
from app.db import tell
from app.demand import queries, rules
from app.demand.models import Hint
from app.demand.service import tally
from app.desks.models import Opening
from app.errors import NotFound
from app.i18n import lazy

FACT_OF = {"card": "question", "letter": "letter", "left": "left"}
NO_SUCH_HINT = lazy("This hint does not exist, or it is of another desk.")


def usual_for(db: Session, opening: Opening, *, kind: str, subject: str) -> rules.Usual:
    """What this desk may expect of a card or letter in this opening, per opening."""
    held = queries.days_held(db, [opening.desk_id], until=opening.day)
    days = rules.comparable(opening.day, [day for _desk, day in held])
    counts = _counts(db, opening, kind, subject, since=days[0]) if days else {}
    return rules.usual(counts, days)


def so_far(db: Session, opening: Opening, *, kind: str, subject: str) -> int:
    """How often in this opening until now."""
    return _counts(db, opening, kind, subject, since=opening.day).get(opening.day, 0)


def _counts(db: Session, opening: Opening, kind: str, subject: str, *, since: date) -> dict[date, int]:
    one = None if kind == "left" else subject
    rows = tally.counted(db, [opening.desk_id], FACT_OF[kind], since=since, until=opening.day, subject=one)
    return tally.per_day(rows)


def notice(db: Session, opening: Opening, *, kind: str, subject: str) -> bool:
    """Keep a hint when so many in one opening is unusual, and tell the coordinator's page.

    ``kind`` is card, letter or left; ``subject`` a card slug, ``sender|kind`` or nothing. A hint
    stands once per opening and subject: it counts on until it is judged, what was expected stays
    as it was first shown. Returns whether it is unusual.
    """
    count = so_far(db, opening, kind=kind, subject=subject)
    if count < min(rules.THRESHOLDS.same, rules.THRESHOLDS.left):
        return False
    expected = usual_for(db, opening, kind=kind, subject=subject)
    if opening.id is None or not rules.is_unusual(kind, count, expected):
        return False
    hint = Hint(
        desk_id=opening.desk_id,
        opening_id=opening.id,
        kind=kind,
        subject=subject,
        count=count,
        expected=expected.mean,
        compared=expected.compared,
    )
    queries.keep_hint(db, hint)
    tell(db, f"desk-{opening.desk_id}", "hints")
    return True


def take_back(db: Session, opening: Opening, *, kind: str, subject: str) -> None:
    """What was counted did not happen: a hint that nobody judged yet counts less, or was none."""
    hint = queries.hint_about(db, opening.id or 0, kind, subject)
    if hint is None or hint.is_true is not None:
        return
    count = so_far(db, opening, kind=kind, subject=subject)
    if rules.is_unusual(kind, count, rules.Usual(hint.expected, hint.compared)):
        hint.count = count
        db.add(hint)
    else:
        db.delete(hint)
    tell(db, f"desk-{opening.desk_id}", "hints")


def judge_hint(db: Session, *, code: str, is_true: bool, by: int, desk_ids: Collection[int]) -> Hint:
    """The coordinator says whether a hint was a real peak or chance; she may change her mind.

    Raises ``NotFound`` for an unknown code and for a hint of a desk that is not hers.
    """
    hint = queries.hint_of(db, code, desk_ids)
    if hint is None:
        raise NotFound(NO_SUCH_HINT)
    hint.is_true, hint.judged_at, hint.judged_by = is_true, clock.now(), by
    db.add(hint)
    tell(db, f"desk-{hint.desk_id}", "hints")
    return hint
