"""PINs, codes and passwords, known by the word beside them, in Dutch, French, English, Arabic and Turkish.

Each finder takes a plain copy: small letters without marks.
"""

import re
from collections.abc import Iterable, Iterator

from app.privacy.plain_text import plain_copy

LEAST_SIGNS, MOST_DIGITS = 4, 8


def _one_of(words: Iterable[str]) -> str:
    plain = {plain_copy(word)[0] for word in words}
    return "|".join(re.escape(word).replace(r"\ ", r"[ \-]?") for word in sorted(plain, key=len, reverse=True))


SURE = (
    "pin", "pins", "pincode", "pin codes", "pin code", "pin nummer", "pin number", "pin kodu", "code pin", "puk",
    "puk code", "code puk", "kaartcode", "kaart code", "bankcode", "geheime code", "geheim nummer", "toegangscode",
    "itsme code", "code itsme", "digipass", "code secret", "code confidentiel", "code de carte", "code de la carte",
    "code de ma carte", "numero secret", "secret code", "secret number", "passcode", "access code", "card code",
    "الرقم السري", "رقم سري", "رقمي السري", "رقمه السري", "رقمها السري",
    "الرمز السري", "رمز سري", "رمزي السري", "بين كود", "gizli kod", "kart kodu",
    "şifre", "şifrem", "şifresi", "parola", "parolam",
)  # fmt: skip
LOOSE = ("code", "itsme", "رمز", "الرمز", "كود", "الكود", "kod", "kodu")
SPELT = r"p[ .\-_*]{1,2}i[ .\-_*]{1,2}n[.]?(?:[ \-]?code)?"  # p.i.n.
OTHER_CODES = (
    "postal", "postale", "barre", "civil", "penal", "judiciaire", "art", "article", "artikel", "nace", "bic", "ean",
    "btw", "tva", "wetboek", "page", "pagina", "form", "formulier", "dossier", "posta", "بريدي", "البريدي",
)  # fmt: skip
CARD_CODES = (
    "cvc", "cvv", "csc", "cvc2", "cvv2", "veiligheidscode", "security code", "code de securite", "cryptogramme",
)  # fmt: skip
ANSWERS = ("response", "respons", "reponse", "antwoord", "challenge", "digipass", "kaartlezer", "card reader")
SECRETS = (
    "wachtwoord", "wachtwoorden", "paswoord", "password", "passwoord", "wachtzin", "pass word", "pwd", "ww", "mdp",
    "mot de passe", "mots de passe", "كلمة السر", "كلمة سر", "كلمة المرور", "كلمة مرور", "كلمة سري", "كلمة سرها",
    "كلمة سره", "كلمة مرورها", "كلمة مروره", "şifre", "şifrem", "şifresi", "parola", "parolam",
)  # fmt: skip
IS = ("is", "was", "est", "etait", "c'est", "are", "=", "هو", "هي", "luidt")
WHOSE = (
    "mijn", "haar", "zijn", "hun", "uw", "de", "het", "een", "mon", "ma", "son", "sa", "le", "la", "l'", "votre", "my",
    "her", "his", "the", "your", "nieuwe", "nouveau", "new", "van",
)  # fmt: skip
NO_SECRET = (
    "vergeten", "verlopen", "kwijt", "fout", "verkeerd", "nodig", "verplicht", "nieuw", "niet", "geen", "klik", "kies",
    "vraag", "oublie", "perdu", "expire", "obligatoire", "necessaire", "incorrect", "faux", "nouveau", "forgotten",
    "lost", "wrong", "expired", "needed", "required", "not", "same", "hetzelfde", "altijd", "toujours", "always",
    "strikt", "persoonlijk", "personnel", "personal", "prive", "dezelfde", "gratis", "onbekend", "inconnu", "unknown",
    "minstens", "belangrijk", "important", "veranderd", "change", "changed", "geblokkeerd", "bloque", "blocked",
    "gewijzigd", "geweigerd", "refuse", "temporaire", "tijdelijk", "مطلوبة", "منسية", "ضرورية",
)  # fmt: skip

