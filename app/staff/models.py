"""Where and who: desks, people, their roles, their devices, and what they did to accounts."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, CheckConstraint, LargeBinary, UniqueConstraint
from sqlmodel import Column, Field, SQLModel

from app import clock
from app.chance import code
from app.db import UtcDateTime, choice_of


class Role(StrEnum):
    """What somebody may do at a desk. An administrator's membership names no desk."""

    VOLUNTEER = "volunteer"
    HOST = "host"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class DeviceKind(StrEnum):
    """What an enrolled device is for."""

    DESK = "desk"
    KIOSK = "kiosk"
    BOARD = "board"


class Desk(SQLModel, table=True):
    """A place where people walk in."""

    __tablename__ = "desk"
    retention: ClassVar[str] = "as long as the desk exists"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=40)
    name: str = Field(max_length=80)
    place: str = Field(default="", max_length=160, description="street, number and town of the hall")
    reach_us: str = Field(default="", max_length=40, description="telephone number of the desk itself")
    languages: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    zone: str = Field(default="Europe/Brussels", max_length=40)
    weekly_hours: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    tables: int = Field(default=4)
    responsible: str = Field(default="", max_length=160, description="who is responsible for the data")
    privacy_contact: str = Field(default="", max_length=160)
    assessed_on: date | None = Field(default=None, description="day of the impact assessment")
    is_slip_readable_at_home: bool = Field(default=True)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)

    @property
    def timezone(self) -> ZoneInfo:
        """The zone of the wall clock in the hall."""
        return ZoneInfo(self.zone)


class Person(SQLModel, table=True):
    """Somebody of the team: to know who may sign in, which languages she speaks, and to reach nobody else."""

    __tablename__ = "person"
    retention: ClassVar[str] = "until 6 months after leaving"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(default_factory=code, unique=True, max_length=32)
    name: str = Field(max_length=80)
    sign_in_name: str | None = Field(default=None, unique=True, max_length=80)
    languages: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    interface_language: str = Field(default="nl", max_length=8)
    pin_hash: str | None = Field(default=None, max_length=200)
    password_hash: str | None = Field(default=None, max_length=200)
    totp_sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    totp_last_step: int = Field(default=0)
    note_signed_on: date | None = None
    left_on: date | None = None
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class Membership(SQLModel, table=True):
    """Which role a person has at which desk, and which card families (topics) she can do there."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "desk_id", "role"),)
    retention: ClassVar[str] = "with the person"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    desk_id: int | None = Field(default=None, foreign_key="desk.id", index=True, ondelete="CASCADE")
    role: Role = Field(sa_type=choice_of(Role))
    families: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class Device(SQLModel, table=True):
    """An enrolled tablet, laptop, kiosk or board. The token itself is only in its cookie."""

    __tablename__ = "device"
    retention: ClassVar[str] = "until it is cut off"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(default_factory=code, unique=True, max_length=32)
    desk_id: int = Field(foreign_key="desk.id", index=True, ondelete="CASCADE")
    kind: DeviceKind = Field(sa_type=choice_of(DeviceKind))
    label: str = Field(max_length=60)
    token_hash: str = Field(unique=True, max_length=64)
    enrolled_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    cut_off_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SignIn(SQLModel, table=True):
    """One person at one device, until she leaves, locks or the day ends. The token is only in the cookie."""

    __tablename__ = "sign_in"
    retention: ClassVar[str] = "12 hours"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    device_id: int | None = Field(default=None, foreign_key="device.id", index=True, ondelete="CASCADE")
    desk_id: int | None = Field(default=None, foreign_key="desk.id", ondelete="CASCADE")
    token_hash: str = Field(unique=True, max_length=64)
    began_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    seen_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime, index=True)
    locked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ApiToken(SQLModel, table=True):
    """A token for a machine or a script: one desk, some scopes. For ``table`` it also names the helper."""

    __tablename__ = "api_token"
    retention: ClassVar[str] = "until it is withdrawn"

    id: int | None = Field(default=None, primary_key=True)
    desk_id: int = Field(foreign_key="desk.id", index=True, ondelete="CASCADE")
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="CASCADE")
    scope: str = Field(max_length=20)
    label: str | None = Field(default=None, max_length=60)
    token_hash: str = Field(unique=True, max_length=64)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Attempts(SQLModel, table=True):
    """Wrong tries of one person on one device (or of one sign-in name), for the growing delay."""

    __tablename__ = "attempts"
    retention: ClassVar[str] = "24 hours after the last one"

    subject: str = Field(primary_key=True, max_length=80)
    wrong: int = Field(default=0)
    free_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    last_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime, index=True)


class OneTimeLink(SQLModel, table=True):
    """A link or code that works once: first set-up, enrolling a device, a forgotten PIN."""

    __tablename__ = "one_time_link"
    __table_args__ = (CheckConstraint("purpose IN ('setup', 'enrol', 'pin', 'join')", "purpose_known"),)
    retention: ClassVar[str] = "until used or past its time"

    id: int | None = Field(default=None, primary_key=True)
    purpose: str = Field(max_length=10)
    token_hash: str = Field(unique=True, max_length=64)
    desk_id: int | None = Field(default=None, foreign_key="desk.id", ondelete="CASCADE")
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="CASCADE")
    kind: str = Field(default="", max_length=20)
    label: str = Field(default="", max_length=60)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AuditEvent(SQLModel, table=True):
    """Who did what to accounts, devices, cards, exports. Never contents; chained, so a changed line shows."""

    __tablename__ = "audit_event"
    retention: ClassVar[str] = "12 months"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime, index=True)
    person_id: int | None = Field(default=None)
    desk_id: int | None = Field(default=None)
    what: str = Field(max_length=40)
    about: str = Field(default="", max_length=80)
    chain: str = Field(max_length=64)
