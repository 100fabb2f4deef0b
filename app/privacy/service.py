"""Drafts and slips: begin, save, open, wipe. A row alone opens nothing."""

import base64
import binascii
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from app import clock
from app.chance import below, pick, random_bytes
from app.errors import Clash, NotFound
from app.i18n import lazy
from app.privacy import queries, sealing
from app.privacy.epochs import Epochs
from app.privacy.models import Draft, Receipt, Slip

HANDLE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that looks like something else
HANDLE_LENGTH = 8
DRAFT_LASTS = timedelta(hours=12)
AFTER_CLOSING = timedelta(hours=1)  # a visit may outlast the door
SLIP_LASTS = timedelta(days=60)
ANSWERS_LAST = timedelta(days=30)
SLIP_DIGITS = 26
QR_PREFIX = "KF1"
NO_SALT = b"\0" * 16
GONE = lazy("These answers are not here any more. They were wiped, or the day is over.")
OTHER_TAB = lazy("Something else was kept in another tab. Look at both, and keep what is right.")


@dataclass(frozen=True)
class DraftKey:
    """Finds and opens the draft of one visit; lives in the cookie of one tablet."""

    handle: str
    key: bytes

    def cookie(self) -> str:
        """As it stands in the cookie."""
        return f"{self.handle}.{base64.urlsafe_b64encode(self.key).decode()}"

    @classmethod
    def of(cls, cookie: str | None) -> "DraftKey | None":
        """From a cookie; none when it is no key of ours."""
        handle, dot, rest = (cookie or "").partition(".")
        try:
            key = base64.urlsafe_b64decode(rest)
        except (binascii.Error, ValueError):
            return None
        return cls(handle, key) if dot and len(key) == sealing.KEY_BYTES else None


@dataclass(frozen=True)
class OpenedDraft:
    """What was kept, and which save it was."""

    content: dict[str, Any]
    save_number: int


@dataclass(frozen=True)
class SlipCode:
    """What the paper shows. The digits are known to the paper alone."""

    handle: str
    digits: str
    last_day: date

    def groups(self) -> list[str]:
        """Seven groups of four."""
        return [self.digits[i : i + 4] for i in range(0, len(self.digits), 4)]

    def qr(self) -> str:
        """Not an address: no preview, no history, no log."""
        return f"{QR_PREFIX}:{self.handle}:{self.digits}"


@dataclass(frozen=True)
class OpenedSlip:
    """What was sealed; ``answers`` only when they were kept and are asked for."""

    handle: str
    steps: dict[str, Any]
    answers: dict[str, Any] | None
    last_day: date


def _new_handle() -> str:
    return "".join(pick(HANDLE_LETTERS) for _ in range(HANDLE_LENGTH))


def _about(handle: str, number: int, until: datetime, part: str) -> bytes:
    return f"kf1|{handle}|{number}|{int(until.timestamp())}|{part}".encode()


def begin_draft(db: Session, *, content: dict[str, Any], ends_at: datetime | None = None) -> DraftKey:
    """A new draft; whoever holds what is returned can open it, nobody else. ``ends_at``: when the desk closes."""
    key = DraftKey(_new_handle(), random_bytes(sealing.KEY_BYTES))
    now = clock.now()
    until = min(now + DRAFT_LASTS, max(ends_at or now + DRAFT_LASTS, now) + AFTER_CLOSING)
    data_key = random_bytes(sealing.KEY_BYTES)
    row = Draft(
        handle=key.handle,
        expires_at=until,
        sealed=sealing.seal(data_key, content, _about(key.handle, 1, until, "answers")),
        wrapped_key=sealing.wrap(key.key, data_key, _about(key.handle, 1, until, "key")),
    )
    db.add(row)
    return key


def read_draft(db: Session, key: DraftKey) -> OpenedDraft | None:
    """What was last kept; none when it was wiped, is past its time, or the key is another one's."""
    row = queries.draft(db, key.handle)
    if row is None or row.expires_at <= clock.now():
        return None
    try:
        about = _about(row.handle, row.save_number, row.expires_at, "key")
        data_key = sealing.unwrap(key.key, row.wrapped_key, about)
        about = _about(row.handle, row.save_number, row.expires_at, "answers")
        return OpenedDraft(sealing.unseal(data_key, row.sealed, about), row.save_number)
    except sealing.Unreadable:
        return None


