"""The papers of a visit, and its end."""

import re
from datetime import date
from typing import Any

import segno
from fastapi import APIRouter, Request
from starlette.responses import Response

from app import chance
from app.db import Db, ReadDb, database_of
from app.desks import service as desks
from app.errors import Invalid, NotFound
from app.i18n import DEFAULT, language, lazy, speaking, supported
from app.paper.responses import pdf_response
from app.privacy import service as sealed
from app.privacy.models import Slip
from app.privacy.service import SlipCode
from app.staff.access import CurrentStaff
from app.visits import papers, queries, service
from app.visits.models import Outcome, Visit
from app.visits.routes.keys import key_of, take_key
from app.visits.routes.visit import found_visit
from app.visits.routes.walk import card_at, opened_draft
from app.visits.words import OUTCOME_TILES, OUTCOME_WORDS
from app.web import redirect, render
from app.web.kept_forms import KeptForm, is_kept, keep_once, kept_form
from app.web.posting import Posted

router = APIRouter()
ONCE = re.compile(r"[\w-]{8,32}")
ELSEWHERE = lazy("The visit is over. Locked answers on another tablet go when the desk closes.")


# A look at the database is over before a paper is made: a slow paper must not keep the line waiting.
@router.get("/visits/{visit}/sheet/{question}.pdf", name="sheet_pdf")
def sheet_pdf(request: Request, staff: CurrentStaff, visit: str, question: str, lang: str = "nl") -> Response:
    """The answers in the order of the official form; boxes to fill by hand for what we never keep."""
    with database_of(request).reading() as db:
        found = found_visit(db, staff, visit)
        card = card_at(request, service.question_of(db, found, question))
        opened = opened_draft(request, db, found)
    catalog = request.app.state.shelf.catalog
    with speaking(supported(lang) or "nl"):
        spoken = supported(found.language) or "nl"
        beside = spoken if spoken != language() else DEFAULT
        made = papers.sheet(catalog, card, opened.content["answers"] if opened else {}, beside=beside)
        return pdf_response(
            request, "visits/sheet.print.html", file_name=f"{card.slug}-{language()}", sheet=made, beside=beside,
            catalog=catalog,
        )  # fmt: skip


@router.get("/visits/{visit}/slip", name="slip_offer")
def slip_offer(request: Request, db: ReadDb, staff: CurrentStaff, visit: str) -> Response:
    """Would she like a paper to go on with? First: how do things stand?"""
    found = found_visit(db, staff, visit)
    return render(
        request, "visits/slip_offer.html", visit=found, questions=service.questions_of(db, found),
        catalog=request.app.state.shelf.catalog, tiles=OUTCOME_TILES, once=chance.code(),
    )  # fmt: skip


def _steps(request: Request, db: Db | ReadDb, visit: Visit) -> dict[str, Any]:
    """What the slip seals, and its paper shows."""
    opened, desk = opened_draft(request, db, visit), service.desk_of(db, visit)
    everything = opened.content["answers"] if opened else {}
    about = {"name": desk.name, "place": desk.place, "reach_us": desk.reach_us}
    questions, near = service.questions_of(db, visit), desks.partners_near(db, desk)
    return papers.slip_steps(
        request.app.state.shelf.catalog, questions, everything, spoken=visit.language, desk=about, near=near
    )


def _outcomes(posted: Posted) -> dict[str, Outcome]:
    """Question code → how it ended. Raises ``Invalid`` for an end that does not exist."""
    try:
        return {
            name.removeprefix("outcome."): Outcome(str(posted[name])) for name in posted if name.startswith("outcome.")
        }
    except ValueError as error:
        raise Invalid({"": lazy("Choose one of these.")}) from error


def _once(posted: Posted) -> str:
    """What the page brought along to be known again. Raises ``Invalid``."""
    once = str(posted.get("once", ""))
    if not ONCE.fullmatch(once):
        raise Invalid({"": lazy("Look at this once more.")})
    return once


