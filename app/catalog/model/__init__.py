"""The shape of the catalog: cards, steps, questions and what they share, strict to the letter.

A `Text` is Dutch with a key; ``app.catalog.translations`` says it in another language.
"""

from app.catalog.model.card import Card, Deadline, Delivery, Way
from app.catalog.model.fields import Choice, Field, Question
from app.catalog.model.parts import Condition, Piece
from app.catalog.model.shared import Document, Fact, Light, Partner, Sender, Term, Topic
from app.catalog.model.steps import Call, Decide, Login, Step, Stop
from app.catalog.model.text import KioskText, Said, Text, VolunteerText
from app.catalog.model.triage import End, LetterQuestion, Triage

__all__ = [
    "Call",
    "Card",
    "Choice",
    "Condition",
    "Deadline",
    "Decide",
    "Delivery",
    "Document",
    "End",
    "Fact",
    "Field",
    "KioskText",
    "LetterQuestion",
    "Light",
    "Login",
    "Partner",
    "Piece",
    "Question",
    "Said",
    "Sender",
    "Step",
    "Stop",
    "Term",
    "Text",
    "Topic",
    "Triage",
    "VolunteerText",
    "Way",
]
