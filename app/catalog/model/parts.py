"""What every piece of a card shares: strictness, names that point elsewhere, conditions."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from app.catalog.model.text import clean

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Ident = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
PartnerCode = Annotated[str, StringConstraints(pattern=r"^R-[A-Z]+$")]
TermCode = Annotated[str, StringConstraints(pattern=r"^T-[A-Z0-9/]+$")]
Site = Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"]+$|^[a-z0-9.-]+\.[a-z]{2,}(/\S*)?$")]
# Words as they stand on the form or the letter: shown in <cite>, never translated.
Label = Annotated[str, AfterValidator(clean)]
Month = Annotated[int, Field(ge=1, le=12)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
Confidence = Literal["high", "medium", "low"]
Scope = Literal["volunteer", "second-eye", "professional"]


class Piece(BaseModel):
    """A part of a card: a key we do not know is refused, a number is not a word."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)


class Condition(Piece):
    """Show this only when another question was answered so. An answer "I don't know yet" always shows it."""

    question: Ident
    is_: tuple[str, ...] = Field(alias="is", min_length=1)


class Source(Piece):
    """Where a fact was read, and on which day."""

    site: Site
    seen_on: date
    page: Label | None = None
