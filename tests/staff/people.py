"""Who signs in, and with what. Every PIN, password and phone is made up."""

from datetime import datetime
from functools import cache
from typing import Any

import pyotp
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import SecretStr

from app import clock
from app.chance import code
from app.staff.access import DEVICE_COOKIE, SIGN_IN_COOKIE, hashed
from app.staff.models import ApiToken, Desk, Device, DeviceKind, Membership, Person, Role, SignIn
from app.staff.service import secrets
from app.staff.service.signing_in import SIGN_IN_LASTS
from tests.browser import Browser
from tests.make import Make

PIN = "481526"
WRONG_PIN = "739104"
PASSWORD = "vier gewone woorden hier"
PHONE = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@cache
def hash_of(secret: str) -> str:
    """Argon2 is slow on purpose; a hash with the smallest settings is looked up as any other."""
    return PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),)).hash(secret)


def phone_code(at: datetime | None = None) -> str:
    """What the phone shows at a moment."""
    return pyotp.TOTP(PHONE).at(int((at or clock.now()).timestamp()))


def bilal(make: Make, desk: Desk, **more: Any) -> Person:
    """A volunteer with a PIN."""
    return make.person("Bilal", desk, Role.VOLUNTEER, pin_hash=hash_of(PIN), **more)


def anna(make: Make, desk: Desk, **more: Any) -> Person:
    """A host with a PIN."""
    return make.person("Anna", desk, Role.HOST, pin_hash=hash_of(PIN), **more)


def els(make: Make, desk: Desk | None, *roles: Role, name: str = "Els", **more: Any) -> Person:
    """A coordinator, or with other roles what these say, with password and phone; she signs in as ``els``."""
    secret: SecretStr = make.app.state.settings.secret_key
    sealed = secrets.seal_totp(secret.get_secret_value().encode(), PHONE)
    values = {"sign_in_name": name.lower(), "password_hash": hash_of(PASSWORD), "totp_sealed": sealed, **more}
    return make.person(name, desk, *(roles or (Role.COORDINATOR,)), **values)


def gia(make: Make, desk: Desk, role: Role, other: Desk, role_there: Role) -> Person:
    """Somebody with a PIN and a role at each of two desks."""
    person = make.person("Gia", desk, role, pin_hash=hash_of(PIN))
    make.keep(Membership(person_id=person.id or 0, desk_id=other.id, role=role_there))
    return person


def enrol(make: Make, browser: Browser, desk: Desk, kind: DeviceKind = DeviceKind.DESK) -> Device:
    """This browser is a device of the desk."""
    token = code()
    device = make.keep(Device(desk_id=desk.id or 0, kind=kind, label="Tablet 1", token_hash=hashed(token)))
    browser.carry(DEVICE_COOKIE, token)
    return device


def sign_in(make: Make, browser: Browser, person: Person, device: Device | None = None, **more: Any) -> SignIn:
    """Somebody is signed in here: at a device with her PIN, without one with password and phone."""
    token, now = code(), clock.now()
    at = device.id if device else None
    desk_id = device.desk_id if device else None
    values = {"began_at": now, "seen_at": now, "ends_at": now + SIGN_IN_LASTS, "desk_id": desk_id, **more}
    row = make.keep(SignIn(person_id=person.id or 0, device_id=at, token_hash=hashed(token), **values))
    browser.carry(SIGN_IN_COOKIE, token)
    return row


def at_tablet(make: Make, browser: Browser, person: Person, desk: Desk) -> Device:
    """Enrolled and signed in with a PIN."""
    device = enrol(make, browser, desk)
    sign_in(make, browser, person, device)
    return device


def token_of(make: Make, desk: Desk, scope: str, person: Person | None = None) -> dict[str, str]:
    """The header that a machine with a token sends."""
    value = code()
    about = person.id if person else None
    make.keep(ApiToken(desk_id=desk.id or 0, scope=scope, person_id=about, token_hash=hashed(value)))
    return {"Authorization": f"Bearer {value}"}
