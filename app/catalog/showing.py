"""How texts of the cards come onto a page: escaped, in their language, with the little markup they may have."""

import math
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Literal

from babel.dates import format_timedelta
from jinja2 import Environment
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from app import clock
from app.catalog import keys
from app.catalog.model import Card, Fact, Said, Text
from app.catalog.shelf import Shelf
from app.i18n import direction, format_date, format_money, format_number, language
from app.i18n.languages import babel_locale

_markdown = MarkdownIt("zero").enable(["emphasis", "list", "link"])
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>')
OPENED = '<a href="{}" rel="noopener noreferrer">'


def _allowed(match: re.Match[str]) -> str:
    address = match[1]
    if address.startswith("card:"):
        return f'<a href="/cards/{escape(address.removeprefix("card:"))}?lang={language()}">'
    return OPENED.format(address) if address.startswith("https://") else "<a>"


def prose_html(text: str) -> Markup:
    """Bold, lists and links; everything else as it stands."""
    return Markup(_LINK.sub(_allowed, _markdown.render(text)))  # noqa: S704 -- markdown-it escapes; only our three rules are on


def wrapped(said: Said) -> Markup:
    """The text; with its language on it when that is not the language of the page."""
    if said.language == language():
        return escape(said.text)
    return Markup('<span lang="{}" dir="{}">{}</span>').format(said.language, direction(said.language), said.text)


def fact_words(fact: Fact, ask: str | Markup, day: date) -> str | Markup:
    """The value with its unit and how long it stands; or what to ask when it does not stand any more."""
    if not fact.stands_on(day):
        return ask
    if fact.unit.startswith("euro"):
        return format_money(float(fact.value))
    if fact.unit == "percent":
        return f"{format_number(float(fact.value))} %"
    if fact.unit == "day":
        month, of_month = (int(part) for part in fact.value.split("-"))
        return format_date(date(day.year, month, of_month), year=False)
    if fact.unit in ("days", "months"):
        return _how_long(int(float(fact.value)), fact.unit)
    return fact.value


def _how_long(n: int, unit: str) -> str:
    """``6 maanden``, with the plural of the language."""
    length = timedelta(days=n if unit == "days" else 30 * n)  # what CLDR calls a month; it comes back as a month
    granularity: Literal["day", "month"] = "day" if unit == "days" else "month"
    return format_timedelta(length, granularity=granularity, threshold=math.inf, locale=babel_locale(language()))


def shown_fact(shelf: Shelf, key: str) -> dict[str, str | Markup]:
    """What is said of a fact today: its name, its value or what to ask, and until when an amount stands."""
    found, day = shelf.catalog.facts[key], clock.today()
    stands = found.stands_on(day)
    return {
        "what": wrapped(shelf.catalog.say(found.what, language())),
        "value": fact_words(found, wrapped(shelf.catalog.say(found.ask, language())), day),
        "until": format_date(found.valid_until) if stands and found.is_amount else "",
        "is_phone": "yes" if found.unit == "phone" and stands else "",
    }


def is_whole(shelf: Shelf, card: Card) -> bool:
    """Whether all that a visitor reads of a card is in the language of the page."""
    read = (text for text, _, _ in keys.walk(card, "") if text.profile != "volunteer")
    return all(shelf.catalog.say(text, language()).language == language() for text in read)


def install(env: Environment, shelf: Shelf) -> None:
    """Give every template ``say``, ``say_all``, ``said``, ``prose``, ``fact`` and ``is_whole``."""

    def said(text: Text, code: str | None = None) -> Said:
        return shelf.catalog.say(text, code or language())

    def say(text: Text, code: str | None = None) -> Markup:
        return wrapped(said(text, code))

    def prose(text: Text, code: str | None = None) -> Markup:
        found = said(text, code)
        if found.language == language():
            return prose_html(found.text)
        box = Markup('<div lang="{}" dir="{}">{}</div>')
        return box.format(found.language, direction(found.language), prose_html(found.text))

    def say_all(*texts: Text) -> Markup:
        """Sentences that are read as one; in one wrapper when they are all in the same other language."""
        found = [said(text) for text in texts]
        if len({one.language for one in found}) == 1:
            return wrapped(Said(" ".join(one.text for one in found), found[0].language, "current"))
        return Markup(" ").join(wrapped(one) for one in found)

    functions: dict[str, Callable[..., object]] = {
        "said": said,
        "say": say,
        "say_all": say_all,
        "prose": prose,
        "fact": partial(shown_fact, shelf),
        "is_whole": partial(is_whole, shelf),
    }
    env.globals.update(functions)
