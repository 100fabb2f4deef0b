"""`/admin`: the team, the devices, the desks, and who changed what."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.db import Db, ReadDb
from app.i18n import LANGUAGE_NAMES, _, language, lazy
from app.staff import queries, service
from app.staff.access import CurrentStaff
from app.staff.forms import AddDesk, AddDevice, AddPerson, ChangePerson
from app.staff.models import DeviceKind, Role
from app.staff.service import joining
from app.staff.service.audit import first_changed
from app.staff.words import AUDIT_WORDS, DEVICE_WORDS, ROLE_WORDS
from app.web import redirect, render
from app.web.posting import came_from

router = APIRouter()
EVENTS_SHOWN = 200


def _words(request: Request) -> dict[str, Any]:
    catalog = request.app.state.shelf.catalog
    return {
        "roles": [(role.value, word) for role, word in ROLE_WORDS.items() if role is not Role.ADMINISTRATOR],
        "role_words": ROLE_WORDS,
        "device_kinds": [(kind.value, word) for kind, word in DEVICE_WORDS.items()],
        "device_words": DEVICE_WORDS,
        "languages": list(LANGUAGE_NAMES.items()),
        "topics": catalog.topics,
        "families": [(key, catalog.say(topic.title, language()).text) for key, topic in catalog.topics.items()],
    }


@router.get("/admin", name="admin")
def admin(request: Request, db: ReadDb, staff: CurrentStaff) -> Response:
    """Everybody and everything of the desks she leads."""
    return render(request, "staff/admin.html", team=service.whole_team(db, staff), **_words(request))


@router.get("/admin/desks/{desk}/people/new", name="new_person")
def new_person(request: Request, db: ReadDb, desk: str) -> Response:
    """Who is new at this desk?"""
    at = queries.desk_by_slug(db, desk)
    return render(request, "staff/person.html", desk=at, person=None, members=[], **_words(request))


@router.get("/admin/desks/{desk}/people/{person}", name="person")
def person_page(request: Request, db: ReadDb, desk: str, person: str) -> Response:
    """What she does at this desk, and what she speaks."""
    at, found, members = service.member_at(db, desk, person)
    return render(request, "staff/person.html", desk=at, person=found, members=members, **_words(request))


@router.post("/admin/people", name="add_person")
def add_person(request: Request, db: Db, staff: CurrentStaff, form: Annotated[AddPerson, Form()]) -> Response:
    """Somebody new; a code or link lets her in."""
    service.add_person(
        db, name=form.name, desk_id=form.desk_id, roles=form.roles, languages=form.languages,
        families=form.families, by=staff,
    )  # fmt: skip
    return redirect(request, "/admin", lazy("Added. Give her a code: with it she chooses her own PIN."))


@router.post("/admin/people/{person}", name="change_person")
def change_person(
    request: Request, db: Db, staff: CurrentStaff, person: str, form: Annotated[ChangePerson, Form()]
) -> Response:
    """Other roles, languages or families."""
    service.change_person(
        db, staff, person, desk_id=form.desk_id, roles=form.roles, languages=form.languages,
        families=form.families,
    )  # fmt: skip
    return redirect(request, "/admin", lazy("Kept."))


@router.post("/admin/people/{person}/code", name="give_code")
def give_code(request: Request, db: Db, staff: CurrentStaff, person: str) -> Response:
    """Eight digits to read aloud, once."""
    value = service.give_code(db, staff, person)
    grouped = f"{value[:4]} {value[4:]}"
    said = _("The code is %(code)s. It works once, for a quarter of an hour.") % {"code": grouped}
    return redirect(request, came_from(request), said)  # a host has no page of team and devices to go to


@router.post("/admin/people/{person}/link", name="give_link")
def give_link(request: Request, db: Db, staff: CurrentStaff, person: str) -> Response:
    """For a coordinator: an address where she chooses password and phone."""
    key = joining.give_join_link(db, staff, person)
    url = f"{request.app.state.settings.public_url.rstrip('/')}/join/{key}"
    return redirect(request, "/admin", _("Give her this address, it works once: %(url)s") % {"url": url})


@router.post("/admin/people/{person}/leaves", name="person_leaves")
def person_leaves(request: Request, db: Db, staff: CurrentStaff, person: str) -> Response:
    """Signed out everywhere, for good."""
    service.person_leaves(db, staff, person)
    return redirect(request, "/admin", lazy("Done. She cannot sign in any more."))


@router.post("/admin/devices", name="add_device")
def add_device(request: Request, db: Db, staff: CurrentStaff, form: Annotated[AddDevice, Form()]) -> Response:
    """An address that enrols one device, once."""
    key = service.new_device_link(db, staff, desk_id=form.desk_id, kind=DeviceKind(form.kind), label=form.label)
    url = f"{request.app.state.settings.public_url.rstrip('/')}/enrol/{key}"
    said = _("Open this address on the device within the hour; it works once: %(url)s") % {"url": url}
    return redirect(request, "/admin", said)


@router.post("/admin/devices/{device}/cut-off", name="cut_off_device")
def cut_off_device(request: Request, db: Db, staff: CurrentStaff, device: str) -> Response:
    """Lost or stolen."""
    service.cut_off_device(db, staff, device)
    return redirect(request, "/admin", lazy("Cut off. Nobody can work on that device any more."))


@router.post("/admin/desks", name="add_desk")
def add_desk(request: Request, db: Db, staff: CurrentStaff, form: Annotated[AddDesk, Form()]) -> Response:
    """One more desk in this installation."""
    service.add_desk(
        db, staff, slug=form.slug, name=form.name, place=form.place, languages=form.languages, tables=form.tables
    )
    return redirect(request, "/admin", lazy("Added. You are its coordinator for now."))


@router.get("/admin/audit", name="audit")
def audit(request: Request, db: ReadDb, staff: CurrentStaff) -> Response:
    """Who changed accounts, devices and desks. Never a content."""
    events = queries.events(db, EVENTS_SHOWN + 1)
    broken = first_changed(events[::-1])
    people = {person.id: person.name for person in queries.people(db)}
    mine = [e for e in events[:EVENTS_SHOWN] if staff.is_administrator or e.desk_id in staff.desks_as(Role.COORDINATOR)]
    return render(request, "staff/audit.html", events=mine, people=people, broken=broken, words=AUDIT_WORDS)
