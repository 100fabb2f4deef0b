"""`/visits/{visit}`: what she came for, what was found, and the letter on the table."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from app.catalog import reading, reckoning
from app.catalog.asking import note_unmet, refused_words
from app.catalog.search import search
from app.db import Db, ReadDb
from app.desks import service as desks
from app.i18n import language, lazy
from app.staff.access import CurrentStaff, SignedIn
from app.staff.models import Role
from app.visits import queries, service
from app.visits.forms import AddQuestion, ReadAgain
from app.visits.models import Visit
from app.visits.routes.keys import give_key, key_of
from app.web import redirect, render

router = APIRouter()
Typed = Annotated[str, Query(max_length=200)]
Path = Annotated[str | None, Query(max_length=400)]
Asked = Annotated[str, Query(max_length=32)]


def found_visit(db: Db | ReadDb, staff: SignedIn, code: str) -> Visit:
    """The visit of an address, when it is of a desk where she sits at a table. Raises ``NotFound``."""
    desk_ids = [*staff.desks_as(Role.VOLUNTEER), *staff.desks_as(Role.COORDINATOR)]
    return service.visit_of(db, code, desk_ids=desk_ids)


@router.get("/visits/{visit}", name="visit")
def visit_page(
    request: Request, db: ReadDb, staff: CurrentStaff, visit: str, q: Typed = "", refused: Typed = ""
) -> Response:
    """Everything of this visit on one page."""
    found = found_visit(db, staff, visit)
    catalog = request.app.state.shelf.catalog
    why = refused_words(request, q, refused)
    hits = [catalog.cards[hit.slug] for hit in search(catalog, q, language())] if q else []
    ticket = queries.ticket(db, found.ticket_id) if found.ticket_id else None
    page = render(
        request, "visits/visit.html", visit=found, questions=queries.questions(db, found.id or 0), catalog=catalog,
        hits=hits, q=q, refused=why, ticket=ticket,
        has_key=key_of(request, found) is not None,
    )  # fmt: skip
    if q and not hits:
        note_unmet(request, page, q)
    return page


@router.post("/visits/{visit}/questions", name="add_question")
def add_question(
    request: Request, db: Db, staff: CurrentStaff, visit: str, form: Annotated[AddQuestion, Form()]
) -> Response:
    """One thing more; a card opens at its first step."""
    found, catalog = found_visit(db, staff, visit), request.app.state.shelf.catalog
    question = service.add_question(
        db, catalog, found, card=form.card or None, topic=form.topic or None, sender=form.sender or None,
        letter=form.letter or None, path=form.path, origin=form.origin, slots=request.app.state.visit_slots,
    )  # fmt: skip
    card = catalog.cards.get(question.card or "")
    if card is None:
        return redirect(request, f"/visits/{visit}", lazy("Added."))
    return redirect(request, f"/visits/{visit}/walk/{question.code}/{question.at_step or card.steps[0].id}")


@router.post("/visits/{visit}/questions/{question}/read-again", name="read_again")
def read_again(
    request: Request, db: Db, staff: CurrentStaff, visit: str, question: str, form: Annotated[ReadAgain, Form()]
) -> Response:
    """The letter was something else, or its sender became known."""
    found, catalog = found_visit(db, staff, visit), request.app.state.shelf.catalog
    service.read_again(
        db, catalog, found, service.question_of(db, found, question), sender=form.sender or None,
        letter=form.letter, path=form.path, slots=request.app.state.visit_slots,
    )  # fmt: skip
    return redirect(request, f"/visits/{visit}", lazy("Kept."))


@router.post("/visits/{visit}/questions/{question}/remove", name="remove_question")
def remove_question(request: Request, db: Db, staff: CurrentStaff, visit: str, question: str) -> Response:
    """Added by mistake."""
    found = found_visit(db, staff, visit)
    service.remove_question(db, found, service.question_of(db, found, question))
    return redirect(request, f"/visits/{visit}", lazy("Taken away."))


@router.post("/visits/{visit}/answers-anew", name="begin_answers_anew")
def begin_answers_anew(request: Request, db: Db, staff: CurrentStaff, visit: str) -> Response:
    """The other tablet is out of power or out of reach."""
    found = found_visit(db, staff, visit)
    key = service.begin_answers_anew(db, found)
    return give_key(
        request, redirect(request, f"/visits/{visit}", lazy("The answers begin anew on this tablet.")), found, key
    )


@router.get("/visits/{visit}/letter", name="visit_letter")
def visit_letter(
    request: Request, db: ReadDb, staff: CurrentStaff, visit: str, path: Path = None, question: Asked = ""
) -> Response:
    """The letter tree, with the visitor's language beside; of a letter in the visit first where it ended."""
    found, catalog = found_visit(db, staff, visit), request.app.state.shelf.catalog
    asked = service.question_of(db, found, question) if question else None
    if asked is not None and path is None:
        place = service.place_of(catalog, asked)
    else:
        place = reading.follow(catalog.triage, path or "")
    partners = desks.partners_near(db, service.desk_of(db, found)) if place.end else {}
    term = place.end.term if place.end else None
    counted = reckoning.of_term(catalog, term, request.query_params) if term else None
    return render(
        request, "visits/letter.html", visit=found, place=place, catalog=catalog, question=asked, partners=partners,
        reckoning=counted,
    )  # fmt: skip
