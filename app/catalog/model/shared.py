"""What cards share: topics, papers to bring, facts that change, terms, partners, senders."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from app.catalog.model.parts import (
    Confidence,
    Ident,
    Label,
    Language,
    PartnerCode,
    Piece,
    Site,
    Slug,
)
from app.catalog.model.text import KioskText, Text, VolunteerText

Light = Literal["red", "orange", "yellow", "green", "grey"]
Unit = Literal["euro", "euro_month", "euro_year", "percent", "days", "months", "day", "phone", "site"]


class Topic(Piece):
    """A tile of the kiosk. Tiles stand in the order of the file."""

    title: KioskText
    pictogram: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    also_called: tuple[Label, ...] = ()
    kiosk: bool = True


class Document(Piece):
    """A paper or card to bring."""

    title: KioskText
    pictogram: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")] = "file-text"
    names: dict[Language, Label] = Field(default_factory=dict)
    looks_like: Text
    where: Text
    if_missing: Text


class Fact(Piece):
    """An amount, limit, phone number or yearly day. After ``valid_until`` only ``ask`` is said.

    ``value`` is written as a word: "1234.56", "0800 13 500", "12-31" (month-day for unit day).
    """

    what: Text
    value: str
    unit: Unit
    ask: Text
    valid_from: date
    valid_until: date
    source: Site
    checked_on: date
    confidence: Confidence

    @model_validator(mode="after")
    def sensible(self) -> Self:
        """The days follow each other and the value fits its unit."""
        if self.valid_until < self.valid_from:
            raise ValueError("'valid_until' lies before 'valid_from'")
        if self.unit in ("euro", "euro_month", "euro_year", "percent", "days", "months"):
            try:
                Decimal(self.value)
            except ArithmeticError as error:
                raise ValueError(f"'{self.value}' is no number; write 1234.56") from error
        if self.unit == "day":
            date.fromisoformat(f"2024-{self.value}")
        return self

    @property
    def is_amount(self) -> bool:
        """Whether it changes with prices, so that "until" helps; not so a yearly day or a phone number."""
        return self.unit == "percent" or self.unit.startswith("euro")

    def stands_on(self, day: date) -> bool:
        """Whether it may be said as a fact on this day."""
        return self.confidence != "low" and self.valid_from <= day <= self.valid_until


class Term(Piece):
    """A deadline formula: how long after which day.

    ``amount`` 0 with a ``fixed`` month-day is a day of the year. ``starts``: ``event`` counts from the day itself;
    the others say when the law starts counting, which we show but never use to gain days.
    """

    what: Text
    amount: int = Field(ge=0, le=1000)
    unit: Literal["days", "months", "years"]
    starts: Literal["event", "next_day", "third_working_day", "next_month", "month_end"] = "event"
    silence_days: int = Field(0, ge=0, le=400, description="no answer for so many days: only then it begins")
    fixed: Annotated[str, StringConstraints(pattern=r"^\d\d-\d\d$")] | None = None
    gives: Literal["last_day", "end"] = Field("last_day", description="end: when something is over, no day to act")
    before: bool = Field(False, description="count back from the event (a card that expires)")
    assumption: Text
    check_with: Text

    @model_validator(mode="after")
    def every_year_has_it(self) -> Self:
        """A fixed day exists in every year."""
        if self.fixed is not None:
            date.fromisoformat(f"2023-{self.fixed}")
        return self


class Partner(Piece):
    """A kind of organisation; the desk fills in who that is here."""

    title: KioskText
    official: Label
    for_what: Text
    cost: Text
    say: VolunteerText
    site: Site | None = None
    number: Ident | None = Field(None, description="a fact of unit phone: for a desk without its own number")
    urgent: bool = False


class Sender(Piece):
    """Who writes letters, how to recognise them, what usually comes."""

    title: KioskText
    official: Label
    recognise: Text
    words: tuple[Label, ...] = Field(min_length=1, description="logo words and names people type")
    usual: tuple[Text, ...] = ()
    first_check: VolunteerText
    light: Light
    partners: tuple[PartnerCode, ...] = ()
    cards: tuple[Slug, ...] = ()
