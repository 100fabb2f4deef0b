"""Finds what must not be kept in free text: national numbers, accounts, cards, codes, phones, e-mail addresses."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from phonenumbers import PhoneNumberMatcher
from stdnum import iban, luhn
from stdnum.be import bis, nn

from app.errors import Invalid
from app.i18n import _, format_list, lazy

GAP = r"[ .\-/·]{0,2}"
NATIONAL = re.compile(rf"(?<!\d)(?=((?:\d{GAP}){{10}}\d)(?!\d))")
CARD = re.compile(r"(?<!\d)(?=((?:[3-6])(?:[ \-.]?\d){12,18})(?!\d))")
ACCOUNT = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2}\d{2}(?:[ .\-]?[A-Za-z0-9]){11,30})")
ACCOUNT_LENGTHS = range(15, 35)
EMAIL = re.compile(r"[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[^\W\d_]{2,}")
CODE_WORDS = (
    "pin", "pincode", "pin-code", "code", "puk", "geheime code", "toegangscode", "veiligheidscode", "cvc", "cvv",
    "code secret", "code pin", "codes", "الرمز", "رمز", "الرقم السري",
)  # fmt: skip
SECRET_WORDS = ("wachtwoord", "paswoord", "password", "mot de passe", "كلمة السر", "كلمة المرور")
CODE = re.compile(
    rf"(?<!\w)(?:{'|'.join(CODE_WORDS)})(?!\w)\W{{0,3}}(?:\w{{1,8}}\W{{1,3}}){{0,2}}?(\d[\d ]{{2,7}}\d)(?!\d)"
)
CARD_CODE = re.compile(r"(?<!\w)cv[cv]2?(?!\w)\W{0,3}(?:is\W|est\W)?(\d{3,4})(?!\d)")
SECRET = re.compile(rf"(?<!\w)(?:{'|'.join(SECRET_WORDS)})\s*(?:is|est|=|:|هي)\s*(\S{{4,}})")
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


def _plain(text: str) -> tuple[str, list[int]]:
    """The text with every digit western and nothing invisible, and where each sign came from."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if unicodedata.category(sign) == "Cf":
            continue
        for plain in unicodedata.normalize("NFKC", sign):
            digit = unicodedata.decimal(plain, None)
            signs.append(str(digit) if digit is not None else plain)
            places.append(place)
    places.append(len(text))
    return "".join(signs), places


def _national(text: str) -> Iterator[tuple[int, int]]:
    for match in NATIONAL.finditer(text):
        number = re.sub(r"\D", "", match[1])
        if nn.is_valid(number) or bis.is_valid(number):
            yield match.start(1), match.end(1)


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for match in CARD.finditer(text):
        if luhn.is_valid(re.sub(r"\D", "", match[1])):
            yield match.start(1), match.end(1)


def _accounts(text: str) -> Iterator[tuple[int, int]]:
    for match in ACCOUNT.finditer(text):
        ends = [i + 1 for i, sign in enumerate(match[1]) if sign.isalnum()]
        for length in ACCOUNT_LENGTHS:
            if length <= len(ends) and iban.is_valid(match[1][: ends[length - 1]], check_country=False):
                yield match.start(1), match.start(1) + ends[length - 1]
                break


def _of(pattern: re.Pattern[str], group: int) -> Finder:
    def find(text: str) -> Iterator[tuple[int, int]]:
        for match in pattern.finditer(text.lower()):
            yield match.start(group), match.end(group)

    return find


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in PhoneNumberMatcher(text, "BE"):
        yield match.start, match.end


FINDERS: Sequence[tuple[str, Finder]] = (
    ("national_number", _national),
    ("iban", _accounts),
    ("card", _cards),
    ("code", _of(CODE, 1)),
    ("code", _of(CARD_CODE, 1)),
    ("code", _of(SECRET, 1)),
    ("email", _of(EMAIL, 0)),
    ("phone", _phones),
)


def find_secrets(text: str) -> list[Finding]:
    """What in this text must not be kept, in the order of the text, never overlapping.

    Knows Belgian national and bis numbers by their check digits, accounts (IBAN), payment cards (Luhn), a code beside
    its word in Dutch, French, English or Arabic, phone numbers and e-mail addresses; spaced, dotted, in Arabic digits
    or with invisible signs between.
    """
    plain, places = _plain(text)
    found: list[Finding] = []
    for kind, finder in FINDERS:
        for start, end in finder(plain):
            item = Finding(kind, places[start], places[end - 1] + 1)
            if all(item.end <= other.start or item.start >= other.end for other in found):
                found.append(item)
    return sorted(found, key=lambda item: item.start)


def remove_secrets(text: str, *, by: str = PLACEHOLDER, but: frozenset[str] = frozenset()) -> str:
    """The text with each finding replaced, by empty boxes unless told; ``but`` names kinds that stay."""
    for item in reversed(find_secrets(text)):
        if item.kind not in but:
            text = text[: item.start] + by + text[item.end :]
    return text


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
