"""What works once works once, also for several who try at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pyotp
import pytest
from sqlmodel import Session, select

from app import clock
from app.db import Database
from app.errors import KoffieError
from app.settings import Settings
from app.staff.models import Desk, Device, DeviceKind, Person, Role, SignIn
from app.staff.service import SetUp, enrol_device, first_setup_link, join_team, set_up, sign_in_with_password
from app.staff.service.devices import new_device_link
from app.staff.service.joining import new_join_link
from app.staff.service.signing_in import Token
from tests.make import Make
from tests.staff.people import PASSWORD, PHONE, els, phone_code
from tests.staff.test_devices import as_signed_in

AT_ONCE = 3
pytestmark = pytest.mark.db


def how_many_succeed(database: Database, attempt: Callable[[], object]) -> int:
    """Several threads, each with its connection ready, begin together; a refusal of ours is no success."""
    gate = Barrier(AT_ONCE)

    def one(_n: int) -> bool:
        with database.reading() as db:
            db.exec(select(Desk)).all()
        gate.wait()
        try:
            return bool(attempt())
        except KoffieError:
            return False

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(one, range(AT_ONCE)))


def in_one(database: Database, verb: Callable[[Session], object]) -> Callable[[], object]:
    """A verb in a transaction of its own."""

    def attempt() -> object:
        with database.writing() as db:
            return verb(db)

    return attempt


def test_a_link_enrols_one_device(make: Make, database: Database) -> None:
    desk = make.desk()
    staff = as_signed_in(els(make, desk), desk, Role.COORDINATOR)
    with database.writing() as db:
        key = new_device_link(db, staff, desk_id=desk.id or 0, kind=DeviceKind.DESK, label="Tablet 7")
    assert how_many_succeed(database, in_one(database, lambda db: enrol_device(db, key))) == 1
    with database.reading() as db:
        assert len(db.exec(select(Device)).all()) == 1


def test_a_start_link_makes_one_desk(database: Database, settings: Settings) -> None:
    key = (first_setup_link(database, settings) or "").rpartition("/")[2]
    wanted = SetUp(
        desk_name="Koffie Kalmthout", desk_slug="kalmthout", place="", languages=["nl"], tables=3, name="Els",
        sign_in_name="els", password=PASSWORD, totp_secret=PHONE, phone_code=pyotp.TOTP(PHONE).at(clock.now()),
    )  # fmt: skip
    assert how_many_succeed(database, in_one(database, lambda db: set_up(db, settings.secret, key, wanted))) == 1
    with database.reading() as db:
        assert len(db.exec(select(Desk)).all()) == len(db.exec(select(Person)).all()) == 1


def test_a_join_link_lets_one_in(make: Make, database: Database, settings: Settings) -> None:
    dina = make.person("Dina", make.desk(), Role.COORDINATOR)
    with database.writing() as db:
        key = new_join_link(db, dina)

    def join(db: Session) -> Token:
        return join_team(
            db, settings.secret, key, sign_in_name="dina", password=PASSWORD, totp_secret=PHONE, phone_code=phone_code()
        )

    assert how_many_succeed(database, in_one(database, join)) == 1
    with database.reading() as db:
        assert len(db.exec(select(SignIn)).all()) == 1


def test_a_code_of_the_phone_signs_in_once(make: Make, database: Database, settings: Settings) -> None:
    els(make, make.desk())
    code = phone_code()

    def attempt() -> bool:
        secret = settings.secret
        done = sign_in_with_password(database, secret, name="els", password=PASSWORD, phone_code=code)
        return isinstance(done, Token)

    assert how_many_succeed(database, attempt) == 1
    with database.reading() as db:
        assert len(db.exec(select(SignIn)).all()) == 1
