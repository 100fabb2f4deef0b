"""`/table`: the volunteer's own page."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.db import Db, ReadDb
from app.desks import service as desks
from app.desks.models import Desk, Opening
from app.errors import Invalid, NotFound
from app.i18n import LANGUAGE_NAMES, _, lazy
from app.queue import service as line
from app.queue.models import TicketState
from app.queue.words import WHY_WORDS
from app.staff.access import CurrentStaff, SignedIn
from app.visits import service
from app.visits.forms import BeginVisit, SheIsHere, SitAt
from app.visits.routes.keys import give_key
from app.web import redirect, render

router = APIRouter()


def here(db: Db | ReadDb, staff: SignedIn) -> tuple[Desk, Opening]:
    """Desk and opening where she works now. Raises ``NotFound`` when it is not open."""
    desk = desks.desk_by_slug(db, staff.desk_slug)
    opening = desks.open_now(db, desk)
    if opening is None:
        raise NotFound(lazy("The desk is not open now. Ask the host to open it."))
    return desk, opening


def _values(db: ReadDb, staff: SignedIn) -> dict[str, Any]:
    desk = desks.desk_by_slug(db, staff.desk_slug)
    opening = desks.open_now(db, desk)
    label = desks.table_of(db, opening, staff.person_id) if opening else None
    page = service.at_table(db, opening, label=label, sign_in_id=staff.sign_in_id) if opening else None
    waiting = line.how_many_wait(db, opening) if opening else 0
    return {"desk": desk, "opening": opening, "page": page, "waiting": waiting, "why_words": WHY_WORDS}


@router.get("/table", name="table")
def table(request: Request, db: ReadDb, staff: CurrentStaff) -> Response:
    """Call the next number, or go on with the visit that runs."""
    values = _values(db, staff)
    tables = desks.tables_of(values["desk"])
    languages = list(LANGUAGE_NAMES.items())
    return render(request, "visits/table.html", tables=tables, languages=languages, **values)


@router.get("/table/now", name="table_now")
def table_now(request: Request, db: ReadDb, staff: CurrentStaff) -> Response:
    """The live part."""
    return render(request, "visits/_table_now.html", **_values(db, staff))


@router.post("/table/sit", name="sit_at_table")
def sit_at_table(request: Request, db: Db, staff: CurrentStaff, form: Annotated[SitAt, Form()]) -> Response:
    """This table is mine today."""
    desk, _opening = here(db, staff)
    desks.put_at_table(db, desk, person_id=staff.person_id, label=form.table)
    return redirect(request, "/table")


@router.post("/table/call-next", name="call_next")
def call_next(request: Request, db: Db, staff: CurrentStaff) -> Response:
    """The first person she can help."""
    _desk, opening = here(db, staff)
    label = desks.table_of(db, opening, staff.person_id)
    if label is None:
        raise Invalid({"table": lazy("Choose your table first.")})
    line.hold(db, opening)
    if service.at_table(db, opening, label=label, sign_in_id=staff.sign_in_id).visits:  # an old tab: somebody sits here
        return redirect(request, "/table")
    called = line.call_next(db, opening, table=label, languages=staff.languages, families=staff.families)
    if called is None:
        return redirect(request, "/table", lazy("Nobody waits. Time for coffee."))
    if called.why not in WHY_WORDS:  # the host called her, out of turn
        return redirect(request, "/table")
    said = _("Number %(number)s: %(why)s.") % {"number": called.ticket.number, "why": WHY_WORDS[called.why]}
    return redirect(request, "/table", said)


@router.post("/table/here", name="she_is_here")
def she_is_here(request: Request, db: Db, staff: CurrentStaff, form: Annotated[SheIsHere, Form()]) -> Response:
    """The called number sits down: the visit begins."""
    _desk, opening = here(db, staff)
    label = desks.table_of(db, opening, staff.person_id)
    visit, key = service.begin_visit(
        db, opening, language="nl", sign_in_id=staff.sign_in_id, table=label, ticket_code=form.ticket,
        slots=request.app.state.queue_slots,
    )  # fmt: skip
    return give_key(request, redirect(request, f"/visits/{visit.code}"), visit, key)


@router.post("/table/not-there", name="not_there")
def not_there(request: Request, db: Db, staff: CurrentStaff, form: Annotated[SheIsHere, Form()]) -> Response:
    """Called, and nobody came. The host sees it."""
    line.move(
        db, form.ticket, to=TicketState.NOT_THERE, by_role="volunteer", slots=request.app.state.queue_slots,
        desk_ids=[staff.desk_id],
    )  # fmt: skip
    return redirect(request, "/table", lazy("The host looks for her. Call the next one."))


@router.post("/table/without-number", name="begin_visit")
def begin_visit(request: Request, db: Db, staff: CurrentStaff, form: Annotated[BeginVisit, Form()]) -> Response:
    """Somebody sits down who has no number."""
    _desk, opening = here(db, staff)
    label = desks.table_of(db, opening, staff.person_id)
    visit, key = service.begin_visit(
        db, opening, language=form.speaks, sign_in_id=staff.sign_in_id, table=label,
        slots=request.app.state.queue_slots,
    )  # fmt: skip
    return give_key(request, redirect(request, f"/visits/{visit.code}"), visit, key)