@router.post("/visits/{visit}/slip", name="make_slip")
def make_slip(request: Request, staff: CurrentStaff, visit: str, posted: Posted) -> Response:
    """Seal the next steps. The code travels to the paper sealed for this browser, for five minutes."""
    database = database_of(request)
    with database.writing() as db:
        found, once = found_visit(db, staff, visit), _once(posted)
        service.keep_outcomes(db, found, _outcomes(posted))
        steps, opened = _steps(request, db, found), opened_draft(request, db, found)
        at_home = service.desk_of(db, found).is_slip_readable_at_home
    answers = opened.content if opened and posted.get("with_answers") == "yes" else None
    made = sealed.seal_slip(request.app.state.epochs, steps=steps, answers=answers, readable_at_home=at_home)
    with database.writing() as db:
        _keep_slip(request, db, found_visit(db, staff, visit), once, *made)
    return redirect(request, f"/visits/{visit}/slip/ready?kept={once}")


def _keep_slip(request: Request, db: Db, visit: Visit, once: str, code: SlipCode, slip: Slip) -> None:
    """One paper of one page, however often it is pressed."""
    queries.hold(db, visit)
    if not is_kept(db, once):
        values = {"handle": [code.handle], "digits": [code.digits], "last_day": [code.last_day.isoformat()]}
        db.add(slip)
        keep_once(request, db, once, _place_of_code(visit), KeptForm(values))


def _place_of_code(visit: Visit) -> str:
    """No page, so that no form can put something there."""
    return f"/visits/{visit.code}/slip/ready#code"


def _code(request: Request, visit: Visit) -> SlipCode:
    """The code that was just made. Raises ``NotFound`` after five minutes or in another browser."""
    form = kept_form(request, _place_of_code(visit))
    if not form.value("digits"):
        raise NotFound(lazy("This code is not here any more. Make a new paper."))
    return SlipCode(form.value("handle"), form.value("digits"), date.fromisoformat(form.value("last_day")))


@router.get("/visits/{visit}/slip/ready", name="slip_ready")
def slip_ready(request: Request, db: ReadDb, staff: CurrentStaff, visit: str) -> Response:
    """The code on the screen too: the printer may be out of paper."""
    found = found_visit(db, staff, visit)
    kept = request.query_params.get("kept", "")
    return render(request, "visits/slip_ready.html", visit=found, code=_code(request, found), kept=kept)


@router.get("/visits/{visit}/slip.pdf", name="slip_pdf")
def slip_pdf(request: Request, staff: CurrentStaff, visit: str) -> Response:
    """What she takes home, in her language with Dutch beneath."""
    with database_of(request).reading() as db:
        found = found_visit(db, staff, visit)
        steps = _steps(request, db, found)
    code, catalog = _code(request, found), request.app.state.shelf.catalog
    picture = segno.make_qr(code.qr()).svg_data_uri(scale=4, border=2)
    with speaking(supported(found.language) or "nl"):
        return pdf_response(
            request, "visits/slip.print.html", file_name="slip", roll=True, steps=steps,
            items=papers.slip_items(catalog, steps), code=code, qr=picture, outcome_words=OUTCOME_WORDS,
            catalog=catalog,
        )  # fmt: skip


@router.get("/visits/{visit}/finish", name="finish_page")
def finish_page(request: Request, db: ReadDb, staff: CurrentStaff, visit: str) -> Response:
    """How did each thing end?"""
    found = found_visit(db, staff, visit)
    return render(
        request, "visits/finish.html", visit=found, questions=queries.questions(db, found.id or 0),
        catalog=request.app.state.shelf.catalog, tiles=OUTCOME_TILES,
    )  # fmt: skip


@router.post("/visits/{visit}/finish", name="finish_visit")
def finish_visit(request: Request, db: Db, staff: CurrentStaff, visit: str, posted: Posted) -> Response:
    """Counted, unlinked, wiped."""
    found = found_visit(db, staff, visit)
    key = key_of(request, found)
    service.finish(
        db, found, outcomes=_outcomes(posted), key=key, queue_slots=request.app.state.queue_slots,
        slots=request.app.state.visit_slots,
    )  # fmt: skip
    said = lazy("Done. The answers are wiped.") if key else ELSEWHERE
    return take_key(request, redirect(request, "/table", said), found)


@router.post("/visits/{visit}/wipe", name="stop_and_wipe")
def stop_and_wipe(request: Request, db: Db, staff: CurrentStaff, visit: str) -> Response:
    """End it now. There is no way back."""
    found = found_visit(db, staff, visit)
    key = key_of(request, found)
    service.stop_and_wipe(
        db, found, key=key, queue_slots=request.app.state.queue_slots, slots=request.app.state.visit_slots
    )
    said = lazy("Stopped. Everything of this visit is wiped.") if key else ELSEWHERE
    return take_key(request, redirect(request, "/table", said), found)
