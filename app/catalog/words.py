"""What the parts of a card are called on the pages of who takes care of it."""

from collections.abc import Iterator
from typing import Any

from app.catalog import keys
from app.catalog.keys import Spot
from app.catalog.loading import Catalog
from app.catalog.model import Card, Question, Text
from app.i18n import lazy

WHOLE = "card"
PART_WORDS = {
    WHOLE: lazy("The card itself"),
    "what_is_it": lazy("What it is"),
    "for_whom": lazy("For whom?"),
    "not_for": lazy("Not for you?"),
    "automatic": lazy("Does it come by itself?"),
    "bring": lazy("Bring this"),
    "ways": lazy("How do you do it?"),
    "deadline": lazy("Before when?"),
    "hand_in": lazy("Handing it in"),
    "takes": lazy("How long it takes"),
    "groups": lazy("Headings of the questions"),
    "questions": lazy("Questions"),
    "steps": lazy("The steps"),
    "after": lazy("And then?"),
    "duties": lazy("What to tell later"),
    "mistakes": lazy("What often goes wrong"),
    "worries": lazy("What people fear"),
    "opens": lazy("What this opens"),
    "does_not_open": lazy("What this does not open"),
}
TEXT_WORDS = {
    "address": lazy("Address"),
    "answer": lazy("Answer"),
    "ask": lazy("The question"),
    "choices": lazy("Choice"),
    "copy_first": lazy("Copy first"),
    "cost": lazy("What does it cost?"),
    "envelope": lazy("Envelope"),
    "event": lazy("Counted from"),
    "example": lazy("An example"),
    "expect": lazy("What to expect"),
    "hint": lazy("Beside the question"),
    "hours": lazy("Hours"),
    "how": lazy("How"),
    "how_to_see": lazy("How you can see it"),
    "if": lazy("When it is so"),
    "if_missing": lazy("When it is not there"),
    "if_not": lazy("When that does not come"),
    "if_unknown": lazy("When she does not know"),
    "if_wrong": lazy("When it is wrong"),
    "in_one_sentence": lazy("In one sentence"),
    "instead": lazy("Another way"),
    "no_deadline": lazy("Why there is no last day"),
    "no_free_way": lazy("Why there is no way without paying"),
    "note": lazy("What to note"),
    "on_hold": lazy("While you wait"),
    "opening": lazy("First words"),
    "options": lazy("Choice"),
    "pitfall": lazy("Watch out"),
    "posted_by": lazy("Who posts it"),
    "proof": lazy("Proof"),
    "question": lazy("The question"),
    "ready": lazy("Have ready"),
    "registered_why": lazy("Why by registered post"),
    "say": lazy("You can say"),
    "show": lazy("For the visitor"),
    "stop": lazy("Stop"),
    "text": lazy("The words"),
    "title": lazy("Title"),
    "what": lazy("What"),
    "when": lazy("When"),
    "where": lazy("Where"),
    "which": lazy("Which one"),
    "whom": lazy("Whom to call"),
    "why": lazy("Why"),
    "why_asked": lazy("Why it is asked"),
    "you_say": lazy("You can say"),
}


def places(catalog: Catalog, card: Card) -> dict[str, str]:
    """Key of each text → the words that lead to it: ``The steps · Kijk samen · You can say``."""
    return {key: " · ".join(_leading(catalog, card, spot)) for _text, key, spot in keys.walk(card, f"{card.slug}:")}


def _leading(catalog: Catalog, card: Card, spot: Spot) -> Iterator[str]:
    yield str(PART_WORDS[str(spot[0]) if len(spot) > 1 else WHOLE])
    here: Any = getattr(card, str(spot[0]))
    if len(spot) == 1:
        yield str(TEXT_WORDS[str(spot[0])])
    for place in spot[1:]:
        if isinstance(place, int):
            here = here[place]
            yield _name_of(catalog, card, here) or str(place + 1)
        else:
            here = getattr(here, place, None)
            yield str(TEXT_WORDS[place])


def _name_of(catalog: Catalog, card: Card, part: Any) -> str:
    """A step by its title, a question by what it asks; what has no name is counted."""
    named = catalog.question(card, part.id).ask if isinstance(part, Question) else getattr(part, "title", None)
    return named.nl if isinstance(named, Text) else ""