def save_draft(db: Session, key: DraftKey, *, content: dict[str, Any], based_on: int) -> int:
    """Keep it under a fresh key; the new save number.

    Raises ``NotFound`` when the draft is gone, ``Clash`` when something newer was kept than ``based_on``.
    """
    row = queries.draft(db, key.handle)
    if row is None or row.expires_at <= clock.now():
        raise NotFound(GONE)
    if row.save_number != based_on:  # seen here, no number of a forged form reaches the database
        raise Clash(OTHER_TAB, save_number=row.save_number)
    number, data_key = based_on + 1, random_bytes(sealing.KEY_BYTES)
    sealed = sealing.seal(data_key, content, _about(row.handle, number, row.expires_at, "answers"))
    wrapped = sealing.wrap(key.key, data_key, _about(row.handle, number, row.expires_at, "key"))
    if not queries.replace_draft(db, key.handle, based_on, sealed, wrapped):
        raise Clash(OTHER_TAB, save_number=row.save_number)
    return number


def wipe_draft(db: Session, key: DraftKey) -> None:
    """Gone for good; that it happened is noted, not what it was."""
    if queries.drop_draft(db, key.handle):
        db.add(Receipt(what="draft", how_many=1))


def seal_slip(
    epochs: Epochs, *, steps: dict[str, Any], answers: dict[str, Any] | None, readable_at_home: bool = True
) -> tuple[SlipCode, Slip]:
    """Seal what somebody takes home: the code for her paper, and what may be kept. The digits are kept nowhere.

    Takes about 0.2 s (Argon2id): hold no session meanwhile.
    """
    now = clock.now()
    handle, salt = _new_handle(), random_bytes(16)
    digits = sealing.with_check(str(below(10**SLIP_DIGITS)).zfill(SLIP_DIGITS))
    epoch, epoch_key = epochs.current()
    key = sealing.slip_key(digits, salt, epoch_key, handle)
    data_key, until = random_bytes(sealing.KEY_BYTES), now + SLIP_LASTS
    row = Slip(
        handle=handle,
        epoch=epoch,
        salt=salt,
        expires_at=until,
        answers_until=now + ANSWERS_LAST if answers is not None else None,
        is_readable_at_home=readable_at_home,
        sealed_steps=sealing.seal(data_key, steps, _about(handle, 1, until, "steps")),
        wrapped_key=sealing.wrap(key, data_key, _about(handle, 1, until, "key")),
    )
    if answers is not None:
        row.sealed_answers = sealing.seal(data_key, answers, _about(handle, 1, until, "answers"))
    return SlipCode(handle, digits, clock.day(until)), row


def find_slip(db: Session, handle: str) -> Slip | None:
    """What is kept under a handle; it says nothing without the digits."""
    return queries.slip(db, handle)


def open_slip(
    row: Slip | None, epochs: Epochs, *, handle: str, digits: str, with_answers: bool, at_desk: bool
) -> OpenedSlip | None:
    """What the paper opens; answers only at the desk. Unknown, wrong and past its time give the same answer after the
    same work. Takes about 0.2 s: hold no session meanwhile.
    """
    alive = row is not None and row.expires_at > clock.now() and (at_desk or row.is_readable_at_home)
    epoch_key = epochs.key(row.epoch) if row is not None else None
    salt = row.salt if row is not None else NO_SALT
    key = sealing.slip_key(digits, salt, epoch_key or NO_SALT, handle)
    if row is None or not alive or epoch_key is None:
        return None
    try:
        data_key = sealing.unwrap(key, row.wrapped_key, _about(handle, 1, row.expires_at, "key"))
    except sealing.Unreadable:
        return None
    steps = sealing.unseal(data_key, row.sealed_steps, _about(handle, 1, row.expires_at, "steps"))
    answers = None
    wanted = with_answers and at_desk and row.sealed_answers is not None and row.answers_until is not None
    if wanted and row.sealed_answers and row.answers_until and row.answers_until > clock.now():
        about = _about(handle, 1, row.expires_at, "answers")
        answers = sealing.unseal(data_key, row.sealed_answers, about)
    return OpenedSlip(handle, steps, answers, clock.day(row.expires_at))


def wipe_slip(db: Session, handle: str) -> None:
    """Gone for good. The caller has opened it with its digits first."""
    if queries.drop_slip(db, handle):
        db.add(Receipt(what="slip", how_many=1))


def purge(db: Session) -> dict[str, int]:
    """Let go of what is past its time; how many of each."""
    now = clock.now()
    return {
        "draft": queries.drop_old_drafts(db, now),
        "slip": queries.drop_old_slips(db, now),
        "slip_answers": queries.drop_old_answers(db, now),
    }


def note_purged(db: Session, counts: dict[str, int]) -> None:
    """One receipt for each kind that lost something."""
    db.add_all(Receipt(what=what, how_many=n) for what, n in counts.items() if n)
