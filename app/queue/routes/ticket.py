"""The ticket: on the kiosk, on a phone, on 80 mm paper."""

from typing import Annotated, Any

import segno
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.db import ReadDb, database_of
from app.desks import service as desks
from app.desks.models import Desk
from app.i18n import language, speaking, supported
from app.paper.responses import pdf_response
from app.queue import queries, service
from app.queue.models import Ticket
from app.web import render

router = APIRouter()


def _values(request: Request, db: ReadDb, code: str) -> dict[str, Any]:
    ticket = service.ticket_of(db, code)
    opening = queries.opening(db, ticket.opening_id)
    desk = next(desk for desk in desks.all_desks(db) if desk.id == opening.desk_id)
    return {"ticket": ticket, "desk": desk, "opening": opening, "before": service.position(db, ticket)}


def ticket_address(request: Request, ticket: Ticket) -> str:
    """Where a phone finds this ticket."""
    return f"{request.app.state.settings.public_url.rstrip('/')}/ticket/{ticket.code}?lang={language()}"


@router.get("/ticket/{code}", name="ticket")
def ticket_page(request: Request, db: ReadDb, code: str, kiosk: Annotated[str, Query(max_length=40)] = "") -> Response:
    """The number, how many go before, and when it is her turn."""
    values = _values(request, db, code)
    desk: Desk = values["desk"]
    picture = segno.make_qr(ticket_address(request, values["ticket"])).svg_data_uri(scale=4, border=2)
    at_kiosk = kiosk == desk.slug
    return render(request, "queue/ticket.html", at_kiosk=at_kiosk, qr=picture, **values)


@router.get("/ticket/{code}/now", name="ticket_now")
def ticket_now(request: Request, db: ReadDb, code: str) -> Response:
    """The live part."""
    return render(request, "queue/_ticket_now.html", **_values(request, db, code))


@router.get("/ticket/{code}/paper.pdf", name="ticket_pdf")
def ticket_pdf(request: Request, code: str, lang: str = "") -> Response:
    """80 mm. The look at the database is over before the paper is made."""
    with database_of(request).reading() as db:
        values = _values(request, db, code)
    with speaking(supported(lang) or supported(values["ticket"].language) or language()):
        picture = segno.make_qr(ticket_address(request, values["ticket"])).svg_data_uri(scale=4, border=2)
        return pdf_response(request, "queue/ticket.print.html", file_name="ticket", roll=True, qr=picture, **values)
