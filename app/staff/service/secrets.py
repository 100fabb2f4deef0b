"""Passwords, PINs and the phone's secret: kept so that the database alone opens nothing."""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pwdlib import PasswordHash

from app.chance import code, random_bytes
from app.errors import Busy
from app.i18n import lazy

NONCE_BYTES = 12
TOTP_SECONDS = 30
FOR_PHONES = b"kf/totp/v1"
FOR_NAMES = b"kf/attempts/v1"
AT_ONCE = 2  # each takes 64 MiB
MOST_WAITING = 8  # each waits in a thread of the service; more would leave none for the line
TURNS = BoundedSemaphore(AT_ONCE)
PLACES = BoundedSemaphore(AT_ONCE + MOST_WAITING)
BUSY = lazy("Many people are signing in right now. Try again in a moment.")


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(code())


@contextmanager
def _turn() -> Iterator[None]:
    """Raises ``Busy`` when too many wait already."""
    if not PLACES.acquire(blocking=False):
        raise Busy(BUSY)
    try:
        with TURNS:
            yield
    finally:
        PLACES.release()


def hash_secret(secret: str) -> str:
    """Argon2id with the settings of today. Raises ``Busy``."""
    with _turn():
        return _hasher().hash(secret)


def fits(secret: str, kept: str | None) -> bool:
    """Whether it is the one; takes as long when there is nothing to compare with. Raises ``Busy``."""
    with _turn():
        right = _hasher().verify(secret, kept or _nobodys_hash())
    return right and kept is not None


def _key(app_secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(app_secret)


def mark_of(app_secret: bytes, typed: str) -> str:
    """64 signs that stand for a typed name: whoever types it again is known, and nobody reads what it was."""
    return hmac.new(_key(app_secret, FOR_NAMES), typed.encode(), "sha256").hexdigest()


def seal_totp(app_secret: bytes, secret: str) -> bytes:
    """The phone's secret under the secret of the installation."""
    nonce = random_bytes(NONCE_BYTES)
    return nonce + AESGCM(_key(app_secret, FOR_PHONES)).encrypt(nonce, secret.encode(), None)


def open_totp(app_secret: bytes, sealed: bytes) -> str:
    """Raises ``InvalidTag`` when the secret of the installation is another one."""
    plain = AESGCM(_key(app_secret, FOR_PHONES)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
    return plain.decode()


def totp_step(app_secret: bytes, sealed: bytes | None, typed: str, at: float, last_step: int) -> int | None:
    """The time step of a right code that was not used before; one step to either side is right too."""
    if sealed is None:
        return None
    try:
        totp = pyotp.TOTP(open_totp(app_secret, sealed))
    except InvalidTag:
        return None
    now = int(at) // TOTP_SECONDS
    for step in (now, now - 1, now + 1):
        if step > last_step and pyotp.utils.strings_equal(totp.at(step * TOTP_SECONDS), typed):
            return step
    return None
