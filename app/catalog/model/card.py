"""A card: everything a desk knows about one procedure."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from app.catalog.model.fields import Group, Question
from app.catalog.model.parts import (
    Confidence,
    Ident,
    Label,
    Language,
    Month,
    PartnerCode,
    Piece,
    Scope,
    Site,
    Slug,
    Source,
    TermCode,
)
from app.catalog.model.steps import Step
from app.catalog.model.text import KioskText, Text, VolunteerText

Risk = Literal["irreversible", "money-and-deadline", "negotiation", "dispute", "budget", "residence"]
Need = Literal["eid", "itsme", "card_reader", "smartphone", "email", "printer", "bank_account"]


class Place(Piece):
    """For whom it is not, and where that person goes instead."""

    when: Text = Field(alias="if")
    card: Slug | None = None
    partner: PartnerCode | None = None

    @model_validator(mode="after")
    def goes_somewhere(self) -> Self:
        """Nobody is sent away with nothing."""
        if self.card is None and self.partner is None:
            raise ValueError("say where this person can go: 'card' or 'partner'")
        return self


class Automatic(Piece):
    """Does it come by itself, and how does one see whether it came?"""

    comes: Literal["yes", "partly", "no"]
    how_to_see: Text


class Bring(Piece):
    """A paper of the shared list, when it is needed, and which one exactly."""

    document: Ident
    when: Text | None = Field(None, alias="if")
    which: Text | None = None


class Way(Piece):
    """One way to get it done."""

    kind: Literal["counter", "paper", "post", "online", "phone", "appointment", "home"]
    how: Text
    where: Text | None = None
    portal: Site | None = None
    number: Ident | None = Field(None, description="a fact of unit phone")
    needs: tuple[Need, ...] = ()
    login: bool = False

    @property
    def for_everybody(self) -> bool:
        """Needs no login, no smartphone and no e-mail."""
        return not self.login and not {"itsme", "smartphone", "email", "card_reader"} & set(self.needs)


class Deadline(Piece):
    """Before when. For court, eviction and residence it is not computed: ``instead`` says who to call today."""

    term: TermCode | None = None
    event: Text | None = None
    asked: Ident | None = Field(None, description="the question of this card whose answer is the day of the event")
    what: Text
    compute: bool = True
    instead: Text | None = None

    @model_validator(mode="after")
    def computed_or_called(self) -> Self:
        """A formula with its event, or a sentence that says what to do."""
        if self.compute and (self.term is None or self.event is None):
            raise ValueError("a computed deadline needs 'term' and 'event'")
        if not self.compute and self.instead is None:
            raise ValueError("a deadline that is not computed needs 'instead': what to do today")
        return self


class Delivery(Piece):
    """The handing-in block: copy, envelope, address, registered, who posts it, proof."""

    copy_first: Text
    envelope: Text
    address: Text
    registered: Literal["yes", "no", "ask"]
    registered_why: Text | None = None
    posted_by: Text
    proof: Text


class Takes(Piece):
    """How long: at the table, and until an answer (asked when we do not know)."""

    desk_minutes: int = Field(ge=5, le=180)
    answer_days: int | None = Field(None, ge=1, le=1000)
    answer: Text


class After(Piece):
    """What happens next, when, and what if nothing comes."""

    when: Text
    expect: Text
    if_not: Text


class Opened(Piece):
    """A right that this one opens, or does not open although many think so."""

    what: Text
    card: Slug | None = None


class Worry(Piece):
    """The fear by its name, and its answer."""

    question: Text
    answer: Text


class OfficialForm(Piece):
    """The form itself, when there is one: its name, where it is found, the PDF that lies beside the card."""

    title: Label
    site: Site | None = None
    file: Label | None = None


class Card(Piece):
    """One procedure. The README of `forms_catalog` explains each key."""

    slug: Slug
    kind: Literal["fill", "check-right", "prepare", "letter", "check-proposal", "read-letter", "bounded"]
    title: KioskText
    name: dict[Language, Label] = Field(min_length=1)
    also_called: tuple[Label, ...] = Field(min_length=3)
    topic: Ident
    level: Literal["local", "flemish", "federal", "other"]
    authority: Ident
    you_say: Text
    in_one_sentence: KioskText
    what_is_it: tuple[Text, ...] = Field(min_length=1)
    for_whom: tuple[Text, ...] = Field(min_length=1)
    not_for: tuple[Place, ...] = ()
    automatic: Automatic
    bring: tuple[Bring, ...] = ()
    ways: tuple[Way, ...] = Field(min_length=1)
    no_free_way: Text | None = Field(None, description="only when no way is free of login, phone, e-mail")
    deadline: tuple[Deadline, ...] = ()
    no_deadline: Text | None = Field(None, description="what to say when there is no last day")
    hand_in: Delivery | None = None
    takes: Takes
    cost: Text | None = Field(None, description="what the visitor pays; an amount is a fact")
    risk: tuple[Risk, ...] = ()
    scope: Scope
    groups: tuple[Group, ...] = ()
    questions: tuple[Question, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=2)
    after: tuple[After, ...] = Field(min_length=1)
    duties: tuple[Text, ...] = ()
    mistakes: tuple[VolunteerText, ...] = ()
    worries: tuple[Worry, ...] = ()
    helps: tuple[PartnerCode, ...] = Field(min_length=1)
    opens: tuple[Opened, ...] = ()
    does_not_open: tuple[Opened, ...] = ()
    facts: tuple[Ident, ...] = ()
    forms: tuple[OfficialForm, ...] = ()
    season: tuple[Month, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)
    checked_on: date
    next_check: date
    confidence: Confidence

    @model_validator(mode="after")
    def says_before_when(self) -> Self:
        """Before when is always answered, also when there is no last day."""
        if not self.deadline and self.no_deadline is None:
            raise ValueError("write 'deadline', or 'no_deadline' with a sentence")
        return self
