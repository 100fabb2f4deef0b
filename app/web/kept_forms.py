"""Sealed form state: what was typed and what was wrong with it, between the 303 and the form shown again."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
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


def _about(handle: str, page: str) -> bytes:
    return f"{handle}|{page}".encode()


def _seal(key: bytes, form: KeptForm, about: bytes) -> bytes:
    nonce = random_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, json.dumps(asdict(form)).encode(), about)


def keep(request: Request, page: str, form: KeptForm) -> str:
    """Seal and store; returns the handle for the address. Only this browser opens it, and only at this ``page``.

    The caller has left out what may never be kept.
    """
    handle = code()
    with request.app.state.database.writing() as db:
        db.exec(delete(FormState).where(col(FormState.expires_at) < clock.now()))
        keep_once(request, db, handle, page, form)
    return handle


def keep_once(request: Request, db: Session, handle: str, page: str, form: KeptForm) -> None:
    """The same under a handle that the form brought along; the caller has asked ``is_kept`` first."""
    if (key := browser_key(request)) is not None:
        sealed = _seal(key, form, _about(handle, page))
        db.add(FormState(handle=handle, sealed=sealed, expires_at=clock.now() + KEPT_FOR))


def is_kept(db: Session, handle: str) -> bool:
    """Whether this form was sent before."""
    return db.get(FormState, handle) is not None


def is_first(db: Session, once: str) -> bool:
    """Whether this very form was not sent before; from now on it was. The caller lets senders pass one by one."""
    if is_kept(db, once):
        return False
    db.add(FormState(handle=once, sealed=b"", expires_at=clock.now() + KEPT_FOR))
    return True


def purge(db: Session) -> dict[str, int]:
    """What was typed more than five minutes ago; how many."""
    return {"form_state": db.exec(delete(FormState).where(col(FormState.expires_at) < clock.now())).rowcount}


def _opened(request: Request, row: FormState | None, page: str) -> KeptForm:
    key = browser_key(request)
    if key is None or row is None or not row.sealed or row.expires_at < clock.now():
        return KeptForm()
    try:
        about = _about(row.handle, page)
        plain = AESGCM(key).decrypt(row.sealed[:NONCE_BYTES], row.sealed[NONCE_BYTES:], about)
    except InvalidTag:
        return KeptForm()
    return KeptForm(**json.loads(plain))


def kept_form(request: Request, page: str = "") -> KeptForm:
    """What this address names, if it was kept for this page and this browser holds the key; otherwise an empty form.

    ``page``: the page that shows it, when another one asks.
    """
    handle = request.query_params.get("kept", "")
    if not handle:
        return KeptForm()
    with request.app.state.database.reading() as db:
        row = db.get(FormState, handle)
    return _opened(request, row, page or request.url.path)


def held_form(request: Request, db: Session, page: str) -> KeptForm:
    """The same, held until the transaction ends: two who press at once pass one by one."""
    row = db.get(FormState, request.query_params.get("kept", ""), with_for_update=True)
    return _opened(request, row, page)


def change_form(request: Request, db: Session, page: str, form: KeptForm) -> None:
    """Put something else in its place, for who presses once more."""
    key, row = browser_key(request), db.get(FormState, request.query_params.get("kept", ""))
    if key is not None and row is not None:
        row.sealed = _seal(key, form, _about(row.handle, page))
        db.add(row)
