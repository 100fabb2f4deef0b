"""Reading a day as people write it."""

import re
from datetime import date

from babel.dates import get_month_names

from app.i18n.languages import LANGUAGES, babel_locale

_DIGITS = re.compile(r"(\d{1,2})[\s./-](\d{1,2})[\s./-](\d{4})")
_WORDS = re.compile(r"(\d{1,2})\.?\s+([^\W\d]+)\.?\s+(\d{4})")


class NoSuchDay(ValueError):
    """Written as a day is written, but no calendar has it."""


def day_from(raw: str) -> date:
    """``30/7/1985``, ``30-07-1985``, ``1985-07-30`` or ``30 juli 1985`` in one of our languages.

    Raises ``NoSuchDay`` for 31/2, ``ValueError`` for what is no day at all.
    """
    raw = raw.strip()
    if match := _DIGITS.fullmatch(raw):
        day, month, year = (int(part) for part in match.groups())
    elif match := _WORDS.fullmatch(raw):
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
    else:
        return date.fromisoformat(raw)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoSuchDay from error


def _month(word: str) -> int:
    for code in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=babel_locale(code)).items():
                if name.casefold().rstrip(".") == word.casefold():
                    return int(number)
    raise ValueError(word)
