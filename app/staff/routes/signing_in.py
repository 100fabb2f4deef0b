"""`/sign-in`: tiles and a PIN on an enrolled device, password and phone for coordinators."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.db import Database, Db, ReadDb, database_of
from app.errors import Invalid, NotFound
from app.i18n import _, format_time, lazy
from app.staff import queries, service
from app.staff.access import DEVICE_COOKIE, LOCKED_COOKIE, SIGN_IN_COOKIE, CurrentStaff
from app.staff.forms import GivePassword, GivePin, SetNewPin
from app.staff.models import Device, DeviceKind, Person, Role
from app.staff.service import devices
from app.web import redirect, render
from app.web.browser_key import renew_browser_key
from app.web.cookies import drop_cookie, set_cookie
from app.web.posting import own_address

router = APIRouter()
DEVICE_LASTS = 400 * 24 * 3600
DEMO_DEVICE = "Tablet tafel"


def safe_next(request: Request, otherwise: str = "/welcome") -> str:
    """Where she wanted to go."""
    return own_address(request.query_params.get("next", ""), otherwise)


def tablet_of(request: Request) -> Device | None:
    """The enrolled tablet that asks; none for any other browser."""
    device: Device | None = request.state.device
    return device if device is not None and device.kind is DeviceKind.DESK else None


def desk_device(request: Request) -> Device:
    """The same. Raises ``NotFound`` on any other browser."""
    device = tablet_of(request)
    if device is None:
        raise NotFound(lazy("This device is not enrolled at a desk."))
    return device


def demo_staff(request: Request) -> list[dict[str, Any]]:
    """The people of the demonstration with their PINs; nobody on a real desk."""
    settings = request.app.state.settings
    file = settings.data_dir / "demo.json"
    if not settings.demo or not file.exists():
        return []
    staff: list[dict[str, Any]] = json.loads(file.read_text())["staff"]
    return staff


def say_refused(refused: service.Refused, field: str) -> Invalid:
    """In words; with the hour from which she may try again."""
    if refused.free_at is None:
        return Invalid({field: lazy("This is not right. Try once more.")})
    at = format_time(refused.free_at)
    return Invalid(
        {field: _("Too many wrong tries. Try again at %(time)s, or ask the host for a code.") % {"time": at}}
    )


def signed_in(request: Request, token: service.Token, url: str) -> Response:
    """The cookie, and on to the work. What somebody else typed in this browser is not hers to read."""
    renew_browser_key(request)
    response = redirect(request, url)
    set_cookie(response, request, SIGN_IN_COOKIE, token.value)
    drop_cookie(response, request, LOCKED_COOKIE)  # it hid what somebody else was at
    return response


@router.get("/sign-in", name="sign_in")
def sign_in(request: Request, db: ReadDb) -> Response:
    """Tiles of the team on an enrolled device; the password form everywhere."""
    device = tablet_of(request)
    team = queries.people_of(db, device.desk_id) if device else []
    tiles = [person for person in team if person.pin_hash or not person.password_hash]
    pins = {person["name"]: person["pin"] for person in demo_staff(request)}
    after = safe_next(request)
    return render(request, "staff/sign_in.html", enrolled=device is not None, tiles=tiles, pins=pins, after=after)


@router.post("/sign-in/demo", name="sign_in_demo")
def sign_in_demo(request: Request, db: Db) -> Response:
    """In the demonstration any browser may become a tablet of the desk."""
    if not demo_staff(request):
        raise NotFound(lazy("This page does not exist, or not any more."))
    desk = queries.desks(db)[0]
    label = f"{DEMO_DEVICE} {queries.count_desk_devices(db, desk.id or 0) + 1}"
    token = devices.enrol(db, desk_id=desk.id or 0, kind=DeviceKind.DESK, label=label)
    response = redirect(request, "/sign-in")
    set_cookie(response, request, DEVICE_COOKIE, token.value, max_age=DEVICE_LASTS)
    return response


@router.get("/sign-in/password", name="sign_in_password")
def sign_in_password(request: Request) -> Response:
    """For coordinators and administrators."""
    return render(request, "staff/password.html", after=safe_next(request))


@router.post("/sign-in/password", name="sign_in_with_password")
def sign_in_with_password(request: Request, form: Annotated[GivePassword, Form()]) -> Response:
    """Password and phone."""
    result = service.sign_in_with_password(
        database_of(request),
        request.app.state.settings.secret,
        name=form.name,
        password=form.password,
        phone_code=form.phone_code,
        device=tablet_of(request),
    )
    if isinstance(result, service.Refused):
        raise say_refused(result, "password")
    return signed_in(request, result, safe_next(request))


def _tile(database: Database, device: Device, person_code: str) -> Person:
    with database.reading() as db:
        team = queries.people_of(db, device.desk_id)
    person = next((one for one in team if one.code == person_code), None)
    if person is None:
        raise NotFound(lazy("This person is not in your team."))
    return person


@router.get("/sign-in/{person}", name="sign_in_person")
def sign_in_person(request: Request, person: str) -> Response:
    """The PIN of one tile."""
    found = _tile(database_of(request), desk_device(request), person)
    pins = {one["name"]: one["pin"] for one in demo_staff(request)}
    after = safe_next(request)
    return render(request, "staff/pin.html", person=found, pin=pins.get(found.name, ""), after=after)


@router.post("/sign-in/{person}", name="sign_in_with_pin")
def sign_in_with_pin(request: Request, person: str, form: Annotated[GivePin, Form()]) -> Response:
    """The PIN of one tile."""
    device, database = desk_device(request), database_of(request)
    found = _tile(database, device, person)
    result = service.sign_in_with_pin(database, device=device, person=found, pin=form.pin)
    if isinstance(result, service.Refused):
        raise say_refused(result, "pin")
    return signed_in(request, result, safe_next(request))


@router.get("/sign-in/{person}/new-pin", name="new_pin")
def new_pin(request: Request, person: str) -> Response:
    """With a code of the host she chooses a PIN."""
    found = _tile(database_of(request), desk_device(request), person)
    return render(request, "staff/new_pin.html", person=found)


@router.post("/sign-in/{person}/new-pin", name="set_new_pin")
def set_new_pin(request: Request, person: str, form: Annotated[SetNewPin, Form()]) -> Response:
    """The code is used up, the PIN is hers."""
    device, database = desk_device(request), database_of(request)
    found = _tile(database, device, person)
    result = service.set_new_pin(database, device=device, person=found, typed_code=form.code, pin=form.pin)
    if isinstance(result, service.Refused):
        raise say_refused(result, "code")
    return signed_in(request, result, "/welcome")


@router.get("/welcome", name="welcome")
def welcome(request: Request, staff: CurrentStaff) -> Response:
    """To where her work is: the coach's page, her table, or the line."""
    if staff.is_a(Role.COORDINATOR):
        return redirect(request, "/coach")
    if staff.is_a(Role.VOLUNTEER):
        return redirect(request, "/table")
    return redirect(request, f"/host/{staff.desk_slug}" if staff.is_a(Role.HOST) else "/admin")


@router.post("/sign-out", name="sign_out")
def sign_out(request: Request, db: Db) -> Response:
    """Nobody is signed in here any more."""
    if request.state.staff is not None:
        service.sign_out(db, request.state.staff)
    renew_browser_key(request)
    response = redirect(request, "/sign-in", lazy("You are signed out."))
    drop_cookie(response, request, SIGN_IN_COOKIE)
    return response
