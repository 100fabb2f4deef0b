"""`/lock`: hide everything at once, and come back with the PIN. Lock is not wipe: the work stays."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.db import Db, database_of
from app.staff import service
from app.staff.access import LOCKED_COOKIE, CurrentStaff, HidesAnyway
from app.staff.forms import Unlock
from app.staff.routes.signing_in import safe_next, say_refused
from app.staff.service import signing_in
from app.web import redirect, render
from app.web.cookies import drop_cookie

router = APIRouter(route_class=HidesAnyway)


@router.post("/lock", name="lock")
def lock(request: Request, db: Db) -> Response:
    """Hide the screen."""
    if request.state.staff is not None:
        signing_in.lock(db, request.state.staff)
    return redirect(request, "/lock")


@router.get("/still-here", name="still_here")
def still_here() -> Response:
    """Somebody works on a page without sending it; that she asks is what counts."""
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


@router.get("/lock", name="locked")
def locked(request: Request) -> Response:
    """A page that says nothing about anybody."""
    return render(request, "staff/lock.html", after=safe_next(request))


@router.post("/unlock", name="unlock")
def unlock(request: Request, staff: CurrentStaff, form: Annotated[Unlock, Form()]) -> Response:
    """Back to where she was."""
    if refused := service.unlock(database_of(request), staff, secret=form.secret):
        raise say_refused(refused, "secret")
    response = redirect(request, safe_next(request))
    drop_cookie(response, request, LOCKED_COOKIE)
    return response
