"""The front page, the hours, the desk of today, and the desk itself."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from app import clock
from app.db import Db, ReadDb
from app.desks import rules, service
from app.desks.forms import ChangeDesk, KeepPartner, OpenDesk, PutAtTable
from app.desks.models import Desk
from app.i18n import LANGUAGE_NAMES, lazy
from app.staff import service as team
from app.staff.access import CurrentStaff
from app.web import redirect, render

router = APIRouter()


@router.get("/", name="front")
def front(request: Request, db: ReadDb) -> Response:
    """Where somebody begins who knows nothing."""
    desks = [(desk, service.open_now(db, desk)) for desk in service.all_desks(db)]
    return render(request, "desks/front.html", desks=desks)


@router.get("/open", name="open_hours")
def open_hours(request: Request, db: ReadDb) -> Response:
    """Is it open, and where?"""
    desks = [(desk, service.open_now(db, desk)) for desk in service.all_desks(db)]
    return render(request, "desks/open.html", public=True, desks=desks)


@router.get("/desks/{desk}/today", name="desk_today")
def desk_today(request: Request, db: ReadDb, staff: CurrentStaff, desk: str) -> Response:
    """Open, last ticket, close; who sits where; who speaks what."""
    found = service.desk_by_slug(db, desk)
    topics = request.app.state.shelf.catalog.topics
    page = service.today(db, found, slots=request.app.state.desk_slots)
    return render(
        request, "desks/today.html", page=page, tables=service.tables_of(found), usual_end=service.usual_end(found),
        topics=topics, to_help=team.to_help(db, staff),
    )  # fmt: skip


def wall_clock(desk: Desk, hour: str) -> datetime:
    """Today at this hour on the wall of the hall."""
    at = datetime.strptime(hour, "%H:%M").time()  # noqa: DTZ007 -- a clock face has no zone; the next line gives it
    return datetime.combine(clock.today(desk.timezone), at, desk.timezone)


@router.post("/desks/{desk}/open", name="open_desk")
def open_desk(request: Request, db: Db, desk: str, form: Annotated[OpenDesk, Form()]) -> Response:
    """From now on numbers are given."""
    found = service.desk_by_slug(db, desk)
    service.open_desk(db, found, until=wall_clock(found, form.until))
    return redirect(request, f"/desks/{desk}/today", lazy("The desk is open."))


@router.post("/desks/{desk}/last-ticket", name="last_ticket")
def last_ticket(request: Request, db: Db, desk: str) -> Response:
    """The kiosk gives no numbers any more."""
    service.last_ticket(db, service.desk_by_slug(db, desk))
    return redirect(request, f"/desks/{desk}/today", lazy("The kiosk gives no new numbers. Who waits is helped."))


@router.post("/desks/{desk}/more-tickets", name="more_tickets")
def more_tickets(request: Request, db: Db, desk: str) -> Response:
    """There is time again."""
    service.more_tickets(db, service.desk_by_slug(db, desk))
    return redirect(request, f"/desks/{desk}/today", lazy("The kiosk gives numbers again."))


@router.post("/desks/{desk}/close", name="close_desk")
def close_desk(request: Request, db: Db, desk: str) -> Response:
    """The half-day is over."""
    service.close_desk(db, service.desk_by_slug(db, desk), slots=request.app.state.desk_slots)
    return redirect(request, f"/desks/{desk}/today", lazy("The desk is closed. Codes and tables are wiped."))


@router.post("/desks/{desk}/tables", name="put_at_table")
def put_at_table(request: Request, db: Db, desk: str, form: Annotated[PutAtTable, Form()]) -> Response:
    """Somebody sits at a table, or is not there."""
    service.put_at_table(db, service.desk_by_slug(db, desk), person_id=form.person, label=form.table or None)
    return redirect(request, f"/desks/{desk}/today", lazy("Kept."))


@router.get("/admin/desks/{desk}", name="desk_page")
def desk_page(request: Request, db: ReadDb, desk: str) -> Response:
    """The desk itself: name, hours, languages, who is responsible."""
    found = service.desk_by_slug(db, desk)
    known = [code for code in found.languages if code in LANGUAGE_NAMES]
    languages = [(code, LANGUAGE_NAMES[code]) for code in dict.fromkeys([*known, *LANGUAGE_NAMES])]
    return render(
        request, "desks/desk.html", desk=found, hours=rules.as_typed(found.weekly_hours), field_name=rules.field_name,
        languages=languages, based_on=service.fingerprint(found), partners=service.local_partners(db, found),
    )  # fmt: skip


@router.post("/admin/desks/{desk}", name="change_desk")
def change_desk(
    request: Request, db: Db, staff: CurrentStaff, desk: str, form: Annotated[ChangeDesk, Form()]
) -> Response:
    """Other hours, another telephone number: from now on everywhere."""
    wanted = form.model_dump(exclude={"csrf_token", "came_from", "based_on", "hours"})
    found = service.desk_by_slug(db, desk)
    service.change_desk(db, found, staff, wanted=wanted, hours=form.hours, based_on=form.based_on)
    return redirect(request, f"/admin/desks/{desk}", lazy("Kept."))


@router.get("/admin/desks/{desk}/partners", name="desk_partners")
def desk_partners(
    request: Request, db: ReadDb, desk: str, change: Annotated[str, Query(max_length=32)] = ""
) -> Response:
    """Whom this desk refers to, and for which kind there is no number yet."""
    found = service.desk_by_slug(db, desk)
    return render(
        request, "desks/partners.html", desk=found, partners=service.local_partners(db, found),
        changing=service.partner_of(db, found, change) if change else None,
        kinds=request.app.state.shelf.catalog.partners,
    )  # fmt: skip


@router.post("/admin/desks/{desk}/partners", name="keep_partner")
def keep_partner(
    request: Request, db: Db, staff: CurrentStaff, desk: str, form: Annotated[KeepPartner, Form()]
) -> Response:
    """One more organisation, or another number of one."""
    service.keep_partner(
        db, service.desk_by_slug(db, desk), staff, code=form.partner, referral=form.referral, phone=form.phone,
        organisation=form.organisation, reachable_when=form.reachable_when,
        kinds=request.app.state.shelf.catalog.partners,
    )  # fmt: skip
    return redirect(request, f"/admin/desks/{desk}/partners", lazy("Kept."))


@router.post("/admin/desks/{desk}/partners/{partner}/remove", name="remove_partner")
def remove_partner(request: Request, db: Db, staff: CurrentStaff, desk: str, partner: str) -> Response:
    """We do not refer to it any more."""
    service.remove_partner(db, service.desk_by_slug(db, desk), staff, partner)
    return redirect(request, f"/admin/desks/{desk}/partners", lazy("Taken away."))
