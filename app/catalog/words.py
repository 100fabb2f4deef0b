"""What the parts of a card are called on the pages of who takes care of it."""

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
