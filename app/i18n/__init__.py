"""Languages: which one now, its words, its dates.

``voice`` knows the language of this request, print or command (`speaking`, `language`, `direction`);
``catalogs`` reads the .po files into memory at the start, so nothing is compiled and nothing is stale;
``formats`` writes dates, numbers and lists; ``at_the_table`` speaks to who has no screens of her own.
msgids are English; Dutch is a translation like any other.
Domains: ``visitor`` (nl fr en ar tr uk), ``staff`` (nl fr en) and ``forms`` (the texts of the cards, Dutch first).
"""

from app.i18n.catalogs import BrokenTranslation, Words
from app.i18n.formats import (
    format_date,
    format_list,
    format_money,
    format_month,
    format_number,
    format_time,
    format_weekday,
)
from app.i18n.languages import (
    DEFAULT,
    LANGUAGE_NAMES,
    LANGUAGES,
    STAFF_LANGUAGES,
    direction,
    own_name,
    supported,
)
from app.i18n.marks import without_turning
from app.i18n.voice import _, gettext, language, lazy, ngettext, npgettext, pgettext, speaking

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "LANGUAGE_NAMES",
    "STAFF_LANGUAGES",
    "BrokenTranslation",
    "Words",
    "_",
    "direction",
    "format_date",
    "format_list",
    "format_money",
    "format_month",
    "format_number",
    "format_time",
    "format_weekday",
    "gettext",
    "language",
    "lazy",
    "ngettext",
    "npgettext",
    "own_name",
    "pgettext",
    "speaking",
    "supported",
    "without_turning",
]
