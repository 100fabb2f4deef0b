"""The tree for a letter that somebody does not understand."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from app.catalog.model.parts import Ident, Label, PartnerCode, Piece, Slug, TermCode
from app.catalog.model.shared import Light
from app.catalog.model.text import KioskText, Text, VolunteerText


class Answer(Piece):
    """One answer; ``to`` is a question or an end. ``light`` raises the colour, never lowers it."""

    id: Ident
    text: KioskText
    to: Ident
    light: Light | None = None
    say: Text | None = None


class LetterQuestion(Piece):
    """One question about the letter. The way "I don't know" goes must be written too."""

    ask: Text
    hint: Text | None = None
    look: VolunteerText
    words: Literal["red", "orange", "yellow", "green"] | None = None
    answers: tuple[Answer, ...] = Field(min_length=2)
    unknown: Ident


class End(Piece):
    """Where a letter ends: a colour, one next step, who can help, which card."""

    kind: Literal["stop", "act", "file", "doubt"]
    light: Light
    title: KioskText
    do: tuple[Text, ...] = Field(min_length=1, max_length=5)
    say: VolunteerText
    partners: tuple[PartnerCode, ...] = ()
    cards: tuple[Slug, ...] = ()
    term: TermCode | None = None
    today: bool = False

    @model_validator(mode="after")
    def stop_refers(self) -> Self:
        """Who stops somebody must say to whom she can go."""
        if self.kind == "stop" and not (self.partners and self.today):
            raise ValueError("an end of kind stop needs 'partners' and 'today: true'")
        return self


class Thing(Piece):
    """One of the things to find on every letter."""

    title: KioskText
    where: Text
    look: VolunteerText
    pictogram: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]


class LightMeaning(Piece):
    """A colour, always with its shape and its word."""

    title: KioskText
    shape: Literal["triangle", "diamond", "circle", "square", "ring"]
    means: Text
    do: Text


class CueWords(Piece):
    """Words that give a letter its colour, as they stand on Dutch and French letters."""

    nl: tuple[Label, ...] = Field(min_length=1)
    fr: tuple[Label, ...] = ()


class Triage(Piece):
    """The whole of `_shared/triage.yaml`."""

    start: Ident
    before: tuple[Text, ...] = Field(min_length=1)
    things: dict[Ident, Thing]
    lights: dict[Light, LightMeaning]
    words: dict[Light, CueWords]
    questions: dict[Ident, LetterQuestion]
    ends: dict[Ident, End]
    not_understood: VolunteerText
