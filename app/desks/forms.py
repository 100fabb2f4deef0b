"""What may be sent to us about a desk's day."""

from typing import Annotated

from pydantic import StringConstraints

from app.web import PageForm


class OpenDesk(PageForm):
    """Until when, as the clock on the wall shows it."""

    until: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class PutAtTable(PageForm):
    """Who sits where; empty means not there."""

    person: int
    table: Annotated[str, StringConstraints(max_length=20)] = ""
