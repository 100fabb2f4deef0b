"""The board: numbers and tables, read from six metres."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.db import ReadDb
from app.desks import service as desks
from app.i18n import _, speaking
from app.queue import service
from app.queue.models import Ticket
from app.web import render

router = APIRouter()


def _values(db: ReadDb, desk: str) -> dict[str, Any]:
    found = desks.desk_by_slug(db, desk)
    opening = desks.open_now(db, found)
    calls = service.board(db, opening) if opening else []
    return {"desk": found, "opening": opening, "calls": calls, "say_call": say_call}


def say_call(ticket: Ticket, code: str = "") -> str:
    """The call in a language (the visitor's own), for the voice of the board."""
    with speaking(code or ticket.language):
        return _("Number %(number)s, table %(table)s.") % {"number": ticket.number, "table": ticket.table_label}


@router.get("/board/{desk}", name="board")
def board(request: Request, db: ReadDb, desk: str) -> Response:
    """Who is called, to which table."""
    return render(request, "queue/board.html", **_values(db, desk))


@router.get("/board/{desk}/now", name="board_now")
def board_now(request: Request, db: ReadDb, desk: str) -> Response:
    """The live part."""
    return render(request, "queue/_board_now.html", **_values(db, desk))
