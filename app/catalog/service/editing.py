"""Other words in a card: one person writes, another one publishes; every published revision stays.

Only words are changed here. A step or question more is written in the file, for everybody who uses the catalog.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from sqlmodel import Session

from app import clock
from app.catalog import keys, queries
from app.catalog.loading import Catalog
from app.catalog.model import Card
from app.catalog.model.text import LINK, clean
from app.catalog.models import CardRevision, RevisionState
from app.catalog.overlay import Change, Words, dutch_of, newer_shipped
from app.catalog.readability import faults_of_text
from app.catalog.service.care import NEWS, refuse_secrets
from app.catalog.words import WHOLE
from app.db import tell
from app.errors import Invalid, Message, NotAllowed, NotFound
from app.i18n import lazy
from app.staff.access import SignedIn
from app.staff.service import audit

LONGEST = 600
OTHERWISE = lazy("Somebody else changed this card while you were typing. Look at both, and keep once more.")
NOT_ALONE = lazy("Somebody else must read it first: who wrote in it cannot publish it.")


@dataclass(frozen=True)
class Difference:
    """One text of a card: what was shipped, what is in use now, what the draft says."""

    key: str
    shipped: str
    in_use: str
    draft: str
    newer: str | None = None
    """the shipped text when it became another one after it was changed here"""


@dataclass(frozen=True)
class Typed:
    """What was typed for one text, and the mark of what stood there when the page was made."""

    text: str
    was: str

    @property
    def is_touched(self) -> bool:
        """Whether somebody wrote here; what she left alone may have been changed by somebody else."""
        return mark_of(self.text) != self.was


def mark_of(text: str) -> str:
    """A short mark by which a page tells whether a text is still the one it showed."""
    return sha256(text.encode()).hexdigest()[:8]


def shipped_card(shipped: Catalog, slug: str) -> Card:
    """The card as it came. Raises ``NotFound``."""
    card = shipped.cards.get(slug)
    if card is None:
        raise NotFound(lazy("We have no card for this form."))
    return card


def draft_of(db: Session, slug: str) -> CardRevision | None:
    """What waits for a second person."""
    return queries.open_revision(db, slug, RevisionState.DRAFT)


def published_of(db: Session, slug: str) -> CardRevision | None:
    """The revision in use."""
    return queries.open_revision(db, slug, RevisionState.PUBLISHED)


def history(db: Session, slug: str) -> list[CardRevision]:
    """What was once published, newest first."""
    return queries.history(db, slug)


def texts_now(card: Card, revision: CardRevision | None) -> dict[str, str]:
    """Every text of a card by key, with what a revision says instead."""
    now = dutch_of(card)
    return now | {key: text for key, text in (revision.texts if revision else {}).items() if key in now}


def keep_draft(
    db: Session, shipped: Catalog, by: SignedIn, *, slug: str, typed: Mapping[str, Typed], why: str, based_on: int
) -> CardRevision:
    """Keep what was typed, by key, as the draft of this card; nobody else sees it yet.

    ``based_on``: the save number her page was made from, 0 when there was no draft. Raises ``Invalid`` by key for a
    text that cannot stand, and when somebody else saved meanwhile.
    """
    card = shipped_card(shipped, slug)
    draft, published = draft_of(db, slug), published_of(db, slug)
    if based_on != (draft.save_number if draft else 0):
        raise Invalid({"based_on": OTHERWISE} | _written_by_both(texts_now(card, draft or published), typed))
    before = dutch_of(card)
    texts = {key: one.text for key, one in typed.items() if key in before and one.text != before[key]}
    if wrong := _cannot_stand(shipped, texts) | _secret("why", why):
        raise Invalid(wrong)
    draft = draft or CardRevision(card=slug, save_number=0)
    draft.save_number += 1
    draft.translations = _still_right((published, draft), texts)
    draft.texts, draft.base = texts, {key: before[key] for key in texts}
    draft.why, draft.changed_at = why, clock.now()
    draft.authors = sorted({*draft.authors, by.person_id})
    db.add(draft)
    return draft


def _written_by_both(stand: Words, typed: Mapping[str, Typed]) -> dict[str, Message]:
    """The places where she wrote, and where something else stands now than her page showed."""
    return {
        key: lazy("Somebody else wrote here too.")
        for key, one in typed.items()
        if key in stand and one.is_touched and mark_of(stand[key]) != one.was and stand[key] != one.text
    }


def _still_right(revisions: tuple[CardRevision | None, ...], texts: Words) -> dict[str, dict[str, str]]:
    """Translations of these revisions that were made for exactly the words that stand in ``texts``."""
    kept: dict[str, dict[str, str]] = {}
    for revision in (one for one in revisions if one is not None):
        for language, words in revision.translations.items():
            right = {k: word for k, word in words.items() if k in texts and revision.texts.get(k) == texts[k]}
            kept[language] = kept.get(language, {}) | right
    return {language: words for language, words in kept.items() if words}


def keep_translations(
    db: Session, shipped: Catalog, by: SignedIn, *, slug: str, language: str, typed: Mapping[str, str], based_on: int
) -> None:
    """The words of the draft in another language. Raises like ``keep_draft``."""
    shipped_card(shipped, slug)
    draft = draft_of(db, slug)
    if draft is None:
        raise NotFound(lazy("There is no draft of this card any more."))
    if based_on != draft.save_number:
        raise Invalid({"based_on": OTHERWISE})
    words = {key: text for key, text in typed.items() if key in draft.texts and text}
    if wrong := _cannot_stand(shipped, words):
        raise Invalid(wrong)
    draft.translations = {**draft.translations, language: words}
    draft.save_number += 1
    draft.authors = sorted({*draft.authors, by.person_id})
    db.add(draft)


def publish(db: Session, shipped: Catalog, by: SignedIn, *, slug: str, based_on: int) -> None:
    """From now on these words stand everywhere.

    Raises ``NotAllowed`` for who wrote in it, ``Invalid`` when it changed after she read it, ``NotFound`` without one.
    """
    shipped_card(shipped, slug)
    draft, published = draft_of(db, slug), published_of(db, slug)
    if draft is None:
        raise NotFound(lazy("There is no draft of this card any more."))
    if by.person_id in draft.authors:
        raise NotAllowed(NOT_ALONE)
    if based_on != draft.save_number:
        raise Invalid({"based_on": OTHERWISE})
    if published is not None:
        published.state, published.open_as = RevisionState.REPLACED, None
        db.add(published)
        db.flush()
    draft.state, draft.open_as = RevisionState.PUBLISHED, RevisionState.PUBLISHED.value
    draft.published_by, draft.published_at = by.person_id, clock.now()
    db.add(draft)
    audit.note(db, "card_published", by=by.person_id, about=slug)
    tell(db, *NEWS)


def drop_draft(db: Session, by: SignedIn, *, slug: str) -> None:
    """Not like this. The words stay in the history of the database, in nobody's way. Raises ``NotFound``."""
    draft = draft_of(db, slug)
    if draft is None:
        raise NotFound(lazy("There is no draft of this card any more."))
    draft.state, draft.open_as = RevisionState.DROPPED, None
    db.add(draft)
    audit.note(db, "card_dropped", by=by.person_id, about=slug)


