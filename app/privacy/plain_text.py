"""A copy of a text to search in: small western letters and digits, nothing invisible, one kind of dash and blank."""

import unicodedata

HIDDEN = {"Mn", "Me", "Cf"}  # marks laid on a sign, frames round it, joiners, soft hyphens, turns of direction
BLANK_LETTERS = "\u115f\u1160\u2800"  # letters and signs of some scripts that show as nothing
MINUS = "\u2212"


def plain_copy(text: str) -> tuple[str, list[int]]:
    """The copy, and where each of its signs came from; the place after the last one closes the list."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for plain in _plain_signs(sign):
            if plain == " " and signs and signs[-1] == " ":
                continue
            signs.append(plain)
            places.append(place)
    places.append(len(text))
    return "".join(signs), places


def _plain_signs(sign: str) -> str:
    if sign.isascii():
        return " " if sign.isspace() else sign.lower()
    parts = [_plain_sign(part) for part in unicodedata.normalize("NFKD", sign)]
    plain = "".join(parts)
    # Three dots in one sign are still one sign between two digits.
    return plain if any(part.isalnum() for part in parts) else plain[:1]


def _plain_sign(part: str) -> str:
    kind = unicodedata.category(part)
    digit = unicodedata.digit(part, None)
    if kind in HIDDEN:
        return ""
    if digit is not None:
        return str(digit)
    if kind.startswith("Z") or part.isspace() or part in BLANK_LETTERS:
        return " "
    return "-" if kind == "Pd" or part == MINUS else part.lower()
