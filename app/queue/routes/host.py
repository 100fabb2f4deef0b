"""The host: one glance, one hand."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.chance import code
from app.db import Db, ReadDb
from app.desks import service as desks
from app.errors import NotFound
from app.i18n import LANGUAGE_NAMES, _, lazy
from app.queue import service
from app.queue.brakes import is_held_back
from app.queue.forms import GiveNumber, LeftAtDoor, MoveTicket
from app.queue.words import LEFT_WORDS, MUST_ACT_COLOURS, MUST_ACT_TILES, MUST_ACT_WORDS, STATE_WORDS, WHY_WORDS
from app.staff.access import CurrentStaff
from app.web import redirect, render

router = APIRouter()


def _values(request: Request, db: ReadDb, desk: str) -> dict[str, Any]:
    found = desks.desk_by_slug(db, desk)
    opening = desks.open_now(db, found)
    return {
        "desk": found,
        "opening": opening,
        "line": service.line(db, opening) if opening else None,
        "topics": request.app.state.shelf.catalog.topics,
        "why_words": WHY_WORDS,
        "state_words": STATE_WORDS,
        "must_act_words": MUST_ACT_WORDS,
        "must_act_colours": MUST_ACT_COLOURS,
        "left_words": LEFT_WORDS,
        "held_back": opening is not None and is_held_back(opening),
    }


@router.get("/host/{desk}", name="host")
def host(request: Request, db: ReadDb, desk: str, staff: CurrentStaff) -> Response:
    """Who waits how long, who was called, who sits where."""
    values = _values(request, db, desk)
    spoken = [code_ for code_ in values["desk"].languages if code_ in LANGUAGE_NAMES]
    others = [code_ for code_ in LANGUAGE_NAMES if code_ not in spoken]
    return render(request, "queue/host.html", once=code(), spoken=spoken, others=others, tiles=MUST_ACT_TILES, **values)


@router.get("/host/{desk}/now", name="host_now")
def host_now(request: Request, db: ReadDb, desk: str) -> Response:
    """The live part."""
    return render(request, "queue/_host_now.html", **_values(request, db, desk))


@router.post("/host/{desk}/number", name="give_number")
def give_number(request: Request, db: Db, desk: str, form: Annotated[GiveNumber, Form()]) -> Response:
    """A number for somebody who cannot or will not use the kiosk."""
    opening = desks.open_now(db, desks.desk_by_slug(db, desk))
    if opening is None:
        raise NotFound(lazy("The desk is not open now."))
    ticket = service.take_number(
        db, opening, language=form.speaks, topic=None, must_act=form.must_act, returning=form.returning,
        once=form.once, by_role="host",
    )  # fmt: skip
    return redirect(
        request, f"/host/{desk}", _("Number %(number)s. Say it, or write it down.") % {"number": ticket.number}
    )


@router.post("/host/{desk}/tickets/{code}", name="move_ticket")
def move_ticket(
    request: Request, db: Db, desk: str, code: str, form: Annotated[MoveTicket, Form()], staff: CurrentStaff
) -> Response:
    """Not there, outside for a moment, back, gone."""
    found = desks.desk_by_slug(db, desk)
    ticket = service.move(
        db, code, to=form.to, reason=form.reason, by_role="host", slots=request.app.state.queue_slots,
        desk_ids=[found.id or 0],
    )  # fmt: skip
    said = _("Number %(number)s: %(state)s.") % {"number": ticket.number, "state": STATE_WORDS[ticket.state]}
    return redirect(request, f"/host/{desk}", said)


@router.post("/host/{desk}/left", name="left_at_door")
def left_at_door(request: Request, db: Db, desk: str, form: Annotated[LeftAtDoor, Form()]) -> Response:
    """Somebody left who never took a number."""
    opening = desks.open_now(db, desks.desk_by_slug(db, desk))
    if opening is None:
        raise NotFound(lazy("The desk is not open now."))
    service.left_at_door(db, opening, reason=form.reason, once=form.once, slots=request.app.state.queue_slots)
    return redirect(request, f"/host/{desk}", lazy("Noted. The coordinator sees the count."))
