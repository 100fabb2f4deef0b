"""What may be sent to us about a visit. Answers have their own reader: ``answers``."""

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from app.i18n import LANGUAGE_NAMES
from app.visits.models import Origin
from app.web import PageForm

Language = Annotated[str, StringConstraints(pattern="^(" + "|".join(LANGUAGE_NAMES) + ")$")]
Code = Annotated[str, StringConstraints(max_length=32)]
Key = Annotated[str, StringConstraints(max_length=64)]
Way = Annotated[str, StringConstraints(max_length=400)]


class SitAt(PageForm):
    """Which table is mine."""

    table: Annotated[str, StringConstraints(min_length=1, max_length=20)]


class SheIsHere(PageForm):
    """The called number sits down, or is not there."""

    ticket: Code


class BeginVisit(PageForm):
    """A visit without a number."""

    speaks: Language


class AddQuestion(PageForm):
    """One thing more: a card, a topic, or a letter with the answers that led to its end."""

    card: Key = ""
    topic: Key = ""
    sender: Key = ""
    letter: Key = ""
    path: Way = ""
    origin: Origin = Origin.ASKED


class ReadAgain(PageForm):
    """A letter of the visit, read once more."""

    sender: Key = ""
    letter: Key
    path: Way = ""


class OpenSlip(PageForm):
    """What the paper shows. The digits are kept nowhere, so they are typed again after an error."""

    never_kept: ClassVar[frozenset[str]] = frozenset({"digits"})
    handle: Annotated[str, StringConstraints(max_length=12)] = ""
    digits: Annotated[str, StringConstraints(max_length=60)] = ""
