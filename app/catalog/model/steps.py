"""The steps of a walk-through, one kind for each thing that can happen at the table."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.catalog.model.parts import Condition, Ident, Label, PartnerCode, Piece, Site, Slug
from app.catalog.model.text import KioskText, Text, VolunteerText


class Stop(Piece):
    """When this is so, the volunteer stops and refers."""

    when: VolunteerText = Field(alias="if")
    to: PartnerCode
    why: VolunteerText
    say: Text | None = None


class Walked(Piece):
    """What every step has: a short title, what the helper may say, what the visitor reads or hears."""

    id: Ident
    title: KioskText
    say: VolunteerText
    show: Text
    official: Label | None = None
    asks: tuple[Ident, ...] = ()
    facts: tuple[Ident, ...] = ()
    pitfall: VolunteerText | None = None
    why_asked: Text | None = None
    example: Text | None = None
    if_wrong: VolunteerText | None = None
    if_missing: Text | None = None
    stop: tuple[Stop, ...] = ()
    show_if: Condition | None = None


class Read(Walked):
    """Read or explain together."""

    kind: Literal["read"]


class Ask(Walked):
    """Ask the questions in ``asks``."""

    kind: Literal["ask"]

    @model_validator(mode="after")
    def asks_something(self) -> Self:
        """A step that asks nothing is a step to read."""
        if not self.asks:
            raise ValueError("a step of kind ask needs 'asks'; without questions it is kind read")
        return self


class Option(Piece):
    """One way on: a step of this card, another card, or a partner. Exactly one."""

    id: Ident
    text: KioskText
    step: Ident | None = None
    card: Slug | None = None
    partner: PartnerCode | None = None

    @model_validator(mode="after")
    def one_way(self) -> Self:
        """Somewhere, and to one place only."""
        if sum(place is not None for place in (self.step, self.card, self.partner)) != 1:
            raise ValueError("an option goes to exactly one of 'step', 'card', 'partner'")
        return self


class Decide(Walked):
    """The visitor chooses."""

    kind: Literal["decide"]
    options: tuple[Option, ...] = Field(min_length=2)


class StopHere(Walked):
    """Questions before anything else: is this for us?"""

    kind: Literal["stop"]

    @model_validator(mode="after")
    def has_stops(self) -> Self:
        """It is about when to stop."""
        if not self.stop:
            raise ValueError("a step of kind stop needs 'stop': when, to whom, why")
        return self


class Login(Walked):
    """The shield: the visitor types, the helper turns away. Two other ways are always given."""

    kind: Literal["login"]
    where: Site
    needs: tuple[Literal["eid", "itsme", "card_reader", "pin", "smartphone"], ...] = Field(min_length=1)
    instead: tuple[Text, ...] = Field(min_length=2)


class Call(Walked):
    """Phone together, on speaker; the visitor speaks first."""

    kind: Literal["call"]
    whom: Text
    number: Ident | None = Field(None, description="a fact of unit phone")
    hours: Text
    ready: tuple[Text, ...] = Field(min_length=1)
    opening: Text
    note: VolunteerText
    on_hold: VolunteerText


class Sign(Walked):
    """Read back, then the visitor (and who else must) signs."""

    kind: Literal["sign"]
    who: tuple[Literal["visitor", "partner", "all_adults", "child", "landlord"], ...] = Field(min_length=1)


class HandIn(Walked):
    """Copy, envelope, who posts it, proof: the block `hand_in` of the card is shown here."""

    kind: Literal["hand-in"]


Step = Annotated[Read | Ask | Decide | StopHere | Login | Call | Sign | HandIn, Field(discriminator="kind")]
