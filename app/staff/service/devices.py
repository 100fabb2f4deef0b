"""Devices: a link enrols one, once; cutting it off signs everybody out there."""

from datetime import timedelta

from sqlmodel import Session

from app import clock
from app.chance import code
from app.errors import NotFound
from app.i18n import lazy
from app.staff import queries
from app.staff.access import SignedIn, hashed
from app.staff.models import Desk, Device, DeviceKind, OneTimeLink, Role
from app.staff.service import audit
from app.staff.service.signing_in import Token

LINK_LASTS = timedelta(hours=1)
GONE = lazy("This link was used already, or is too old. Ask for a new one.")


def may_lead(staff: SignedIn, desk_id: int) -> bool:
    """Administrators lead every desk, coordinators their own."""
    return staff.is_administrator or staff.may(Role.COORDINATOR, desk_id)


def find_led_desk(db: Session, staff: SignedIn, desk_id: int) -> Desk:
    """A desk she leads. Raises ``NotFound``."""
    desk = queries.desk_by_id(db, desk_id)
    if desk is None or not may_lead(staff, desk_id):
        raise NotFound(lazy("This desk does not exist."))
    return desk


def new_device_link(db: Session, staff: SignedIn, *, desk_id: int, kind: DeviceKind, label: str) -> str:
    """The key of a link that enrols one device within the hour. Raises ``NotFound`` for another one's desk."""
    find_led_desk(db, staff, desk_id)
    key = code()
    link = OneTimeLink(
        purpose="enrol",
        token_hash=hashed(key),
        desk_id=desk_id,
        kind=kind.value,
        label=label,
        expires_at=clock.now() + LINK_LASTS,
    )
    db.add(link)
    audit.note(db, "device_link", by=staff.person_id, desk_id=desk_id)
    return key


def find_enrol_link(db: Session, key: str) -> OneTimeLink:
    """The link of a page. Raises ``NotFound`` when it was used or is too old."""
    link = queries.link_with(db, hashed(key), "enrol", clock.now())
    if link is None:
        raise NotFound(GONE)
    return link


def enrol(db: Session, *, desk_id: int, kind: DeviceKind, label: str) -> Token:
    """A device with a token of its own."""
    token = Token(code())
    device = Device(desk_id=desk_id, kind=kind, label=label, token_hash=hashed(token.value))
    db.add(device)
    db.flush()
    audit.note(db, "device_enrolled", desk_id=desk_id, about=device.code)
    return token


def enrol_device(db: Session, key: str) -> tuple[Token, DeviceKind, int]:
    """Use the link up: this browser is now the device. Raises ``NotFound``."""
    link = find_enrol_link(db, key)
    if not queries.use_link(db, link, clock.now()) or link.desk_id is None:
        raise NotFound(GONE)
    kind = DeviceKind(link.kind)
    return enrol(db, desk_id=link.desk_id, kind=kind, label=link.label), kind, link.desk_id


def cut_off_device(db: Session, staff: SignedIn, device_code: str) -> None:
    """Lost or stolen: from now on it is nobody's. Raises ``NotFound`` for a device of another desk."""
    device = queries.device_by_code(db, device_code)
    if device is None or not may_lead(staff, device.desk_id):
        raise NotFound(lazy("This device does not exist."))
    device.cut_off_at = clock.now()
    queries.end_sign_ins_of(db, device_id=device.id)
    audit.note(db, "device_cut_off", by=staff.person_id, desk_id=device.desk_id, about=device.code)
