"""The people of a journey, at a desk that is open. Obviously nobody's real names or codes."""

from dataclasses import dataclass

import pyotp

from app.chance import code
from app.settings import Settings
from app.staff.access import hashed
from app.staff.models import ApiToken, DeviceKind, Role
from app.staff.service import devices, secrets
from tests.make import Make

PIN = "739164"
PASSWORD = "vier gewone woorden hier"


@dataclass
class Team:
    """Anna hosts, Bilal helps (nl, ar), Els coordinates with a password and a phone."""

    make: Make
    settings: Settings

    def __post_init__(self) -> None:
        make = self.make
        self.desk = make.desk("kalmthout", place="Voorbeeldplein 1", reach_us="03 000 00 00", tables=4)
        self.opening = make.opening(self.desk)
        pin_hash = secrets.hash_secret(PIN)
        self.anna = make.person("Anna", self.desk, Role.HOST, pin_hash=pin_hash)
        self.bilal = make.person("Bilal", self.desk, Role.VOLUNTEER, languages=["nl", "ar"], pin_hash=pin_hash)
        self.totp = pyotp.random_base32()
        sealed = secrets.seal_totp(self.settings.secret, self.totp)
        self.els = make.person(
            "Els", self.desk, Role.COORDINATOR, sign_in_name="els", password_hash=secrets.hash_secret(PASSWORD),
            totp_sealed=sealed,
        )  # fmt: skip

    def device_token(self, kind: DeviceKind = DeviceKind.DESK) -> str:
        """The cookie of a newly enrolled tablet."""
        with self.make.app.state.database.writing() as db:
            return devices.enrol(db, desk_id=self.desk.id or 0, kind=kind, label="proef").value

    def phone_code(self) -> str:
        """What the phone of Els shows now."""
        return pyotp.TOTP(self.totp).now()

    def api_token(self, scope: str) -> str:
        """A token of a machine; for the table it is Bilal's."""
        value = code()
        person_id = self.bilal.id if scope == "table" else None
        self.make.keep(ApiToken(desk_id=self.desk.id or 0, person_id=person_id, scope=scope, token_hash=hashed(value)))
        return value