def differences(card: Card, published: CardRevision | None, draft: CardRevision | None) -> list[Difference]:
    """Every place that differs from the card as it was shipped, in the order of the card."""
    shipped, in_use = dutch_of(card), texts_now(card, published)
    wanted = texts_now(card, draft) if draft is not None else in_use
    newer = newer_shipped(card, as_change(published)) if published else {}
    return [
        Difference(key, text, in_use[key], wanted[key], newer.get(key))
        for key, text in shipped.items()
        if text != wanted[key] or text != in_use[key]
    ]


def as_change(revision: CardRevision) -> Change:
    """A revision as the overlay takes it."""
    return Change(revision.code, revision.texts, revision.translations, revision.base)


def _secret(field: str, text: str) -> dict[str, Message]:
    try:
        refuse_secrets(field, text)
    except Invalid as wrong:
        return dict(wrong.fields)
    return {}


def _cannot_stand(shipped: Catalog, texts: Words) -> dict[str, Message]:
    """Key → what is wrong with a text that no card may hold."""
    wrong: dict[str, Message] = {}
    for key, text in texts.items():
        try:
            if clean(text) != text or len(text) > LONGEST:
                wrong[key] = lazy("This text is too long, or begins or ends with a space.")
        except ValueError:
            wrong[key] = lazy("Plain words only: no HTML, and not empty.")
            continue
        if not all(_leads_somewhere(shipped, target) for target in LINK.findall(text)):
            wrong[key] = lazy("A link leads to a card of ours, or to an address that begins with https://.")
        wrong |= _secret(key, text)
    return wrong


def _leads_somewhere(shipped: Catalog, target: str) -> bool:
    card = target.removeprefix("card:")
    return card in shipped.cards if card != target else target.startswith("https://")


def parts_of(card: Card) -> dict[str, list[tuple[str, str, str]]]:
    """The texts of a card for an edit page: part → key, Dutch, reader; what stands by itself goes first, together."""
    parts: dict[str, list[tuple[str, str, str]]] = {WHOLE: []}
    for text, key, spot in keys.walk(card, f"{card.slug}:"):
        parts.setdefault(str(spot[0]) if len(spot) > 1 else WHOLE, []).append((key, text.nl, text.profile))
    return parts


def with_newer_shipped(db: Session, shipped: Catalog) -> dict[str, int]:
    """Slug → in how many places a newer shipped card says something else than what was changed here."""
    found = {
        revision.card: len(newer_shipped(shipped.cards[revision.card], as_change(revision)))
        for revision in queries.published(db)
        if revision.card in shipped.cards
    }
    return {slug: places for slug, places in found.items() if places}


def too_hard(card: Card, draft: CardRevision) -> dict[str, list[str]]:
    """Key → what makes a text of the draft too hard to read, for who wrote it and for the second person."""
    read_by = {text.key: text.profile for text, _key, _spot in keys.walk(card, f"{card.slug}:")}
    found = {key: list(faults_of_text(text, read_by[key], "nl")) for key, text in draft.texts.items() if key in read_by}
    return {key: faults for key, faults in found.items() if faults}
