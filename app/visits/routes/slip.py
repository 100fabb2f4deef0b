"""`/slip`: who comes back with her paper, at home or at the desk."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.db import Database, database_of
from app.errors import Invalid, NotFound
from app.i18n import lazy
from app.privacy import sealing
from app.privacy import service as sealed
from app.staff.access import SignedIn, current_staff
from app.staff.models import Device, DeviceKind
from app.visits import papers, service
from app.visits.forms import OpenSlip
from app.visits.routes.keys import give_key
from app.visits.routes.table import here
from app.visits.words import OUTCOME_WORDS
from app.web import redirect, render
from app.web.browser_key import browser_key
from app.web.kept_forms import keep, kept_form
from app.web.limits import Brake

router = APIRouter()
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
    """What the paper opens. Raises ``Invalid`` with one message for every reason."""
    device: Device | None = request.state.device
    at_desk = device is not None and device.kind is DeviceKind.DESK and _is_signed_in(request)
    epochs = request.app.state.epochs
    with database_of(request).reading() as db:
        found = sealed.open_slip(
            db, epochs, handle=handle, digits=digits, with_answers=with_answers and at_desk, at_desk=at_desk
        )
    if found is None:
        raise Invalid({"digits": WRONG})
    return found


@router.post("/slip", name="open_slip")
def open_slip(request: Request, form: Annotated[OpenSlip, Form()]) -> Response:
    """Show the steps. Five tries an hour for a paper, thirty for a tablet."""
    request.state.never_kept = frozenset({"digits"})
    handle, digits = form.handle.strip().upper(), "".join(form.digits.split()).replace("-", "")
    if not sealing.is_whole(digits):
        raise Invalid({"digits": TYPING})
    device_brake.pull((browser_key(request) or b"").hex())
    handle_brake.pull(handle)
    found = _opened(request, handle, digits, with_answers=False)
    handle_brake.clear(handle)
    values = {"handle": [handle], "digits": [digits], "steps": [json.dumps(found.steps)]}
    values["last_day"] = [found.last_day.isoformat()]
    return redirect(request, f"/slip/open?kept={keep(request, values, {})}")


def _kept(request: Request) -> dict[str, Any]:
    form = kept_form(request)
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
        handle=request.query_params.get("kept", ""),
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
    """At the desk: a new visit with what the slip holds; answers only when they were kept."""
    staff = current_staff(request)
    kept = _kept(request)
    found = _opened(request, kept["handle"], kept["digits"], with_answers=True)
    return _begin(request, database_of(request), staff, found)


def _begin(request: Request, database: Database, staff: SignedIn, found: sealed.OpenedSlip) -> Response:
    catalog, slots = request.app.state.shelf.catalog, request.app.state.visit_slots
    with database.writing() as db:
        _desk, opening = here(db, staff)
        visit, key = service.begin_visit(
            db, opening, language=found.steps["language"], sign_in_id=staff.sign_in_id, table=None,
            slots=request.app.state.queue_slots, content=found.answers or service.empty_content(),
        )  # fmt: skip
        service.ask_again(db, catalog, visit, found.steps["items"], slots=slots)
    return give_key(request, redirect(request, f"/visits/{visit.code}"), visit, key)
