"""Plain words, measured: what a reader of kiosk, page or helper's text can be asked to read.

Words of a form or letter stand between quotation marks and are left out of the measure: they are not ours to change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.catalog.model.text import Profile
from app.catalog.office_words import AMOUNTS, KNOWN_ACRONYMS, OFFICE_WORDS, PASSIVE, SHORTENED, WRONG_YOU

MEASURED = ("nl", "fr", "en")


@dataclass(frozen=True)
class Limits:
    """What one reader can take."""

    hardest_sentence: int
    mean_sentence: int
    paragraph: int
    flesch: dict[str, int]
    """floor of the reading ease per language, for texts of a hundred words or more"""
    long_words: int
    """how many words in a hundred may have four syllables or more"""


LIMITS: dict[Profile, Limits] = {
    "kiosk": Limits(10, 6, 20, {"nl": 75, "fr": 75, "en": 80}, 8),
    "visitor": Limits(15, 10, 45, {"nl": 70, "fr": 70, "en": 75}, 10),
    "volunteer": Limits(20, 13, 80, {"nl": 60, "fr": 60, "en": 65}, 14),
}
ENOUGH_WORDS = 100
MOST_PASSIVE = 0.10

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|‘[^’]*’|\"[^\"]*\"")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?|\d[\d.,:]*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_CAPITALS = re.compile(r"\b[A-ZÀ-Þ]{2,}\b")
_DIGIT_DATE = re.compile(r"\b\d{1,2}/\d{1,2}(/\d{2,4})?\b")
_VOWELS = {"nl": "aeiouyàáâäèéêëìíîïòóôöùúûü", "fr": "aeiouyàâäéèêëîïôöùûüœ", "en": "aeiouy"}
_MUTE_END = {"fr": re.compile(r"(?:es|ent|e)$"), "en": re.compile(r"(?:es|ed|e)$")}


def plain(text: str) -> str:
    """The text without markup, quoted words and list marks."""
    text = _LINK.sub(r"\1", text).replace("**", "")
    text = re.sub(r"(?m)^- ", "", text)
    return _QUOTED.sub("woord", text)


def words(text: str) -> list[str]:
    """The words of a plain text."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a plain text; a line of a list is one."""
    return [part.strip() for part in _SENTENCE_END.split(text) if words(part)]


def syllables(word: str, language: str) -> int:
    """How many times the voice opens; a close guess, good enough for a mean over a hundred words."""
    small = word.lower()
    if language == "nl":
        small = small.replace("ij", "y")
        small = re.sub("[ëïöü]", "|a", small)
    else:
        ending = _MUTE_END[language]
        small = ending.sub("", small) if len(small) > 3 else small
    return max(1, len(re.findall(f"[{_VOWELS[language]}]+", small)))


def reading_ease(text: str, language: str) -> float:
    """Flesch in the form of Douma (nl), Kandel and Moles (fr), or the first one (en): higher is easier."""
    found = words(text)
    per_word = sum(syllables(word, language) for word in found) / len(found)
    per_sentence = len(found) / len(sentences(text))
    if language == "nl":
        return 206.8 - 77 * per_word - 0.93 * per_sentence
    if language == "fr":
        return 207 - 73.6 * per_word - 1.015 * per_sentence
    return 206.835 - 84.6 * per_word - 1.015 * per_sentence


def faults_of_text(text: str, profile: Profile, language: str) -> Iterator[str]:
    """What is too hard in one text, in words for its writer."""
    limits, said = LIMITS[profile], plain(text)
    for sentence in sentences(said):
        if (length := len(words(sentence))) > limits.hardest_sentence:
            yield f"a sentence of {length} words (at most {limits.hardest_sentence}): “{sentence[:60]}…”"
        if language == "nl" and profile == "kiosk" and PASSIVE.search(sentence):
            yield f"passive: “{sentence[:60]}”. Say who does it"
    for paragraph in re.split(r"\n\s*\n", said):
        if (length := len(words(paragraph))) > limits.paragraph:
            yield f"a paragraph of {length} words (at most {limits.paragraph})"
    yield from _hard_words(said, language)


def _hard_words(said: str, language: str) -> Iterator[str]:
    for pattern, what in (
        (SHORTENED[language], "is an abbreviation: write it in full"),
        (OFFICE_WORDS[language], "is an office word: say it as you would say it at the table"),
        (WRONG_YOU[language], "is the wrong 'you': je in Dutch, vous in French"),
        (AMOUNTS, "is an amount: make it a fact in _shared/facts.yaml, with its dates"),
        (_DIGIT_DATE, "is a date in digits: write the month as a word"),
    ):
        if pattern and (found := pattern.search(said)):
            yield f"'{found[0]}' {what}"
    bracketed = "".join(re.findall(r"\([^)]*\)", said))
    for capitals in _CAPITALS.findall(said):
        if capitals not in KNOWN_ACRONYMS and capitals not in bracketed:
            yield f"'{capitals}' is not explained: write the words, then ({capitals})"


def faults_of_whole(texts: list[str], profile: Profile, language: str) -> Iterator[str]:
    """What is too hard in all texts of one card for one reader, taken together."""
    limits = LIMITS[profile]
    said = "\n".join(plain(text) for text in texts)
    found, parts = words(said), sentences(said)
    if not parts:
        return
    if (mean := len(found) / len(parts)) > limits.mean_sentence:
        yield f"sentences of {mean:.1f} words in the mean (at most {limits.mean_sentence})"
    if len(found) < ENOUGH_WORDS:
        return
    if (ease := reading_ease(said, language)) < limits.flesch[language]:
        yield f"reading ease {ease:.0f} (at least {limits.flesch[language]}): use shorter words"
    hard = [word for word in found if syllables(word, language) >= 4]
    if (share := 100 * len(hard) / len(found)) > limits.long_words:
        most = ", ".join(sorted(set(hard), key=hard.count, reverse=True)[:6])
        yield f"{share:.0f} long words in a hundred (at most {limits.long_words}): {most}"
    passive = sum(1 for part in parts if PASSIVE.search(part)) if language == "nl" else 0
    if passive / len(parts) > MOST_PASSIVE:
        yield f"{passive} of {len(parts)} sentences are passive: say who does it"
