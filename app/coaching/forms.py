"""What may be sent to us about tips."""

from pydantic import Field

from app.web import PageForm

TIP_LENGTH = 300


class WriteTip(PageForm):
    """A tip on one step of one card. ``card`` and ``step`` come from the page itself."""

    card: str = Field(min_length=1, max_length=64)
    step: str = Field(min_length=1, max_length=64)
    text: str = Field(min_length=1, max_length=TIP_LENGTH)


class ApproveTip(PageForm):
    """The words as the coordinator wants them; ``tip`` tells the page which one had an error."""

    tip: str = Field("", max_length=32)
    text: str = Field(min_length=1, max_length=TIP_LENGTH)


class DeclineTip(PageForm):
    """Nothing but the button."""
