"""What is kept, read from the tables themselves, so that no table can be forgotten on the page."""

from dataclasses import dataclass

from babel.support import LazyProxy
from sqlmodel import SQLModel

from app.i18n import lazy


@dataclass(frozen=True)
class Kept:
    """One kind of thing: what it is in plain words, for how long, how many columns."""

    table: str
    what: LazyProxy
    how_long: LazyProxy


# Table → what a visitor may know it as, and for how long. A test compares this with the tables.
WORDS: dict[str, tuple[LazyProxy, LazyProxy]] = {
    "ticket": (lazy("Your number, your language and your topic"),
        lazy("Your place in line until we close. Only counts after 90 days.")),
    "period": (lazy("When a number waited and was called"),
        lazy("To the quarter of an hour after 7 days. Only counts after 90 days.")),
    "visit": (lazy("That somebody sat at a table"),
        lazy("To the quarter of an hour when your visit ends. Only counts after 90 days.")),
    "question": (lazy("Which form or letter it was about"), lazy("90 days. Then only counts.")),
    "draft": (lazy("Your answers, locked. Only the tablet at your table has the key"),
        lazy("Until your visit ends. At most until we close, and one hour.")),
    "slip": (lazy("Your next steps, locked. Only your paper has the key"),
        lazy("Until you wipe them. At most 60 days. Answers at most 30 days.")),
    "receipt": (lazy("That something was wiped, never what"), lazy("We keep this.")),
    "daily_fact": (lazy("Counts for each day, without people"), lazy("We keep this.")),
    "hint": (lazy("That a form was suddenly asked a lot"), lazy("We keep this.")),
    "opening": (lazy("When the desk was open"), lazy("We keep this.")),
    "desk": (lazy("Name and hours of the desk"), lazy("As long as the desk exists.")),
    "roster": (lazy("Which helper was there on which day"), lazy("1 year.")),
    "reachable": (lazy("Which organisation could be called that day"), lazy("90 days.")),
    "local_partner": (lazy("Organisations we refer to, with their public telephone number"),
        lazy("Until the desk takes it off its list.")),
    "person": (lazy("First names and languages of the team"), lazy("Until 6 months after somebody leaves.")),
    "membership": (lazy("What somebody of the team may do"), lazy("Until 6 months after somebody leaves.")),
    "device": (lazy("Our own tablets and screens"), lazy("Until a device is cut off.")),
    "sign_in": (lazy("That somebody of the team is at work"), lazy("12 hours.")),
    "api_token": (lazy("Keys of our own machines"), lazy("Until they are withdrawn.")),
    "attempts": (lazy("Wrong PINs of the team"), lazy("24 hours.")),
    "one_time_link": (lazy("Links that let the team in once"), lazy("Until used, or at most 3 days.")),
    "audit_event": (lazy("Who of the team changed accounts and devices"), lazy("12 months.")),
    "tip": (lazy("Tips of helpers about a form"), lazy("Until they are declined.")),
    "card_mark": (lazy("That a card was withdrawn or checked"), lazy("We keep this.")),
    "card_report": (lazy("What a helper says is wrong in a card"), lazy("1 year after it was closed.")),
    "card_revision": (lazy("Other words in a card, and who of the team wrote them"), lazy("We keep this.")),
    "desk_note": (lazy("What is so at a desk: the fee, the hours"), lazy("Until the desk takes it away.")),
    "unmet_word": (lazy("Words that a search did not find. We read one only when it was typed on five days"),
        lazy("90 days after they were last typed.")),
    "form_state": (lazy("What you just typed, locked, when a form has an error"), lazy("5 minutes.")),
}  # fmt: skip
ABOUT_VISITORS = (
    "ticket",
    "period",
    "visit",
    "question",
    "draft",
    "slip",
    "form_state",
    "receipt",
    "daily_fact",
    "hint",
    "unmet_word",
)


def kept(*, about_visitors: bool) -> list[Kept]:
    """Every table of the metadata: those about visitors, or the others. Raises ``KeyError`` for a forgotten one."""
    tables = [name for name in SQLModel.metadata.tables if name in WORDS or name != "alembic_version"]
    chosen = [name for name in tables if (name in ABOUT_VISITORS) == about_visitors]
    order = {name: place for place, name in enumerate(WORDS)}
    return [Kept(name, *WORDS[name]) for name in sorted(chosen, key=lambda name: order[name])]
