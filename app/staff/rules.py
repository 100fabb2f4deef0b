"""How long a wrong PIN waits, what a good PIN and password are, what a name is. No database, no request, no clock."""

from datetime import timedelta
from itertools import pairwise
from unicodedata import normalize

FREE_TRIES = 3
LONGEST = timedelta(hours=1)
# For a password tried from any browser: a stranger who knows the name must not keep her out, and whoever has the
# password too still has to guess a code of the phone, three of a million, once a minute (decision 13).
LONGEST_ANYWHERE = timedelta(minutes=1)
PIN_LENGTH = 6
PASSWORD_LENGTH = 12


def delay_after(wrong: int, longest: timedelta = LONGEST) -> timedelta:
    """Nothing for the first two wrong tries, then 1, 2, 4 … minutes, never more than an hour, or less."""
    if wrong < FREE_TRIES:
        return timedelta()
    return min(timedelta(minutes=2 ** min(wrong - FREE_TRIES, 10)), longest)


def plain_name(typed: str) -> str:
    """The one spelling of a sign-in name, in whatever capitals, widths or ligatures it was typed."""
    return normalize("NFKC", normalize("NFKC", typed).casefold()).strip()


def is_weak_pin(pin: str) -> bool:
    """All the same, or counting up or down."""
    steps = {int(b) - int(a) for a, b in pairwise(pin)}
    return steps in ({0}, {1}, {-1})
