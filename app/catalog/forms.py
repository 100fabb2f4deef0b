"""What may be sent to us about cards."""

from pydantic import Field

from app.web import PageForm

REPORT_LENGTH = 300
NOTE_LENGTH = 400
WHY_LENGTH = 200


class Withdraw(PageForm):
    """Why the card must go at once."""

    why: str = Field("", max_length=WHY_LENGTH)


class Checked(PageForm):
    """Where somebody looked today."""

    source: str = Field("", max_length=WHY_LENGTH)


class ReportWrong(PageForm):
    """What is wrong in a card, and at which step it was seen."""

    step: str = Field("", max_length=64)
    wrong: str = Field(min_length=1, max_length=REPORT_LENGTH)


class KeepNote(PageForm):
    """What is so here."""

    text: str = Field("", max_length=NOTE_LENGTH)


class OfDraft(PageForm):
    """Exactly which draft was read: its code and its save."""

    based_on: str = Field(max_length=50)


class OnlyButton(PageForm):
    """Nothing but the button."""
