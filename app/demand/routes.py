"""Pages of demand: the coordinator's day and the pictures of what is asked."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from app import clock
from app.db import Db, ReadDb
from app.demand import service
from app.demand.names import Names
from app.i18n import _, lazy
from app.staff.access import CurrentStaff, SignedIn
from app.staff.models import Role
from app.web import PageForm, redirect, render

router = APIRouter()
PERIODS = (
    (12, lazy("12 weeks")),
    (26, lazy("half a year")),
    (52, lazy("a year")),
    (104, lazy("two years")),
)


class JudgeHint(PageForm):
    """The coordinator's verdict on a hint."""

    verdict: Literal["true", "false"]


def _today_values(request: Request, db: ReadDb, staff: SignedIn) -> dict[str, Any]:
    desk_ids = staff.desks_as(Role.COORDINATOR)
    page = service.today(db, desk_ids=desk_ids)
    return {
        "page": page,
        "names": Names(request.app.state.shelf.catalog),
        "channels": ",".join(f"desk-{desk_id}" for desk_id in desk_ids),
        "today_on": clock.today(),
    }


@router.get("/coach", name="coach")
def coach(request: Request, db: ReadDb, staff: CurrentStaff) -> Response:
    """The coordinator's start page."""
    return render(request, "demand/today.html", **_today_values(request, db, staff))


@router.get("/coach/now", name="coach_now")
def coach_now(request: Request, db: ReadDb, staff: CurrentStaff) -> Response:
    """The live part of the start page."""
    return render(request, "demand/_today.html", **_today_values(request, db, staff))


@router.post("/coach/hints/{code}/judge", name="judge_hint")
def judge_hint(
    request: Request, db: Db, staff: CurrentStaff, code: str, form: Annotated[JudgeHint, Form()]
) -> Response:
    """A real peak, or chance."""
    service.judge_hint(
        db,
        code=code,
        is_true=form.verdict == "true",
        by=staff.person_id,
        desk_ids=staff.desks_as(Role.COORDINATOR),
    )
    return redirect(request, "/coach", lazy("Kept. Thank you: this teaches what a peak is."))


@router.get("/demand", name="demand")
def demand(
    request: Request,
    db: ReadDb,
    staff: CurrentStaff,
    desk: Annotated[str, Query(max_length=40)] = "",
    weeks: Annotated[int, Query(ge=2, le=104)] = 12,
) -> Response:
    """What is asked, per card and week."""
    desk_ids = staff.desks_as(Role.COORDINATOR)
    page = service.look_back(db, desk_ids=desk_ids, slug=desk, weeks=weeks)
    return render(
        request,
        "demand/demand.html",
        page=page,
        names=Names(request.app.state.shelf.catalog),
        desk_choices=[("", _("All my desks")), *((d.slug, d.name) for d in page.desks)],
        period_choices=[(str(n), label) for n, label in PERIODS],
        weeks=weeks,
    )
