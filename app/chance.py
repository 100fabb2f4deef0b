"""The only door to chance: unguessable codes, keys and digits."""

import secrets  # noqa: TID251 -- this is the door
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def code() -> str:
    """An unguessable public code: 128 bits, 22 characters safe in an address."""
    return secrets.token_urlsafe(16)


def random_bytes(n: int) -> bytes:
    """``n`` bytes for a key or nonce."""
    return secrets.token_bytes(n)


def below(n: int) -> int:
    """A whole number from 0 up to and without ``n``."""
    return secrets.randbelow(n)


def digits(n: int) -> str:
    """``n`` decimal digits, leading zeros kept."""
    return str(below(10**n)).zfill(n)


def pick(options: Sequence[T]) -> T:
    """One of ``options``, each as likely."""
    return options[below(len(options))]
