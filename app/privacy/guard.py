"""Finds what must not be kept in free text: national numbers, accounts, cards, codes, phones, e-mail addresses."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from phonenumbers import PhoneNumberMatcher
from stdnum import iban, luhn
from stdnum.be import bis, nn

from app.errors import Invalid
from app.i18n import _, format_list, lazy

# Between two signs of a number: whatever people put there, and whoever wants to get past us.
GAP = r"[\W_]{0,3}"
NATIONAL = re.compile(rf"(?<!\d)(?=(\d(?:{GAP}\d){{10}})(?!\d))")
CARD = re.compile(rf"(?<!\d)(?=([3-6](?:{GAP}\d){{12,18}}))")
CARD_LENGTHS = range(13, 20)
ACCOUNT = re.compile(rf"(?<![^\W_])(?=([a-z]{GAP}[a-z]{GAP}\d{GAP}\d(?:{GAP}[a-z0-9]){{11,30}}))")
ACCOUNT_LENGTHS = range(15, 35)
EMAIL = re.compile(r"[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[^\W\d_]{2,}")
DIGITS = r"(?<!\d)(\d(?:[ .\-]{0,2}\d){3,7})(?!\d|[.,]\d|[ .]?(?:€|eur))"
# A day, and the number of a box on the tax form: 1250-11.
NO_SECRET = re.compile(r"\d{4}-\d\d|\d{1,2}[ .\-]{1,2}\d{1,2}[ .\-]{1,2}\d{4}|\d{4}-\d\d-\d\d")
# Nothing else is ever told beside these words; a "code" stands on every envelope.
PIN_WORDS = (
    "pin", "p.i.n.", "pincode", "pin-code", "pin code", "puk", "pukcode", "kaartcode", "bankcode", "geheime code",
    "toegangscode", "veiligheidscode", "itsme-code", "itsme code", "code itsme", "response", "respons", "digipass",
    "code secret", "code pin", "pin kodu", "şifre", "şifresi", "şifrem", "الرقم السري", "رمز", "الرمز",
)  # fmt: skip
CODE_WORDS = ("code", "cvc", "cvv", "kod")
NO_CODE = r"(?!\W{0,3}(?:postal|postale|postaux|nace|naf|nis|barre|civil|pénal))"
SECRET_WORDS = (
    "wachtwoord", "paswoord", "password", "passwort", "passwd", "mot de passe", "parola", "كلمة السر", "كلمة المرور",
)  # fmt: skip
SHORT_SECRET_WORDS = ("ww", "pwd", "mdp")
IS = r"(?:is|was|c.est|est|=|:|هي|هو)"


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


CODES = (
    re.compile(rf"(?<!\w){_any(PIN_WORDS)}(?!\w)\W{{0,3}}(?:[^\W\d_]{{1,14}}\W{{1,3}}){{0,5}}?{DIGITS}"),
    re.compile(
        rf"(?<!\w)(?<!nace-)(?<!nis-){_any(CODE_WORDS)}(?!\w){NO_CODE}\W{{0,3}}(?:[^\W\d_]{{1,8}}\W{{1,3}}){{0,2}}?{DIGITS}"
    ),
    re.compile(rf"{DIGITS}\W{{0,3}}{IS}\W{{0,3}}(?:[^\W\d_]{{1,8}}\W{{1,3}}){{0,2}}?{_any(PIN_WORDS)}(?!\w)"),
    re.compile(r"(?<!\w)cv[cv]2?(?!\w)\W{0,3}(?:is\W|est\W)?(\d{3,4})(?!\d)"),
)
SECRETS = (
    re.compile(rf"(?<!\w){_any(SECRET_WORDS)}\s*{IS}\s*(\S{{4,}})"),
    re.compile(rf"(?<!\w){_any(SHORT_SECRET_WORDS)}\s*[=:]\s*(\S{{4,}})"),
    # Without "is", or with words between, only what no word looks like.
    re.compile(
        rf"(?<!\w){_any((*SECRET_WORDS, *SHORT_SECRET_WORDS))}(?!\w)(?:\W{{1,3}}[^\W\d_]{{1,12}}){{0,4}}?\W{{1,3}}"
        r"((?=\S*\d)(?=\S*[^\W\d_])\S{5,})"
    ),
)
AMEX_GROUPS = [4, 6, 5]
MINUS = "\N{MINUS SIGN}"
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


def _as_seen(sign: str) -> str:
    """One sign as an eye takes it: small, western digits, one kind of dash and blank, without marks laid upon it."""
    seen = []
    for one in unicodedata.normalize("NFKC", sign).lower():
        kind, digit = unicodedata.category(one), unicodedata.decimal(one, None)
        if kind in ("Mn", "Me", "Cf"):
            continue
        if digit is not None:
            seen.append(str(digit))
        elif kind == "Pd" or one == MINUS:
            seen.append("-")
        else:
            seen.append(" " if one.isspace() else one)
    return "".join(seen)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text as it is seen, and where each of its signs came from."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for seen in _as_seen(sign):
            signs.append(seen)
            places.append(place)
    places.append(len(text))
    return "".join(signs), places


def _national(text: str) -> Iterator[tuple[int, int]]:
    for match in NATIONAL.finditer(text):
        number = re.sub(r"\D", "", match[1])
        if nn.is_valid(number) or bis.is_valid(number):
            yield match.start(1), match.end(1)


def _ends(written: str) -> list[int]:
    """Where each letter or digit of it ends."""
    return [i + 1 for i, sign in enumerate(written) if sign.isalnum()]


def _is_card(written: str) -> bool:
    """By its check digit, and by its groups: sums of money pass the check one time in ten."""
    groups = [len(group) for group in re.findall(r"\d+", written)]
    in_row = re.fullmatch(r"\d(?:[ .\-]?\d)+", written) is not None
    even = len({*groups[:-1]}) <= 1 and groups[-1] <= groups[0]
    return (in_row or even or groups == AMEX_GROUPS) and luhn.is_valid(re.sub(r"\D", "", written))


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for match in CARD.finditer(text):
        ends = _ends(match[1])
        for length in CARD_LENGTHS[: len(ends) - CARD_LENGTHS.start + 1]:
            end = match.start(1) + ends[length - 1]
            if not text[end : end + 1].isdecimal() and _is_card(match[1][: ends[length - 1]]):
                yield match.start(1), end
                break


def _accounts(text: str) -> Iterator[tuple[int, int]]:
    for match in ACCOUNT.finditer(text):
        ends = _ends(match[1])
        for length in ACCOUNT_LENGTHS[: len(ends) - ACCOUNT_LENGTHS.start + 1]:
            number = re.sub(r"[\W_]", "", match[1][: ends[length - 1]])
            if iban.is_valid(number, check_country=False):
                yield match.start(1), match.start(1) + ends[length - 1]
                break


def _codes(text: str) -> Iterator[tuple[int, int]]:
    for pattern in CODES:
        for match in pattern.finditer(text):
            if not NO_SECRET.fullmatch(match[1]):
                yield match.span(1)


def _of(*patterns: re.Pattern[str], group: int) -> Finder:
    def find(text: str) -> Iterator[tuple[int, int]]:
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield match.span(group)

    return find


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in PhoneNumberMatcher(text, "BE"):
        yield match.start, match.end


FINDERS: Sequence[tuple[str, Finder]] = (
    ("national_number", _national),
    ("iban", _accounts),
    ("card", _cards),
    ("code", _codes),
    ("code", _of(*SECRETS, group=1)),
    ("email", _of(EMAIL, group=0)),
    ("phone", _phones),
)


def find_secrets(text: str) -> list[Finding]:
    """What in this text must not be kept, in the order of the text, never overlapping.

    Knows Belgian national and bis numbers by their check digits, accounts (IBAN), payment cards (Luhn), a code or
    password beside its word in Dutch, French, English, Turkish or Arabic, phone numbers and e-mail addresses; with up
    to three signs between two digits, in the digits of any script, or with invisible signs between.
    """
    plain, places = _plain(text)
    found: list[Finding] = []
    taken = bytearray(len(text))
    for kind, finder in FINDERS:
        for first, last in finder(plain):
            start, end = places[first], places[last - 1] + 1
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Finding(kind, start, end))
    return sorted(found, key=lambda item: item.start)


def remove_secrets(text: str, *, by: str = PLACEHOLDER, but: frozenset[str] = frozenset()) -> str:
    """The text with each finding replaced, by empty boxes unless told; ``but`` names kinds that stay."""
    parts, done = [], 0
    for item in find_secrets(text):
        if item.kind not in but:
            parts += [text[done : item.start], by]
            done = item.end
    return "".join([*parts, text[done:]])


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
