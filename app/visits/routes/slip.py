"""`/slip`: who comes back with her paper, at home or at the desk."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.db import Database, ReadDb, database_of
from app.errors import Invalid, NotFound
from app.i18n import lazy
from app.privacy import sealing
from app.privacy import service as sealed
from app.privacy.service import DraftKey
from app.staff.access import SignedIn, current_staff
from app.staff.models import Device, DeviceKind
from app.visits import papers, service
from app.visits.forms import OpenSlip
from app.visits.routes.keys import give_key
from app.visits.routes.table import here
from app.visits.routes.visit import found_visit
from app.visits.words import OUTCOME_WORDS
from app.web import redirect, render
from app.web.browser_key import browser_key
from app.web.kept_forms import KeptForm, change_form, held_form, keep, kept_form
from app.web.limits import Brake

router = APIRouter()
# Where the sealed content of a slip waits between two pages. No form can be sent from such a place: what a forged field
# holds is kept for the page it came from, and opens at none of these.
OPENED = "/slip/open#opened"
BEGUN = "/slip/open#begun"
handle_brake = Brake("5/hour")
device_brake = Brake("30/hour")
WRONG = lazy("This code opens nothing. Look at each digit. Or the paper is too old.")
TYPING = lazy("A digit is not right. The code has 28 digits.")


@router.get("/slip", name="slip")
def slip(request: Request) -> Response:
    """Handle and digits."""
    return render(request, "visits/slip.html")


def _is_signed_in(request: Request) -> bool:
    return request.state.staff is not None and not request.state.staff.is_locked


def _opened(request: Request, handle: str, digits: str, *, with_answers: bool) -> sealed.OpenedSlip:
    """What the paper opens. Five tries an hour for a paper, thirty for a browser.

    Raises ``TooMany``, and ``Invalid`` with one message for every reason.
    """
    device_brake.pull((browser_key(request) or b"").hex())
    handle_brake.pull(handle)
    device: Device | None = request.state.device
    at_desk = device is not None and device.kind is DeviceKind.DESK and _is_signed_in(request)
    with database_of(request).reading() as db:
        row = sealed.find_slip(db, handle)
    found = sealed.open_slip(
        row, request.app.state.epochs, handle=handle, digits=digits, with_answers=with_answers and at_desk,
        at_desk=at_desk,
    )  # fmt: skip
    if found is None:
        raise Invalid({"digits": WRONG})
    handle_brake.clear(handle)
    return found


@router.post("/slip", name="open_slip")
def open_slip(request: Request, form: Annotated[OpenSlip, Form()]) -> Response:
    """Show the steps."""
    handle, digits = form.handle.strip().upper(), "".join(form.digits.split()).replace("-", "")
    if not sealing.is_whole(digits):
        raise Invalid({"digits": TYPING})
    found = _opened(request, handle, digits, with_answers=False)
    values = {"handle": [handle], "digits": [digits], "steps": [json.dumps(found.steps)]}
    return redirect(request, f"/slip/open?kept={keep(request, OPENED, KeptForm(values))}")


def _kept(request: Request) -> dict[str, Any]:
    form = kept_form(request, OPENED)
    if not form.value("steps"):
        raise NotFound(lazy("Type your code again."))
    return {"steps": json.loads(form.value("steps")), "handle": form.value("handle"), "digits": form.value("digits")}


@router.get("/slip/open", name="opened_slip")
def opened_slip(request: Request) -> Response:
    """The steps."""
    kept = _kept(request)
    items = papers.slip_items(request.app.state.shelf.catalog, kept["steps"])
    return render(
        request, "visits/slip_open.html", steps=kept["steps"], items=items, outcome_words=OUTCOME_WORDS,
        handle=request.query_params.get("kept", ""), catalog=request.app.state.shelf.catalog,
    )  # fmt: skip


@router.post("/slip/wipe", name="wipe_slip")
def wipe_slip(request: Request) -> Response:
    """Gone for good, with the paper in hand."""
    kept = _kept(request)
    _opened(request, kept["handle"], kept["digits"], with_answers=False)
    with database_of(request).writing() as db:
        sealed.wipe_slip(db, kept["handle"])
    return redirect(request, "/slip", lazy("Wiped. Your paper opens nothing any more."))


@router.post("/slip/go-on", name="continue_slip")
def continue_slip(request: Request) -> Response:
    """At the desk: a new visit with what the slip holds; answers only when they were kept. Pressed again: the same."""
    staff, database = current_staff(request), database_of(request)
    if begun := kept_form(request, BEGUN).values:
        with database.reading() as db:
            return _go(request, db, staff, begun)
    kept = _kept(request)
    found = _opened(request, kept["handle"], kept["digits"], with_answers=True)
    return _begin(request, database, staff, found)


def _go(request: Request, db: ReadDb, staff: SignedIn, begun: Mapping[str, list[str]]) -> Response:
    (code,), (key,) = begun["visit"], begun["key"]
    return give_key(request, redirect(request, f"/visits/{code}"), found_visit(db, staff, code), DraftKey.of(key))


def _begin(request: Request, database: Database, staff: SignedIn, found: sealed.OpenedSlip) -> Response:
    catalog, slots = request.app.state.shelf.catalog, request.app.state.visit_slots
    with database.writing() as db:
        if begun := held_form(request, db, BEGUN).values:
            return _go(request, db, staff, begun)
        _desk, opening = here(db, staff)
        visit, key = service.begin_visit(
            db, opening, language=found.steps["language"], sign_in_id=staff.sign_in_id, table=None,
            slots=request.app.state.queue_slots, content=found.answers or service.empty_content(),
        )  # fmt: skip
        service.ask_again(db, catalog, visit, found.steps["items"], slots=slots)
        change_form(request, db, BEGUN, KeptForm({"visit": [visit.code], "key": [key.cookie() if key else ""]}))
    return give_key(request, redirect(request, f"/visits/{visit.code}"), visit, key)