END = r"(?!\w)"
START = r"(?<!\w)[وبلف]?"  # "and", "with" and "for" are written onto an Arabic word
WORD = r"[^\W\d_]{1,12}"
NUMBER = r"[0-9](?:[\W_]{0,3}[0-9]){0,11}"
LINKS = rf"(?:{_one_of(IS)})"
OF_WHOM = rf"(?:(?:{_one_of(WHOSE)})[\W_]{{1,3}})"
SURE_WORD = rf"{START}(?:{_one_of(SURE)}|{SPELT}){END}"
LOOSE_WORD = rf"(?<!nace[ \-])(?<!nis[ \-]){START}(?:{_one_of(LOOSE)}){END}"
SECRET_WORD = rf"{START}(?:{_one_of(SECRETS)}){END}"


def _before(words: str, most: int) -> re.Pattern[str]:
    """The word, a few others, the digits. A full stop ends what the word had to say."""
    between = rf"(?P<between>(?:[^\w.?!]{{1,3}}{WORD}){{0,{most}}}?)(?P<link>(?:[\W_]{{1,3}}{LINKS}{END})?)"
    return re.compile(rf"{words}{between}[\W_]{{0,4}}(?P<value>{NUMBER})")


def _after(words: str, link: str) -> re.Pattern[str]:
    """The digits, ``is``, the word."""
    return re.compile(rf"(?<![\w.,/\-])(?P<value>{NUMBER})(?=(?P<link>{link})[\W_]{{1,3}}{OF_WHOM}{{0,2}}{words})")


SURE_CODE, LOOSE_CODE = _before(SURE_WORD, 5), _before(LOOSE_WORD, 2)
SURE_AFTER = _after(SURE_WORD, rf"(?:[\W_]{{1,3}}{LINKS})?")
LOOSE_AFTER = _after(rf"{OF_WHOM}{LOOSE_WORD}", rf"[\W_]{{1,3}}{LINKS}")
ANSWER = _before(rf"{START}(?:{_one_of(ANSWERS)}){END}", 3)
CARD_CODE = re.compile(
    rf"{START}(?:{_one_of(CARD_CODES)}|c\.v\.[cv]\.?){END}(?:[\W_]{{1,3}}{LINKS}{END})?[\W_]{{0,3}}"
    r"(?P<value>[0-9](?:[ .\-][0-9]){2,3}|[0-9]{3,4})(?![0-9])"
)
LINKED_SECRET = re.compile(
    rf"{SECRET_WORD}(?:[^\w.?!:=]{{1,3}}{WORD}){{0,4}}?\s?(?P<link>[\W_]?\s{LINKS}{END}|[=:])"
    r"[\s:=\"'(]{0,3}(?P<value>[^\s\"')]{3,})(?P<last>\W{0,3}$|[.,;!)])?"
)
BARE_SECRET = re.compile(rf"{SECRET_WORD}[\s\"'(]{{1,3}}(?P<value>\S{{4,}})")
SECRET_AFTER = re.compile(rf"(?<!\S)(?P<value>\S{{4,40}})\s{LINKS}\s{OF_WHOM}{{0,2}}{SECRET_WORD}")

DAY = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[./\-](?:0?[1-9]|1[0-2])[./\-](?:19|20)?\d\d(?!\d)|(?:19|20)\d\d-\d\d-\d\d(?!\d)"
)
CLOCK = re.compile(r"(?:[01]?\d|2[0-3])(?::[0-5]\d(?!\d)|\.[0-5]\d ?(?:u|uur|h)\b)")
YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
MONEY = re.compile(r"\d[\d. ]{0,12}(?:,\d\d(?!\d)|(?:,\d\d)? ?(?:€|euros?\b|eur\b|يورو))")
ON_A_FORM = re.compile(r"(?<!\w)(?:vak|vakje|kader|cadre|box|rubriek|rubrique|aangifte|declaration|الخانة|خانة)(?!\w)")
BOX = re.compile(r"\d{4}-\d\d(?!\d)")
OTHERS = (DAY, CLOCK, MONEY)
Spans = Iterator[tuple[int, int]]


