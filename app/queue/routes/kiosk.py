"""The kiosk: three taps to a number. Every step is a page of its own, so it works without JavaScript."""

from datetime import datetime, time
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from app import clock
from app.chance import code
from app.db import Db, ReadDb
from app.desks import service as desks
from app.desks.models import Desk, OpeningState
from app.desks.rules import opens_again
from app.errors import NotFound
from app.i18n import LANGUAGE_NAMES, LANGUAGES, _, format_date, language, lazy, speaking
from app.queue import service
from app.queue.brakes import hold_back
from app.queue.forms import TakeNumber
from app.queue.models import MustAct
from app.queue.words import MUST_ACT_TILES
from app.web import redirect, render

router = APIRouter()
Speaks = Annotated[str, Query(max_length=8)]


def spoken(code_: str) -> str:
    """A language of the list; Dutch for anything else."""
    return code_ if code_ in LANGUAGE_NAMES else "nl"


def _show(request: Request, name: str, desk: Desk, **values: Any) -> Response:
    return render(request, f"queue/{name}.html", desk=desk, start=f"/kiosk/{desk.slug}", **values)


def _no_more(desk: Desk) -> list[tuple[str, str, list[str]]]:
    """That no numbers are given any more: language, title and sentences, that of the page first."""
    # Of today the last number was given: also of a second half-day.
    again = opens_again(desk.weekly_hours, datetime.combine(clock.today(desk.timezone), time.max, desk.timezone))
    said = []
    for code_ in sorted(LANGUAGES, key=lambda one: one != language()):
        with speaking(code_):
            sentences = [_("Is it urgent? Ask the host.")]
            if again is not None:
                day = format_date(clock.day(again, desk.timezone), weekday=True, year=False)
                when = {"day": day, "time": f"{again:%H:%M}"}
                sentences.insert(0, _("We open again on %(day)s at %(time)s.") % when)
            said.append((code_, _("No more numbers today"), sentences))
    return said


def _not_now(request: Request, db: ReadDb, desk: Desk) -> Response | None:
    """The screen that says so when no number is given now: better at once than after three taps."""
    opening = desks.open_now(db, desk)
    if opening is None:
        return _show(request, "kiosk_closed", desk, again=desks.opens_again(db, desk))
    if opening.state is OpeningState.LAST_TICKET:
        return _show(request, "kiosk_no_more", desk, said_in=_no_more(desk))
    return None


@router.get("/kiosk/{desk}", name="kiosk")
def kiosk(request: Request, db: ReadDb, desk: str) -> Response:
    """First tap: the language, in its own name and script."""
    found = desks.desk_by_slug(db, desk)
    if (instead := _not_now(request, db, found)) is not None:
        return instead
    own = [code_ for code_ in found.languages if code_ in LANGUAGE_NAMES] or list(LANGUAGES)
    others = [code_ for code_ in LANGUAGE_NAMES if code_ not in own]
    return _show(request, "kiosk_language", found, own=own, others=others)


@router.get("/kiosk/{desk}/topic", name="kiosk_topic")
def kiosk_topic(request: Request, db: ReadDb, desk: str, speaks: Speaks = "nl") -> Response:
    """Second tap: what it is about, or "I'll tell at the table"."""
    found = desks.desk_by_slug(db, desk)
    if (instead := _not_now(request, db, found)) is not None:
        return instead
    topics = [(key, topic) for key, topic in request.app.state.shelf.catalog.topics.items() if topic.kiosk]
    return _show(request, "kiosk_topic", found, topics=topics, speaks=spoken(speaks))


@router.get("/kiosk/{desk}/when", name="kiosk_when")
def kiosk_when(
    request: Request, db: ReadDb, desk: str, speaks: Speaks = "nl", topic: Annotated[str, Query(max_length=40)] = ""
) -> Response:
    """Third tap: must something be done before a certain day?"""
    found = desks.desk_by_slug(db, desk)
    if (instead := _not_now(request, db, found)) is not None:
        return instead
    known = topic if topic in request.app.state.shelf.catalog.topics else ""
    return _show(request, "kiosk_when", found, tiles=MUST_ACT_TILES, speaks=spoken(speaks), topic=known, once=code())


@router.post("/kiosk/{desk}/number", name="take_number")
def take_number(request: Request, db: Db, desk: str, form: Annotated[TakeNumber, Form()]) -> Response:
    """The number. Sent twice it is the same number."""
    found = desks.desk_by_slug(db, desk)
    opening = desks.open_now(db, found)
    if opening is None:
        raise NotFound(lazy("The desk is not open now."))
    ticket = service.given_before(db, opening, form.once)
    if ticket is None:
        hold_back(request, opening)
        topic = form.topic if form.topic in request.app.state.shelf.catalog.topics else None
        ticket = service.take_number(
            db, opening, language=form.speaks, topic=topic, must_act=MustAct(form.must_act), once=form.once
        )
    return redirect(request, f"/ticket/{ticket.code}?lang={language()}&kiosk={found.slug}")
