"""Other words in a card: one person writes, another one publishes; every published revision stays.

Only words are changed here. A step or question more is written in the file, for everybody who uses the catalog.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlmodel import Session

from app import clock
from app.catalog import keys, queries
from app.catalog.loading import Catalog
from app.catalog.model import Card
from app.catalog.model.text import LINK, clean
from app.catalog.models import CardRevision, RevisionState
from app.catalog.overlay import Change, Words, dutch_of, newer_shipped, placed, words_now
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
    """One text of a card: what was shipped, what is in use now, what the draft says (without one the same)."""

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
        return mark_of_text(self.text) != self.was


def mark_of_text(text: str) -> str:
    """A short mark by which a page tells whether a text is still the one it showed."""
    return sha256(text.encode()).hexdigest()[:8]


def shipped_card(shipped: Catalog, slug: str) -> Card:
    """The card as it came. Raises ``NotFound``."""
    card = shipped.cards.get(slug)
    if card is None:
        raise NotFound(lazy("We have no card for this form."))
    return card


def draft_of(db: Session, slug: str, *, hold: bool = False) -> CardRevision | None:
    """What waits for a second person; with ``hold`` for who changes it."""
    return queries.open_revision(db, slug, RevisionState.DRAFT, hold=hold)


def published_of(db: Session, slug: str, *, hold: bool = False) -> CardRevision | None:
    """The revision in use; with ``hold`` for who changes it."""
    return queries.open_revision(db, slug, RevisionState.PUBLISHED, hold=hold)


def stand(draft: CardRevision | None, published: CardRevision | None) -> str:
    """Which words a page was made from: exactly this draft at this save, or else what was published."""
    if draft is not None:
        return f"{draft.code}:{draft.save_number}"
    return published.code if published is not None else ""


def _held_draft(db: Session, slug: str, based_on: str) -> CardRevision:
    """The draft that a page showed. Raises ``NotFound`` without one, ``Invalid`` when it is another one by now."""
    draft = draft_of(db, slug, hold=True)
    if draft is None:
        raise NotFound(lazy("There is no draft of this card any more."))
    if based_on != stand(draft, None):
        raise Invalid({"based_on": OTHERWISE})
    return draft


def history(db: Session, slug: str) -> list[CardRevision]:
    """What was once published, newest first."""
    return queries.history(db, slug)


def texts_now(card: Card, revision: CardRevision | None) -> dict[str, str]:
    """Every text of a card by key, with what a revision says instead."""
    now = dutch_of(card)
    words = words_now(card, as_change(revision)) if revision else {}
    return now | {key: text for key, text in words.items() if key in now}


def texts_of(card: Card, revision: CardRevision | None) -> dict[str, str]:
    """What a revision says otherwise than the card as it is shipped now."""
    before = dutch_of(card)
    return {key: text for key, text in texts_now(card, revision).items() if text != before[key]}


def keep_draft(
    db: Session, shipped: Catalog, by: str, *, slug: str, typed: Mapping[str, Typed], why: str, based_on: str
) -> CardRevision:
    """Keep what was typed, by key, as the draft of this card; nobody else sees it yet. ``by``: code of the person.

    ``based_on``: what her page was made from (``stand``). Raises ``Invalid`` by key for a text that cannot stand, and
    when somebody else saved or published meanwhile.
    """
    card, before = shipped_card(shipped, slug), dutch_of(shipped_card(shipped, slug))
    draft, published = draft_of(db, slug, hold=True), published_of(db, slug, hold=True)
    now = texts_now(card, draft or published)
    if based_on != stand(draft, published):
        raise Invalid({"based_on": OTHERWISE} | _written_by_both(now, typed))
    now |= {key: one.text for key, one in typed.items() if key in before and one.is_touched}
    texts = {key: text for key, text in now.items() if text != before[key]}
    if draft is None and texts == texts_of(card, published):
        raise Invalid({"": lazy("Nothing was changed.")})
    if wrong := _cannot_stand(shipped, texts) | _secret("why", why):
        raise Invalid(wrong)
    kept = [as_change(one) for one in (published, draft) if one is not None]
    draft = draft or CardRevision(card=slug, save_number=0)
    draft.save_number += 1
    draft.translations = _still_right(card, kept, texts)
    draft.texts, draft.base = texts, {key: before[key] for key in texts}
    draft.why, draft.changed_at = why, clock.now()
    draft.authors = sorted({*draft.authors, by})
    db.add(draft)
    return draft


def _written_by_both(now: Words, typed: Mapping[str, Typed]) -> dict[str, Message]:
    """The places where she wrote, and where something else stands now than her page showed."""
    return {
        key: lazy("Somebody else wrote here too.")
        for key, one in typed.items()
        if key in now and one.is_touched and mark_of_text(now[key]) != one.was and now[key] != one.text
    }


def _still_right(card: Card, changes: Sequence[Change], texts: Words) -> dict[str, dict[str, str]]:
    """Translations of these changes that were made for exactly the words that stand in ``texts``."""
    kept: dict[str, dict[str, str]] = {}
    for change in changes:
        where = placed(dutch_of(card), change)
        for language, words in change.translations.items():
            right = {where[k]: w for k, w in words.items() if texts.get(where.get(k, "")) == change.texts.get(k)}
            kept[language] = kept.get(language, {}) | right
    return {language: words for language, words in kept.items() if words}


def keep_translations(
    db: Session, shipped: Catalog, by: str, *, slug: str, language: str, typed: Mapping[str, str], based_on: str
) -> None:
    """The words of the draft in another language. Raises like ``keep_draft``."""
    shipped_card(shipped, slug)
    draft = _held_draft(db, slug, based_on)
    words = {key: text for key, text in typed.items() if key in draft.texts and text}
    if wrong := _cannot_stand(shipped, words):
        raise Invalid(wrong)
    draft.translations = {**draft.translations, language: words}
    draft.save_number += 1
    draft.authors = sorted({*draft.authors, by})
    db.add(draft)


def publish(db: Session, shipped: Catalog, by: SignedIn, code: str, *, slug: str, based_on: str) -> None:
    """From now on these words stand everywhere. ``code``: that of the person who read it.

    Raises ``NotAllowed`` for who wrote in it, ``Invalid`` when it changed after she read it, ``NotFound`` without one.
    """
    shipped_card(shipped, slug)
    draft, published = _held_draft(db, slug, based_on), published_of(db, slug, hold=True)
    if code in draft.authors:
        raise NotAllowed(NOT_ALONE)
    if published is not None:
        published.state, published.open_as = RevisionState.REPLACED, None
        db.add(published)
        db.flush()
    draft.state, draft.open_as = RevisionState.PUBLISHED, RevisionState.PUBLISHED.value
    draft.published_by, draft.published_at = by.person_id, clock.now()
    db.add(draft)
    audit.note(db, "card_published", by=by.person_id, about=slug)
    tell(db, *NEWS)


def drop_draft(db: Session, by: SignedIn, *, slug: str, based_on: str) -> None:
    """Not like this. The words stay in the history of the database, in nobody's way. Raises like ``publish``."""
    draft = _held_draft(db, slug, based_on)
    draft.state, draft.open_as = RevisionState.DROPPED, None
    db.add(draft)
    audit.note(db, "card_dropped", by=by.person_id, about=slug)


def differences(card: Card, published: CardRevision | None, draft: CardRevision | None) -> list[Difference]:
    """In the order of the card: with a draft, the places it changes; without, those that are not as shipped."""
    shipped, in_use = dutch_of(card), texts_now(card, published)
    wanted = texts_now(card, draft) if draft is not None else in_use
    newer = newer_shipped(card, as_change(published)) if published else {}
    before = in_use if draft is not None else shipped
    return [
        Difference(key, text, in_use[key], wanted[key], newer.get(key))
        for key, text in shipped.items()
        if before[key] != wanted[key]
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
        for revision in queries.published_revisions(db)
        if revision.card in shipped.cards
    }
    return {slug: places for slug, places in found.items() if places}


def too_hard(card: Card, draft: CardRevision) -> list[str]:
    """The texts of the draft that are harder to read than their reader can take, for whoever reads it before us."""
    read_by = {text.key: text.profile for text, _key, _spot in keys.walk(card, f"{card.slug}:")}
    texts = texts_now(card, draft)
    changed = [key for key in draft.texts if key in read_by]
    return [texts[key] for key in changed if any(faults_of_text(texts[key], read_by[key], "nl"))]
