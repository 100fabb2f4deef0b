"""Questions: what is asked, who knows it, whether it may be kept."""

from typing import Literal, Self

from pydantic import Field as Key
from pydantic import model_validator

from app.catalog.model.parts import Condition, Ident, Label, Piece
from app.catalog.model.text import KioskText, Text, VolunteerText

Kind = Literal[
    "text", "name", "date", "insz", "addr", "phone", "email", "iban", "ean", "money", "number",
    "choice", "choices", "yesno", "period", "file", "sign", "ref", "people",
]  # fmt: skip
Who = Literal["visitor", "document", "authority", "third-person", "household"]
Keep = Literal["draft", "never"]


class Choice(Piece):
    """One answer to choose. "I don't know yet" is always added; do not write it."""

    id: Ident
    text: KioskText
    official: Label | None = None


class Field(Piece):
    """A question of the shared dictionary (`_shared/fields.yaml`)."""

    official: Label
    ask: Text
    kind: Kind
    who: Who
    keep: Keep
    paper: Ident | None = None
    hint: Text | None = None
    example: Text | None = None
    why: Text | None = None
    if_wrong: VolunteerText | None = None
    if_unknown: Text | None = None
    choices: tuple[Choice, ...] = ()
    per_person: tuple[Ident, ...] = ()

    @model_validator(mode="after")
    def fits_its_kind(self) -> Self:
        """A choice needs choices, a list of people needs what is asked of each."""
        if (self.kind in ("choice", "choices")) != bool(self.choices):
            raise ValueError("'choices' go with kind choice or choices, and are needed there")
        if (self.kind == "people") != bool(self.per_person):
            raise ValueError("'per_person' goes with kind people, and is needed there")
        return self


class Question(Piece):
    """A question of one card: a shared field (`field:`), whole or with other words, or one of its own.

    What is not written here comes from the shared field; a question of its own needs `official`, `ask`, `kind`,
    `who` and `keep`. `id` is the name of the shared field when not written.
    """

    id: Ident = ""
    field: Ident | None = None
    official: Label | None = None
    ask: Text | None = None
    kind: Kind | None = None
    who: Who | None = None
    keep: Keep | None = None
    paper: Ident | None = None
    hint: Text | None = None
    example: Text | None = None
    why: Text | None = None
    if_wrong: VolunteerText | None = None
    if_unknown: Text | None = None
    choices: tuple[Choice, ...] = ()
    per_person: tuple[Ident, ...] = ()
    group: Ident | None = Key(None, description="questions of one group stand under one heading")
    optional: bool = False
    show_if: Condition | None = None

    @model_validator(mode="after")
    def complete(self) -> Self:
        """Name it after its field; what has no field must be whole."""
        if self.field is None:
            needed = ("official", "ask", "kind", "who", "keep")
            if missing := [name for name in needed if getattr(self, name) is None]:
                raise ValueError(f"a question without 'field' needs {', '.join(missing)}")
        if not self.id:
            if self.field is None:
                raise ValueError("give this question an 'id' or a 'field'")
            self.id = self.field
        return self


class Group(Piece):
    """A heading over questions that belong together."""

    id: Ident
    title: KioskText
