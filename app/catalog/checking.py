"""What keeps the catalog from being good enough to use: too hard to read, not translated, out of date, no free way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.catalog import keys
from app.catalog.loading import Catalog
from app.catalog.model import Card, Text
from app.catalog.model.text import Profile, clean
from app.catalog.readability import MEASURED, faults_of_text, faults_of_whole

# In these a visitor finds of every card what it is and what to bring, and she can walk through the most asked ones.
FIRST_LANGUAGES = ("ar", "tr", "uk")
FIRST_PARTS = ("title", "in_one_sentence", "what_is_it", "bring")
WHOLE = ("_topics", "_documents", "_triage")
WHOLE_IN_ARABIC = ("verhoogde-tegemoetkoming", "brief-lezen", "_fields")
MOST_ASKED = (
    "leefloon", "schooltoeslag", "startbedrag", "studietoelage", "verhoogde-tegemoetkoming", "sociaal-tarief-energie",
    "sociale-huurwoning", "huurpremie", "belastingaangifte", "afbetalingsplan", "adreswijziging",
    "uitpas-kansentarief", "juridische-tweedelijnsbijstand", "werkloosheidsuitkering", "ziekte-melden",
    "tegemoetkoming-handicap", "digitale-sleutel", "identiteitskaart", "schoolinschrijving", "brief-lezen",
)  # fmt: skip
_STEP_WORDS = re.compile(r"step\.\w+\.(?:title|show)")


@dataclass(frozen=True)
class Finding:
    """One thing to mend. ``key`` is the place of a text (``leefloon:step.income.say``), or a card, or a fact."""

    owner: str
    key: str
    language: str
    what: str

    def __str__(self) -> str:
        return f"{self.key} [{self.language}]: {self.what}"


def is_needed(owner: str, text: Text, language: str) -> bool:
    """Whether a text must exist in a language: all of them in nl, fr and en, the visitor's first ones in ar, tr, uk."""
    if language in MEASURED:
        return True
    if language not in FIRST_LANGUAGES or text.profile == "volunteer":
        return False
    if owner in WHOLE or (language == "ar" and owner in WHOLE_IN_ARABIC):
        return True
    part = text.key.removeprefix(f"{owner}:")
    if owner in MOST_ASKED and _STEP_WORDS.fullmatch(part):
        return True
    return not owner.startswith("_") and part.split(".")[0] in FIRST_PARTS


def findings(catalog: Catalog, *, day: date, owner: str = "", language: str = "") -> list[Finding]:
    """Everything to mend in the catalog, or in one card or shared list (``_fields``), or in one language."""
    found: list[Finding] = []
    for name, value in catalog.owners().items():
        if owner and name != owner:
            continue
        texts = [text for text, _key, _spot in keys.walk(value, f"{name}:")]
        for code in (*MEASURED, *FIRST_LANGUAGES):
            if not language or code == language:
                found += _translation_findings(catalog, name, texts, code)
                found += _reading_findings(catalog, name, texts, code)
        if isinstance(value, Card):
            found += _card_findings(value, day)
    return found


def completeness(catalog: Catalog, language: str) -> tuple[int, int]:
    """How many of the texts needed in a language stand there, up to date; and how many are needed."""
    needed = [
        text
        for name, value in catalog.owners().items()
        for text, _key, _spot in keys.walk(value, f"{name}:")
        if is_needed(name, text, language)
    ]
    return sum(catalog.say(text, language).state == "current" for text in needed), len(needed)


def _translation_findings(catalog: Catalog, owner: str, texts: list[Text], language: str) -> Iterator[Finding]:
    words = {"missing": "is not translated yet", "stale": "the Dutch changed after it was translated"}
    for text in texts:
        said = catalog.say(text, language)
        if said.state != "current" and is_needed(owner, text, language):
            yield Finding(owner, text.key, language, words[said.state])
        try:
            clean(said.text)
        except ValueError as problem:  # the Dutch was looked at when the card was read; a translation is not
            yield Finding(owner, text.key, language, str(problem))


def _reading_findings(catalog: Catalog, owner: str, texts: list[Text], language: str) -> Iterator[Finding]:
    if language not in MEASURED:
        return
    by_profile: dict[Profile, list[str]] = {}
    for text in texts:
        said = catalog.say(text, language)
        if said.language != language:
            continue
        by_profile.setdefault(text.profile, []).append(said.text)
        for fault in faults_of_text(said.text, text.profile, language):
            yield Finding(owner, text.key, language, fault)
    for profile, whole in by_profile.items():
        for fault in faults_of_whole(whole, profile, language):
            yield Finding(owner, f"{owner} ({profile})", language, fault)


def _card_findings(card: Card, day: date) -> Iterator[Finding]:
    if not any(way.for_everybody for way in card.ways) and card.no_free_way is None:
        what = "every way needs a login, a smartphone or e-mail; add one that does not, or say so in 'no_free_way'"
        yield Finding(card.slug, card.slug, "nl", what)
    if card.next_check < day:
        yield Finding(card.slug, card.slug, "nl", f"had to be checked again on {card.next_check.isoformat()}")
