"""How long a wrong PIN waits, what a weak one is, which code of the phone is right: no database, no clock."""

import hashlib
from datetime import timedelta

import pyotp
import pytest
from cryptography.exceptions import InvalidTag

from app.staff.access import SignedIn
from app.staff.models import Role
from app.staff.rules import LONGEST_ANYWHERE, delay_after, is_weak_pin, plain_name
from app.staff.service.secrets import fits, hash_secret, mark_of, open_totp, seal_totp, totp_step

PHONE = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
APP_SECRET = b"only-for-tests-0123456789abcdef"
AT = 1_790_000_010.0
STEP = int(AT) // 30


@pytest.mark.parametrize(
    ("wrong", "minutes"),
    [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 4), (6, 8), (8, 32), (9, 60), (10, 60), (5000, 60)],
)
def test_the_wait_doubles_and_never_passes_an_hour(wrong: int, minutes: int) -> None:
    assert delay_after(wrong) == timedelta(minutes=minutes)
    assert delay_after(wrong, LONGEST_ANYWHERE) == timedelta(minutes=min(minutes, 1))


@pytest.mark.parametrize(
    ("pin", "weak"),
    [("000000", True), ("123456", True), ("987654", True), ("123457", False), ("121212", False), ("481526", False)],
)
def test_a_pin_of_one_digit_or_in_a_row_is_weak(pin: str, weak: bool) -> None:
    assert is_weak_pin(pin) is weak


@pytest.mark.parametrize("typed", ["els.k", "ELS.K", " Els.k ", "ｅｌｓ.k", "elſ.k", "els.\u212a"])
def test_a_name_is_the_same_however_it_is_typed(typed: str) -> None:
    assert plain_name(typed) == "els.k"


def test_a_name_is_known_again_and_never_read() -> None:
    marks = {mark_of(secret, name) for secret in (APP_SECRET, b"another") for name in ("els", "dina", "els")}
    assert len(marks) == 4
    assert {len(mark) for mark in marks} == {64}
    assert mark_of(APP_SECRET, "els") != hashlib.sha256(b"els").hexdigest()


@pytest.mark.parametrize(("away", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_right_half_a_minute_early_or_late(away: int, right: bool) -> None:
    sealed = seal_totp(APP_SECRET, PHONE)
    typed = pyotp.TOTP(PHONE).at((STEP + away) * 30)
    found = totp_step(APP_SECRET, sealed, typed, AT, 0)
    assert found == (STEP + away if right else None)


@pytest.mark.parametrize(("last", "right"), [(STEP - 1, True), (STEP, False), (STEP + 1, False)])
def test_a_code_that_was_used_is_not_right_again(last: int, right: bool) -> None:
    sealed = seal_totp(APP_SECRET, PHONE)
    found = totp_step(APP_SECRET, sealed, pyotp.TOTP(PHONE).at(STEP * 30), AT, last)
    assert (found is not None) is right


def test_nobody_without_a_phone_has_a_right_code() -> None:
    assert totp_step(APP_SECRET, None, "000000", AT, 0) is None


def test_the_secret_of_a_phone_opens_only_with_the_secret_of_the_installation() -> None:
    sealed = seal_totp(APP_SECRET, PHONE)
    assert PHONE.encode() not in sealed
    assert open_totp(APP_SECRET, sealed) == PHONE
    with pytest.raises(InvalidTag):
        open_totp(b"another-installation-0123456789", sealed)
    assert totp_step(b"another-installation-0123456789", sealed, pyotp.TOTP(PHONE).at(STEP * 30), AT, 0) is None


def test_each_byte_of_a_sealed_secret_is_guarded() -> None:
    sealed = seal_totp(APP_SECRET, PHONE)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(InvalidTag):
            open_totp(APP_SECRET, bytes(changed))


def test_a_password_is_kept_as_argon2id_and_nothing_fits_nobody() -> None:
    kept = hash_secret("vier gewone woorden")
    assert kept.startswith("$argon2id$")
    assert fits("vier gewone woorden", kept)
    assert not fits("vier gewone worden", kept)
    assert not fits("vier gewone woorden", None)


def signed_in(**roles: frozenset[Role]) -> SignedIn:
    numbers = {int(desk.removeprefix("desk")): held for desk, held in roles.items()}
    return SignedIn(1, "Els", ("nl",), numbers, True, 3, "kalmthout", "Kalmthout")


def test_a_pin_opens_table_and_line_and_never_the_lead() -> None:
    staff = signed_in(desk3=frozenset(Role)).at_the_table()
    assert staff.may(Role.VOLUNTEER, 3)
    assert staff.may(Role.HOST, 3)
    assert not staff.may(Role.COORDINATOR, 3)
    assert not staff.is_administrator


def test_a_role_counts_at_its_own_desk_only() -> None:
    staff = signed_in(desk3=frozenset({Role.HOST}), desk4=frozenset({Role.COORDINATOR}))
    assert staff.is_a(Role.HOST)
    assert not staff.is_a(Role.COORDINATOR)
    assert not staff.may(Role.HOST, 4)
    assert staff.desks_as(Role.COORDINATOR) == [4]


@pytest.mark.parametrize(
    ("roles", "administrator", "places"),
    [
        ({Role.VOLUNTEER}, False, ["/table", "/cards"]),
        ({Role.HOST}, False, ["/host/kalmthout", "/desks/kalmthout/today", "/cards"]),
        (set(), True, ["/catalog", "/admin", "/cards"]),
        (
            {Role.COORDINATOR},
            False,
            [
                "/table",
                "/host/kalmthout",
                "/desks/kalmthout/today",
                "/coach",
                "/coach/tips",
                "/catalog",
                "/admin",
                "/cards",
            ],
        ),
    ],
)
def test_the_menu_holds_what_she_may_open(roles: set[Role], administrator: bool, places: list[str]) -> None:
    staff = SignedIn(1, "Els", ("nl",), {3: frozenset(roles)}, administrator, 3, "kalmthout", "Kalmthout")
    assert [item.href for item in staff.menu()] == places
