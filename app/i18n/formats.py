"""Dates, times, numbers and lists as people write them; Western digits in every language."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import dates, lists, numbers

from app.clock import BRUSSELS, local
from app.i18n.languages import babel_locale, own_name
from app.i18n.voice import language


def format_date(day: date, *, weekday: bool = False, year: bool = True) -> str:
    """``26 november 2026``, with the weekday before it when asked; never digits only."""
    skeleton = ("EEEE " if weekday else "") + "d MMMM" + (" y" if year else "")
    return dates.format_date(day, format=skeleton, locale=babel_locale(language()))


def format_month(day: date, *, year: bool = False) -> str:
    """``november``, or ``november 2026``."""
    pattern = "LLLL y" if year else "LLLL"
    return dates.format_date(day, format=pattern, locale=babel_locale(language()))


def format_weekday(day: int) -> str:
    """``donderdag`` for 3, counted from Monday as 0."""
    return str(dates.get_day_names("wide", "stand-alone", babel_locale(language()))[day])


def format_time(at: datetime, zone: ZoneInfo = BRUSSELS) -> str:
    """``10:15``, as the clock on the wall of the desk shows it."""
    return local(at, zone).strftime("%H:%M")


def format_number(n: float) -> str:
    """``1.250`` with the separators of the language."""
    return numbers.format_decimal(n, locale=babel_locale(language()))


def format_money(euros: float) -> str:
    """``25 euro`` or ``25,50 euro``: the word, because the sign is skipped by many voices."""
    pattern = "#,##0" if float(euros).is_integer() else "#,##0.00"
    amount = numbers.format_decimal(euros, format=pattern, locale=babel_locale(language()))
    unit = {"ar": "يورو", "uk": "євро", "tr": "avro", "fr": "euros"}.get(language(), "euro")
    return f"{amount} {unit}"


def format_list(items: Sequence[str]) -> str:
    """``a, b en c``."""
    return lists.format_list(list(items), locale=babel_locale(language()))


def language_name(code: str) -> str:
    """A language's name for who reads the page now; its name in itself when that is all we know."""
    return babel_locale(language()).languages.get(babel_locale(code).language) or own_name(code)
