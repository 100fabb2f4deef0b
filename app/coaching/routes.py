"""Pages of coaching: tips written at the table, read and approved by the coordinator."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.coaching import service
from app.coaching.forms import TIP_LENGTH, ApproveTip, DeclineTip, WriteTip
from app.coaching.names import Names
from app.db import Db, ReadDb
from app.i18n import lazy
from app.staff.access import CurrentStaff
from app.staff.models import Role
from app.web import redirect, render
from app.web.posting import came_from

router = APIRouter()


@router.post("/coach/tips", name="write_tip")
def write_tip(request: Request, db: Db, staff: CurrentStaff, form: Annotated[WriteTip, Form()]) -> Response:
    """A volunteer leaves a tip and goes on where she was."""
    service.write_tip(
        db,
        catalog=request.app.state.shelf.catalog,
        desk_id=staff.desk_id,
        author_id=staff.person_id,
        card=form.card,
        step=form.step,
        text=form.text,
    )
    message = lazy("Thank you. Your coordinator reads your tip; then everybody sees it here.")
    return redirect(request, came_from(request), message)


@router.get("/coach/tips", name="tips")
def tips(request: Request, db: ReadDb, staff: CurrentStaff) -> Response:
    """The tips that wait for a yes, those to look at again and those in use."""
    page = service.tip_list(db, desk_ids=staff.desks_as(Role.COORDINATOR))
    names = Names(request.app.state.shelf.catalog)
    return render(request, "coaching/tips.html", page=page, names=names, length=TIP_LENGTH)


@router.post("/coach/tips/{code}/approve", name="approve_tip")
def approve_tip(
    request: Request, db: Db, staff: CurrentStaff, code: str, form: Annotated[ApproveTip, Form()]
) -> Response:
    """Yes, in these words."""
    desk_ids = staff.desks_as(Role.COORDINATOR)
    service.approve_tip(db, code=code, text=form.text, by=staff.person_id, desk_ids=desk_ids)
    return redirect(request, "/coach/tips", lazy("Kept. Every helper sees this tip at its step."))


@router.post("/coach/tips/{code}/decline", name="decline_tip")
def decline_tip(
    request: Request, db: Db, staff: CurrentStaff, code: str, form: Annotated[DeclineTip, Form()]
) -> Response:
    """Not this one, or not any more."""
    service.decline_tip(db, code=code, desk_ids=staff.desks_as(Role.COORDINATOR))
    return redirect(request, "/coach/tips", lazy("Done. Nobody sees this tip."))
