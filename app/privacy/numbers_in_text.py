"""Numbers that carry check digits, however they are spaced: national numbers, payment cards, accounts.

Each finder takes a plain copy, passes over it once and gives where a number begins and ends.
"""

import re
from collections.abc import Iterator
from functools import cache

from stdnum import iban, luhn, numdb
from stdnum.be import bis, nn

GAP = r"[\W_]{0,3}"
DIGITS = re.compile(rf"[0-9](?:{GAP}[0-9])*")
SIGNS = re.compile(rf"[a-z0-9](?:{GAP}[a-z0-9])*")
NATIONAL_LENGTH = 11
CARD_LENGTHS = range(13, 20)
# Where payment cards begin and how long they are. Only these: by Luhn alone one number in ten would be a card.
CARD = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})"  # Visa
    r"|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|35\d{14}|3[0689]\d{12}"  # Mastercard, American Express, JCB, Diners
    r"|(?:50|5[6-8]|6\d)\d{14,17}"  # Maestro, Bancontact, Discover, UnionPay
)
Spans = Iterator[tuple[int, int]]


def national_numbers(text: str) -> Spans:
    """National and bis numbers, in their own digits only: a longer row of digits is something else."""
    for number, start, end in _in_whole_groups(text, range(NATIONAL_LENGTH, NATIONAL_LENGTH + 1)):
        if nn.is_valid(number) or bis.is_valid(number):
            yield start, end


def payment_cards(text: str) -> Spans:
    """Card numbers, from the first digit of a group to the last of another."""
    for number, start, end in _in_whole_groups(text, CARD_LENGTHS):
        if CARD.fullmatch(number) and luhn.is_valid(number):
            yield start, end


def accounts(text: str) -> Spans:
    """IBANs of every country that has them, each at the length of its country."""
    for chain in SIGNS.finditer(text):
        places = [place for place in range(*chain.span()) if text[place].isalnum()]
        signs = "".join(text[place] for place in places)
        for at in range(len(signs) - 3):
            end = at + _account_length(signs[at : at + 2]) if signs[at + 2 : at + 4].isdigit() else at
            if at < end <= len(signs) and iban.is_valid(signs[at:end], check_country=False):
                yield places[at], places[end - 1] + 1


def _in_whole_groups(text: str, lengths: range) -> Iterator[tuple[str, int, int]]:
    """Every number of one of these lengths that does not begin or end inside a group of digits."""
    for chain in DIGITS.finditer(text):
        places = [place for place in range(*chain.span()) if text[place].isdigit()]
        digits = "".join(text[place] for place in places)
        for at, place in enumerate(places):
            if at and places[at - 1] == place - 1:
                continue
            for end in range(at + lengths.start, min(at + lengths.stop, len(places) + 1)):
                if end == len(places) or places[end] != places[end - 1] + 1:
                    yield digits[at:end], place, places[end - 1] + 1


@cache
def _account_length(country: str) -> int:
    """How many signs an account of this country has; none where there are no accounts of this kind."""
    shape = numdb.get("iban").info(country.upper())[0][1].get("bban", "")
    return 4 + sum(int(size) for size in re.findall(r"\d+", shape)) if shape else 0