def codes(text: str) -> Spans:
    """Four to eight digits beside a word for a code; not a day, an hour, an amount, nor a year that is only near."""
    for pattern in (SURE_CODE, LOOSE_CODE, SURE_AFTER, LOOSE_AFTER):
        for match in pattern.finditer(text):
            groups = _groups(match, backwards=pattern in (SURE_AFTER, LOOSE_AFTER))
            is_loose = pattern in (LOOSE_CODE, LOOSE_AFTER)
            if not groups or (is_loose and _is_on_a_form(text, *groups[0])):
                continue
            if not YEAR.match(text, groups[0][0]) or (not is_loose and _is_told(match)):
                yield groups[0][0], groups[-1][1]


def _is_on_a_form(text: str, start: int, end: int) -> bool:
    """Whether this is the code of a box of a form, such as 1250-11 in a tax return."""
    return ON_A_FORM.search(text, max(0, start - 40), end + 20) is not None or BOX.match(text, start) is not None


def _is_told(match: re.Match[str]) -> bool:
    """Whether a number that could be a year is said to be the code: beside the word, or ``is`` between."""
    start = match.start("value")
    if match.start() < start:
        return bool(match["link"]) or not match["between"]
    is_in_a_year = re.search(r"\w\W?$", match.string[max(0, start - 2) : start]) is not None
    return bool(match["link"]) and not is_in_a_year


def card_codes(text: str) -> Spans:
    """The three or four digits on the back of a card."""
    for match in CARD_CODE.finditer(text):
        yield match.span("value")


def answers_of_readers(text: str) -> Spans:
    """What a card reader shows: eight digits beside the word for it."""
    for match in ANSWER.finditer(text):
        groups = _groups(match)
        if _length(groups) == MOST_DIGITS:
            yield groups[0][0], groups[-1][1]


def passwords(text: str) -> Spans:
    """What follows a word for password and a colon, or ``is``; without those, only what could be nothing else."""
    for match in LINKED_SECRET.finditer(text):
        value = match["value"].strip(",.;")
        is_told = match["link"] in ":=" or match["last"] is not None
        if _looks_secret(value) or (is_told and len(value) >= LEAST_SIGNS and value not in NO_SECRET):
            yield match.span("value")
    for pattern in (BARE_SECRET, SECRET_AFTER):
        for match in pattern.finditer(text):
            if _looks_secret(match["value"].strip("\"'(),.;?")):
                yield match.span("value")


def _looks_secret(value: str) -> bool:
    """Letters and digits in one, or a row of digits that is no year."""
    if value.isdecimal():
        return len(value) >= LEAST_SIGNS and not YEAR.fullmatch(value)
    has_letter = re.search(r"[^\W\d_]", value) is not None
    return len(value) >= LEAST_SIGNS and has_letter and re.search(r"[0-9]|\w[!?#$%&*+=@^~]\w", value) is not None


def _groups(match: re.Match[str], *, backwards: bool = False) -> list[tuple[int, int]]:
    """The groups of digits nearest to the word that are a code together; none when they say something else."""
    text, (start, end) = match.string, match.span("value")
    between = match["between"] if "between" in match.re.groupindex else ""
    if any(word in OTHER_CODES for word in re.findall(r"\w+", between)):
        return []
    every = [group.span() for group in re.compile("[0-9]+").finditer(text, start, end)]
    groups = sorted(_alike(every[::-1] if backwards else every))
    if any(kind.match(text, groups[0][0]) for kind in OTHERS) or not LEAST_SIGNS <= _length(groups) <= MOST_DIGITS:
        return []
    is_phone = text[start] == "0" and _length(every) > MOST_DIGITS
    return [] if is_phone else groups


def _alike(groups: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first group and the next ones as long as it, as far as they can be one code; or all, when they are few."""
    first, alike = _length(groups[:1]), list[tuple[int, int]]()
    for group in groups:
        if group[1] - group[0] != first or (first >= LEAST_SIGNS and _length([*alike, group]) > MOST_DIGITS):
            break
        alike.append(group)
    return (alike or groups[:1]) if _length(alike) >= LEAST_SIGNS or first >= LEAST_SIGNS else groups


def _length(groups: list[tuple[int, int]]) -> int:
    return sum(end - start for start, end in groups)
