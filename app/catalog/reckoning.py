"""The deadlines of a card or a letter as a page shows them: a day is typed, the last safe day stands there."""

from collections.abc import Mapping
from dataclasses import dataclass

from app import clock
from app.catalog.deadlines import LastDay, OutOfReach, last_day
from app.catalog.loading import Catalog
from app.catalog.model import Card, Deadline, Term, Text
from app.catalog.rules import Answers, given
from app.errors import Message
from app.i18n import lazy, without_turning
from app.i18n.days import NoSuchDay, day_from

LONGEST = 40
NO_ANSWERS: Answers = {}
NAMES = tuple(f"day{n}" for n in range(1, 10))
"""what the box of the first, second … deadline of a page is called"""


@dataclass(frozen=True)
class Reckoning:
    """One deadline of a page: its box, what was typed there, and what came out or what is wrong."""

    name: str
    term: Term
    event: Text | None
    deadline: Deadline | None = None
    typed: str = ""
    found: LastDay | None = None
    error: Message | None = None


def is_day(typed: str) -> bool:
    """Whether it is written as a day."""
    try:
        day_from(typed)
    except ValueError:
        return False
    return True


def days_typed(query: Mapping[str, str]) -> dict[str, str]:
    """What stands in the boxes of a page, by box, as far as it is a day: to be carried along from form to form."""
    return {name: typed for name in NAMES if (typed := _typed(query, name)) and is_day(typed)}


def _reckoned(name: str, term: Term, what: Text | None, deadline: Deadline | None, typed: str) -> Reckoning:
    found, error = None, None
    if typed:
        try:
            event = day_from(typed)
        except NoSuchDay:
            error = lazy("This day does not exist. Look at the calendar once more.")
        except ValueError:
            error = lazy("Write the day like this: 24/11/2026.")
        else:
            try:
                found = last_day(term, event, today=clock.today())
            except OutOfReach:
                error = lazy("This day is far away. Look at the year once more.")
    return Reckoning(name, term, what, deadline, typed, found, error)


def _typed(query: Mapping[str, str], name: str) -> str:
    return without_turning(query.get(name, ""))[:LONGEST].strip()


def of_card(catalog: Catalog, card: Card, query: Mapping[str, str], answers: Answers = NO_ANSWERS) -> list[Reckoning]:
    """The deadlines of a card that may be counted, in its order; a day that was answered need not be typed again."""
    counted = [deadline for deadline in card.deadline if deadline.compute and deadline.term]
    made = []
    for name, deadline in zip(NAMES, counted, strict=False):
        typed = _typed(query, name) or "".join(given(answers, deadline.asked or "")[:1])
        made.append(_reckoned(name, catalog.terms[deadline.term or ""], deadline.event, deadline, typed))
    return made


def of_term(catalog: Catalog, code: str, query: Mapping[str, str]) -> Reckoning:
    """The one deadline of a letter."""
    return _reckoned(NAMES[0], catalog.terms[code], None, None, _typed(query, NAMES[0]))
