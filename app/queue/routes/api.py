"""The line as JSON, for machines with a token of the desk."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.responses import JSONResponse, Response

from app.db import Db, ReadDb, database_of
from app.desks import service as desks
from app.desks.models import Opening
from app.errors import NotFound
from app.i18n import lazy
from app.queue import service
from app.queue.forms import CallNext, NewState, NewTicket
from app.queue.models import Ticket
from app.staff.access import SignedIn
from app.staff.models import ApiToken
from app.web.limits import Brake
from app.web.live import stream

router = APIRouter(prefix="/api/v1")
brake = Brake("600/10 minutes")  # a token that runs wild; never a morning's rush


def _opening(db: Db | ReadDb, desk: str) -> Opening:
    opening = desks.open_now(db, desks.desk_by_slug(db, desk))
    if opening is None:
        raise NotFound(lazy("The desk is not open now."))
    return opening


def _ticket(db: Db | ReadDb, ticket: Ticket) -> dict[str, Any]:
    return {
        "number": ticket.number,
        "code": ticket.code,
        "state": ticket.state.value,
        "position": service.position(db, ticket),
        "table": ticket.table_label,
        # The range is read from the desk's own durations; until those are there, "we can't say yet".
        "wait": None,
    }


def _waiting(row: service.InLine) -> dict[str, Any]:
    ticket = row.ticket
    return {
        "code": ticket.code,
        "number": ticket.number,
        "language": ticket.language,
        "topic": ticket.topic,
        "date": ticket.must_act.value,
        "returning": ticket.is_returning,
        "overtaken": ticket.overtaken,
        "why": row.why,
        "waited_minutes": int(row.waited.total_seconds() // 60),
    }


@router.post("/desks/{desk}/tickets", name="api_take_number")
def api_take_number(
    request: Request, db: Db, desk: str, wanted: NewTicket, idempotency_key: Annotated[str, Header(max_length=70)]
) -> Response:
    """201 with a number; the same key gives the same number."""
    token: ApiToken | None = request.state.token
    brake.pull(f"token-{token.id if token else 0}")
    opening = _opening(db, desk)
    topic = wanted.topic if wanted.topic in request.app.state.shelf.catalog.topics else None
    ticket = service.take_number(
        db, opening, language=wanted.language, topic=topic, must_act=wanted.date, returning=wanted.returning,
        once=f"api-{opening.id}-{idempotency_key}", by_role=token.scope if token else "kiosk",
    )  # fmt: skip
    return JSONResponse(_ticket(db, ticket), 201)


@router.get("/tickets/{code}", name="api_ticket")
def api_ticket(db: ReadDb, code: str) -> Response:
    """One ticket: nothing that its own page does not show."""
    return JSONResponse(_ticket(db, service.ticket_of(db, code)))


@router.get("/desks/{desk}/board", name="api_board")
def api_board(db: ReadDb, desk: str) -> Response:
    """Numbers and tables."""
    opening = desks.open_now(db, desks.desk_by_slug(db, desk))
    calls = service.board(db, opening) if opening else []
    return JSONResponse({"calls": [{"number": t.number, "table": t.table_label} for t in calls]})


@router.get("/desks/{desk}/line", name="api_line")
def api_line(db: ReadDb, desk: str) -> Response:
    """Who waits, in order, with the reason of each place."""
    line = service.line(db, _opening(db, desk))
    aside = [{"code": r.ticket.code, "number": r.ticket.number, "state": r.ticket.state.value} for r in line.aside]
    return JSONResponse({"waiting": [_waiting(row) for row in line.waiting], "aside": aside})


@router.post("/desks/{desk}/call-next", name="api_call_next")
def api_call_next(request: Request, db: Db, desk: str, wanted: CallNext) -> Response:
    """200 with who was called and why, 204 when nobody waits."""
    staff: SignedIn | None = request.state.staff
    languages = staff.languages if staff else ()
    families = staff.families if staff else ()
    called = service.call_next(
        db, _opening(db, desk), table=wanted.table, languages=languages, families=families, is_label=True
    )
    if called is None:
        return Response(status_code=204)
    ticket = called.ticket
    shown = {"code": ticket.code, "number": ticket.number, "language": ticket.language, "topic": ticket.topic}
    return JSONResponse({"ticket": shown, "why": called.why})


@router.post("/tickets/{code}/state", name="api_move_ticket")
def api_move_ticket(request: Request, db: Db, code: str, wanted: NewState) -> Response:
    """200, or 409 with the present state."""
    token: ApiToken | None = request.state.token
    staff: SignedIn | None = request.state.staff
    mine = [token.desk_id] if token else list(staff.roles) if staff else []
    ticket = service.move(
        db, code, to=wanted.to, reason=wanted.reason, by_role=token.scope if token else "staff",
        slots=request.app.state.queue_slots, desk_ids=mine,
    )  # fmt: skip
    return JSONResponse(_ticket(db, ticket))


@router.get("/desks/{desk}/events", response_class=EventSourceResponse, name="api_events")
async def api_events(request: Request, desk: str) -> AsyncIterator[ServerSentEvent]:
    """News of the line: what changed, never who."""
    database = database_of(request)
    with database.reading() as db:
        desk_id = desks.desk_by_slug(db, desk).id
    async for event in stream(database, [f"desk-{desk_id}"]):
        yield event
