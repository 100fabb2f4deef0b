"""What is wrong with hours, and what a desk says of itself, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.desks.rules import Fault
from app.i18n import LANGUAGE_NAMES, _, format_date, format_list, format_weekday, lazy

FAULT_WORDS = {
    Fault.NOT_AN_HOUR: lazy("Write an hour, for example 9:30."),
    Fault.OTHER_HALF: lazy("Write both hours: from when, and until when."),
    Fault.TURNED: lazy("The desk closes before it opens. Look at both hours."),
    Fault.OVERLAP: lazy("These hours overlap with the other half-day of this day."),
}


def in_words(value: Any) -> str:
    """What stands in a field of the desk, to show beside what somebody else typed."""
    if value is None or value in ("", []):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, list):
        return format_list([_one(item) for item in value])
    return str(value)


def _one(item: Any) -> str:
    if isinstance(item, Mapping):
        return f"{format_weekday(item['weekday'])} {item['begins']}–{item['ends']}"
    return LANGUAGE_NAMES.get(item, str(item))
