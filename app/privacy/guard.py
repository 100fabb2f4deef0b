"""Finds what must not be kept in free text: national numbers, accounts, cards, codes, phones, e-mail addresses."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from phonenumbers import PhoneNumberMatcher

from app.errors import Invalid
from app.i18n import _, format_list, lazy
from app.privacy import codes_in_text, numbers_in_text
from app.privacy.plain_text import plain_copy

# A whole word each time, and no word is looked at twice: a long one costs no more than its length.
EMAIL = re.compile(r"(?<![^\s@<>,;:()])[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[^\W\d_]{2,}")
PLACEHOLDER = "▢▢▢"

Finder = Callable[[str], Iterator[tuple[int, int]]]

KIND_WORDS = {
    "national_number": lazy("a national number"),
    "iban": lazy("an account number"),
    "card": lazy("a card number"),
    "code": lazy("a PIN or password"),
    "phone": lazy("a phone number"),
    "email": lazy("an e-mail address"),
}


@dataclass(frozen=True)
class Finding:
    """``kind``: national_number, iban, card, code, phone or email; ``start`` and ``end`` in the text as given."""

    kind: str
    start: int
    end: int


def _emails(text: str) -> Iterator[tuple[int, int]]:
    for match in EMAIL.finditer(text):
        yield match.span()


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in PhoneNumberMatcher(text, "BE"):
        yield match.start, match.end


FINDERS: Sequence[tuple[str, Finder]] = (
    ("iban", numbers_in_text.accounts),
    ("card", numbers_in_text.payment_cards),
    ("national_number", numbers_in_text.national_numbers),
    ("code", codes_in_text.codes),
    ("code", codes_in_text.card_codes),
    ("code", codes_in_text.answers_of_readers),
    ("code", codes_in_text.passwords),
    ("email", _emails),
    ("phone", _phones),
)


def find_secrets(text: str) -> list[Finding]:
    """What in this text must not be kept, in the order of the text, never overlapping.

    Knows Belgian national and bis numbers by their check digits, accounts (IBAN), payment cards (Luhn), a code or
    password beside its word in Dutch, French, English, Arabic or Turkish, phone numbers and e-mail addresses; with up
    to three signs between two digits, in digits of any script, under marks or with invisible signs between.
    """
    plain, places = plain_copy(text)
    spans = [(*span, rank) for rank, (_kind, finder) in enumerate(FINDERS) for span in finder(plain)]
    found = [(places[start], places[end - 1] + 1, rank) for start, end, rank in _merged(spans)]
    return [Finding(FINDERS[rank][0], start, end) for start, end, rank in found]


def _merged(spans: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """In the order of the text; those that overlap are one, named after the finder that comes first."""
    ordered = sorted(spans)
    for at, (start, end, rank) in enumerate(ordered):
        if at + 1 < len(ordered) and ordered[at + 1][0] < end:
            after = ordered[at + 1]
            ordered[at + 1] = (start, max(end, after[1]), min(rank, after[2]))
        else:
            yield start, end, rank


def remove_secrets(text: str, *, by: str = PLACEHOLDER, but: frozenset[str] = frozenset()) -> str:
    """The text with each finding replaced, by empty boxes unless told; ``but`` names kinds that stay."""
    parts, place = list[str](), 0
    for item in find_secrets(text):
        if item.kind not in but:
            parts += (text[place : item.start], by)
            place = item.end
    return "".join([*parts, text[place:]])


def explain(findings: Sequence[Finding]) -> str:
    """Why this was refused, naming the kinds and never the value."""
    return explain_kinds(list(dict.fromkeys(item.kind for item in findings)))


def explain_kinds(kinds: Sequence[str]) -> str:
    """The same for kinds of `KIND_WORDS`."""
    what = format_list([str(KIND_WORDS[kind]) for kind in kinds])
    return _("This looks like %(what)s. We never keep that. Take it out, and write it on paper only.") % {"what": what}


def refuse_secrets(field: str, text: str, *, but: frozenset[str] = frozenset()) -> None:
    """Raises ``Invalid`` on ``field`` when the text holds something we never keep; ``but`` names kinds that may."""
    if found := [item for item in find_secrets(text) if item.kind not in but]:
        raise Invalid({field: explain(found)})
