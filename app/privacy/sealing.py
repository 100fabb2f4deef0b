"""The arithmetic of the keys. Bytes in, bytes out; the caller brings chance and keeps nothing.

AES-256-GCM under a fresh key at every save; that key is wrapped by the key of a cookie or of a slip. What a seal
belongs to (handle, save number, last moment) is bound into it, so that rows cannot be exchanged.
"""

import json
from threading import Lock
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.chance import random_bytes

VERSION = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12
BLOCK = 4096  # so that the length of a row tells nothing
MEMORY_KIB = 64 * 1024
PASSES = 3
LANES = 4
ONE_AT_A_TIME = Lock()  # two threads within the library hang each other; this also bounds the memory


class Unreadable(Exception):
    """Another key, another row, or changed bytes: which of them nobody can tell."""


def _pad(plain: bytes) -> bytes:
    room = -(len(plain) + 4) % BLOCK
    return len(plain).to_bytes(4, "big") + plain + b"\0" * room


def _unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:4], "big")
    return padded[4 : 4 + length]


def wrap(key: bytes, plain: bytes, about: bytes) -> bytes:
    """Version, nonce and ciphertext."""
    nonce = random_bytes(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, VERSION + about)


def unwrap(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """The plain bytes. Raises ``Unreadable``."""
    if sealed[:1] != VERSION:
        raise Unreadable
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, VERSION + about)
    except (InvalidTag, ValueError) as error:  # ValueError: cut off within the nonce
        raise Unreadable from error


def seal(key: bytes, content: dict[str, Any], about: bytes) -> bytes:
    """JSON, padded to whole blocks, encrypted."""
    return wrap(key, _pad(json.dumps(content, ensure_ascii=False).encode()), about)


def unseal(key: bytes, sealed: bytes, about: bytes) -> dict[str, Any]:
    """The content. Raises ``Unreadable``."""
    content: dict[str, Any] = json.loads(_unpad(unwrap(key, sealed, about)))
    return content


def slip_key(digits: str, salt: bytes, epoch_key: bytes, handle: str) -> bytes:
    """From the digits on the paper and the key of the week: slow on purpose (64 MiB, three passes)."""
    slow = Argon2id(salt=salt, length=KEY_BYTES, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB)
    with ONE_AT_A_TIME:
        first = slow.derive(digits.encode())
    info = b"kf/kek/v1|" + handle.encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(first + epoch_key)


def with_check(digits: str) -> str:
    """26 digits and the two that show a typing mistake (mod 97)."""
    return digits + f"{97 - int(digits) % 97:02d}"


def is_whole(digits: str) -> bool:
    """Whether 28 digits hold together; says nothing about whether a slip has them."""
    plain = digits.isascii() and digits.isdigit() and len(digits) == 28
    return plain and digits == with_check(digits[:26])
