"""Addresses that work once: `/setup/…`, `/enrol/…`, `/join/…`."""

from typing import Annotated, Any

import segno
from fastapi import APIRouter, Form, Request
from itsdangerous import BadSignature, URLSafeSerializer
from markupsafe import Markup
from starlette.responses import Response

from app.db import Db, ReadDb
from app.errors import Invalid
from app.i18n import LANGUAGE_NAMES, lazy
from app.staff import queries, service
from app.staff.access import DEVICE_COOKIE
from app.staff.forms import JoinTeam, SetUpDesk
from app.staff.models import DeviceKind
from app.staff.routes.signing_in import DEVICE_LASTS, signed_in
from app.staff.service import devices, joining, setup
from app.web import redirect, render
from app.web.cookies import set_cookie
from app.web.kept_forms import kept_form

router = APIRouter()


def _signer(request: Request) -> URLSafeSerializer:
    return URLSafeSerializer(request.app.state.settings.secret, salt="phone-key")


def phone_secret(request: Request, phone_key: str) -> str:
    """The secret that the page showed. Raises ``Invalid`` when the page was changed."""
    try:
        return str(_signer(request).loads(phone_key))
    except BadSignature as error:
        raise Invalid({"phone_code": lazy("Open this page again and scan the new picture.")}) from error


def phone_parts(request: Request) -> dict[str, Any]:
    """The QR code for the phone, the same again after an error."""
    typed_key = kept_form(request).value("phone_key")
    secret = phone_secret(request, typed_key) if typed_key else setup.new_totp()
    picture = segno.make_qr(setup.totp_address(secret, "Koffie"), error="m")
    svg = picture.svg_inline(scale=5, omitsize=True, svgclass="qr", lineclass=None)
    drawn = Markup(svg)  # noqa: S704 -- segno's own squares, nothing typed
    return {"phone_key": _signer(request).dumps(secret), "qr": drawn, "totp_secret": secret}


@router.get("/setup/{key}", name="setup")
def setup_page(request: Request, db: ReadDb, key: str) -> Response:
    """The first page of a new installation."""
    setup.find_setup_link(db, key)
    parts = phone_parts(request)
    return render(request, "staff/setup.html", languages=list(LANGUAGE_NAMES.items()), **parts)


@router.post("/setup/{key}", name="set_up")
def set_up(request: Request, db: Db, key: str, form: Annotated[SetUpDesk, Form()]) -> Response:
    """The first desk and who runs it."""
    wanted = service.SetUp(
        desk_name=form.desk_name,
        desk_slug=form.slug,
        place=form.place,
        languages=form.languages,
        tables=form.tables,
        name=form.name,
        sign_in_name=form.sign_in_name,
        password=form.password,
        totp_secret=phone_secret(request, form.phone_key),
        phone_code=form.phone_code,
    )
    token = service.set_up(db, request.app.state.settings.secret, key, wanted)
    return signed_in(request, token, "/admin")


@router.get("/enrol/{key}", name="enrol")
def enrol(request: Request, db: ReadDb, key: str) -> Response:
    """This browser becomes a device of the desk: shown first, done by the button."""
    return render(request, "staff/enrol.html", link=devices.find_enrol_link(db, key))


@router.post("/enrol/{key}", name="enrol_device")
def enrol_device(request: Request, db: Db, key: str) -> Response:
    """The link is used up; this browser is the device."""
    token, kind, desk_id = service.enrol_device(db, key)
    slug = next(desk.slug for desk in queries.desks(db) if desk.id == desk_id)
    url = {DeviceKind.KIOSK: f"/kiosk/{slug}", DeviceKind.BOARD: f"/board/{slug}"}.get(kind, "/sign-in")
    response = redirect(request, url)
    set_cookie(response, request, DEVICE_COOKIE, token.value, max_age=DEVICE_LASTS)
    return response


@router.get("/join/{key}", name="join")
def join(request: Request, db: ReadDb, key: str) -> Response:
    """A coordinator chooses password and phone."""
    _link, person = joining.find_join_link(db, key)
    return render(request, "staff/join.html", person=person, **phone_parts(request))


@router.post("/join/{key}", name="join_team")
def join_team(request: Request, db: Db, key: str, form: Annotated[JoinTeam, Form()]) -> Response:
    """From now on these are hers."""
    token = service.join_team(
        db,
        request.app.state.settings.secret,
        key,
        sign_in_name=form.sign_in_name,
        password=form.password,
        totp_secret=phone_secret(request, form.phone_key),
        phone_code=form.phone_code,
    )
    return signed_in(request, token, "/welcome")
