"""How often something was counted: past days and what lies on the tables now, for every page and every hint alike."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.demand import queries
from app.visits.models import Question

LETTER_SEPARATOR = "|"
TOPIC_PREFIX = "topic:"


@dataclass(frozen=True)
class Counted:
    """So often on a day: a subject, and of questions whether it was asked or found."""

    day: date
    subject: str
    origin: str
    count: int


def subject_of(question: Question) -> str:
    """What a question is counted under: its card, else its topic, else nothing."""
    if question.card:
        return question.card
    return TOPIC_PREFIX + question.topic if question.topic else ""


def letter_of(question: Question) -> str:
    """The letter a question came with, as ``sender|kind``; nothing when one of both is unknown."""
    if question.letter_sender and question.letter_kind:
        return question.letter_sender + LETTER_SEPARATOR + question.letter_kind
    return ""


def counted(
    db: Session, desk_ids: Collection[int], kind: str, *, since: date, until: date, subject: str | None = None
) -> list[Counted]:
    """What was counted at these desks in a period, and what is at a table now; ``subject`` None: whatever it is."""
    past = [Counted(*row) for row in queries.facts(db, desk_ids, kind, since=since, until=until, subject=subject)]
    now = _at_tables(kind, queries.running(db, desk_ids, since=since, until=until))
    return [*past, *(one for one in now if subject is None or one.subject == subject)]


def total(rows: Iterable[Counted]) -> int:
    """All of them together."""
    return sum(one.count for one in rows)


def per_day(rows: Iterable[Counted]) -> dict[date, int]:
    """Day → how often."""
    days: dict[date, int] = {}
    for one in rows:
        days[one.day] = days.get(one.day, 0) + one.count
    return days


def _at_tables(kind: str, running: Iterable[tuple[date, Question]]) -> Iterator[Counted]:
    for day, question in running:
        if kind == "question":
            yield Counted(day, subject_of(question), question.origin.value, 1)
        elif kind == "letter" and (letter := letter_of(question)):
            yield Counted(day, letter, "", 1)
