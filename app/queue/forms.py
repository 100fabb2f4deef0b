"""What may be sent to us about the line."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.i18n import LANGUAGE_NAMES
from app.queue.models import MustAct, TicketState
from app.web import PageForm

Language = Annotated[str, StringConstraints(pattern="^(" + "|".join(LANGUAGE_NAMES) + ")$")]
Topic = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Reason = Literal["crowded", "not_for_us", "closing", "tired"]


class TakeNumber(PageForm):
    """The third tap of the kiosk. ``once`` belongs to the page: twice sent is one number."""

    speaks: Language
    topic: Topic | Literal[""] = ""
    must_act: MustAct
    once: Annotated[str, StringConstraints(min_length=8, max_length=80)]


class GiveNumber(PageForm):
    """The host gives a number in two taps."""

    speaks: Language
    must_act: MustAct = MustAct.UNKNOWN
    returning: bool = False
    once: Annotated[str, StringConstraints(min_length=8, max_length=80)]


class MoveTicket(PageForm):
    """What the host does with a number."""

    to: TicketState
    reason: Reason | Literal["", "host"] = ""


class LeftAtDoor(PageForm):
    """Somebody left who had no number. ``once`` belongs to the page: twice sent is one who left."""

    reason: Reason
    once: Annotated[str, StringConstraints(min_length=8, max_length=32)]


class NewTicket(BaseModel):
    """JSON: a number for somebody at the door."""

    model_config = ConfigDict(extra="forbid")
    language: Language
    topic: Topic | None = None
    date: MustAct = MustAct.UNKNOWN
    returning: bool = False


class CallNext(BaseModel):
    """JSON: the table that calls."""

    model_config = ConfigDict(extra="forbid")
    table: Annotated[str, StringConstraints(min_length=1, max_length=20)]


class NewState(BaseModel):
    """JSON: where somebody is now, and why."""

    model_config = ConfigDict(extra="forbid")
    to: TicketState
    reason: Annotated[str, Field(max_length=40, pattern=r"^[a-z_]*$")] = ""
