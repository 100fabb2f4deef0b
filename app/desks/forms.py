"""What may be sent to us about a desk: its day, and the desk itself."""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from app.desks.rules import field_names
from app.i18n import LANGUAGE_NAMES, _
from app.web import PageForm

PHONE_SIGNS = frozenset("0123456789 +()./-")


def _dialled(phone: str) -> str:
    if not set(phone) <= PHONE_SIGNS or not any(sign.isdigit() for sign in phone):
        raise ValueError(_("Write a telephone number: digits, spaces and + only."))
    return phone


Line = Annotated[str, StringConstraints(max_length=160)]
Language = Annotated[str, StringConstraints(pattern="^(" + "|".join(LANGUAGE_NAMES) + ")$")]
Hour = Annotated[str, StringConstraints(max_length=20)]
WEEK = frozenset(field_names())


class OpenDesk(PageForm):
    """Until when, as the clock on the wall shows it."""

    until: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class PutAtTable(PageForm):
    """Who sits where; empty means not there."""

    person: int
    table: Annotated[str, StringConstraints(max_length=20)] = ""


class ChangeDesk(PageForm):
    """The desk itself. The fields of the week are gathered in ``hours``; the rules of half-days judge them."""

    based_on: Annotated[str, StringConstraints(max_length=20)]
    name: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    place: Line = ""
    reach_us: Annotated[str, StringConstraints(max_length=40)] = ""
    languages: Annotated[list[Language], Field(min_length=1)]
    tables: Annotated[int, Field(ge=1, le=30)]
    hours: dict[str, Hour] = Field(default_factory=dict)
    responsible: Line = ""
    privacy_contact: Line = ""
    assessed_on: date | None = None
    is_slip_readable_at_home: bool = False

    @model_validator(mode="before")
    @classmethod
    def gathers_the_week(cls, sent: Any) -> Any:
        """Two half-days for each day of the week: 28 fields, of which the page says which is which."""
        fields = dict(sent)
        return fields | {"hours": {name: fields.pop(name) for name in WEEK & fields.keys()}}


class KeepPartner(PageForm):
    """An organisation that the desk refers to. ``partner`` empty: one more."""

    partner: Annotated[str, StringConstraints(max_length=32)] = ""
    referral: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    organisation: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    phone: Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_dialled)]
    reachable_when: Annotated[str, StringConstraints(max_length=120)] = ""
