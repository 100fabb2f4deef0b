"""What can go wrong, in words for people; ``web.error_pages`` turns each into a page or a problem document."""

from collections.abc import Mapping
from typing import Any

from babel.support import LazyProxy

Message = str | LazyProxy


class KoffieError(Exception):
    """Something we can explain. ``message`` is shown as it stands, in the reader's language."""

    status = 500
    kind = "error"
    page: str | None = None
    """where a person goes instead of reading this (the sign-in); a machine gets the status"""
    comes_back = False
    """whether she goes on afterwards with what she wanted to do"""

    def __init__(self, message: Message, **facts: Any) -> None:
        super().__init__(self.kind)
        self.message = message
        self.facts = facts


class NotFound(KoffieError):
    """It does not exist, or not for you: the two look the same on purpose."""

    status = 404
    kind = "not-found"


class NotAllowed(KoffieError):
    """Known, but not your role."""

    status = 403
    kind = "not-allowed"


class Clash(KoffieError):
    """Somebody else was first; ``facts`` holds what stands now."""

    status = 409
    kind = "clash"


class TooMuch(KoffieError):
    """More than any form of ours can hold; it is not read, so it cannot come back."""

    status = 413
    kind = "too-much"


class TooMany(KoffieError):
    """Slow down; ``facts['retry_after']`` in seconds."""

    status = 429
    kind = "too-many"


class Unwell(KoffieError):
    """We cannot do this at the moment; nothing is lost."""

    status = 503
    kind = "unwell"


class Busy(Unwell):
    """Too many ask for this at once; what was typed in a form is kept for the next try."""

    kind = "busy"


class Invalid(KoffieError):
    """What was typed cannot be accepted: field name → message. The form comes back with it."""

    status = 422
    kind = "invalid"

    def __init__(self, fields: Mapping[str, Message]) -> None:
        super().__init__(next(iter(fields.values()), ""))
        self.fields = dict(fields)
