"""Sealed form state: what was typed and what was wrong with it, between the 303 and the form shown again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import Request
from sqlmodel import Session, col, delete

from app import clock
from app.chance import code, random_bytes
from app.web.browser_key import browser_key
from app.web.models import FormState

KEPT_FOR = timedelta(minutes=5)
NONCE_BYTES = 12


@dataclass(frozen=True)
class KeptForm:
    """``values`` and ``errors`` by field name; empty when the form is shown for the first time.

    ``is_whole`` is false when something that was typed could not be kept and must be typed again.
    """

    values: Mapping[str, list[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = True

    def value(self, name: str, otherwise: str = "") -> str:
        """What was typed in a field."""
        return (self.values.get(name) or [otherwise])[0]

    def chosen(self, name: str, option: str) -> bool:
        """Whether an option was ticked."""
        return option in self.values.get(name, [])

    def error(self, name: str) -> str:
        """What was wrong with a field, or nothing."""
        return self.errors.get(name, "")


def keep(request: Request, values: Mapping[str, list[str]], errors: Mapping[str, str], *, is_whole: bool = True) -> str:
    """Seal and store; returns the handle for the address. The caller has left out what may never be kept."""
    key = browser_key(request)
    if key is None:
        return ""
    handle = code()
    nonce = random_bytes(NONCE_BYTES)
    plain = json.dumps({"values": dict(values), "errors": dict(errors), "is_whole": is_whole}).encode()
    sealed = nonce + AESGCM(key).encrypt(nonce, plain, handle.encode())
    now = clock.now()
    with request.app.state.database.writing() as db:
        db.exec(delete(FormState).where(col(FormState.expires_at) < now))
        db.add(FormState(handle=handle, sealed=sealed, expires_at=now + KEPT_FOR))
    return handle


def is_first(db: Session, once: str) -> bool:
    """Whether this very form was not sent before; from now on it was. The caller lets senders pass one by one."""
    if db.get(FormState, once) is not None:
        return False
    db.add(FormState(handle=once, sealed=b"", expires_at=clock.now() + KEPT_FOR))
    return True


def purge(db: Session) -> dict[str, int]:
    """What was typed more than five minutes ago; how many."""
    return {"form_state": db.exec(delete(FormState).where(col(FormState.expires_at) < clock.now())).rowcount}


def kept_form(request: Request) -> KeptForm:
    """The form state this address names, if this browser holds the key to it; otherwise an empty one."""
    handle, key = request.query_params.get("kept", ""), browser_key(request)
    if not handle or key is None:
        return KeptForm()
    with request.app.state.database.reading() as db:
        row = db.get(FormState, handle)
    if row is None or not row.sealed or row.expires_at < clock.now():
        return KeptForm()
    try:
        plain = AESGCM(key).decrypt(row.sealed[:NONCE_BYTES], row.sealed[NONCE_BYTES:], handle.encode())
    except InvalidTag:
        return KeptForm()
    content = json.loads(plain)
    return KeptForm(content["values"], content["errors"], content["is_whole"])
