"""The walk-through of a card at the table, and the answers of each step."""

import contextlib
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.catalog import reckoning, rules
from app.catalog.model import Card, Question, Step
from app.catalog.service import care
from app.db import Db, ReadDb
from app.desks import service as desks
from app.errors import Clash, Invalid, Message, NotFound
from app.i18n import lazy
from app.privacy import service as sealed
from app.staff.access import CurrentStaff, HidesAnyway, SignedIn
from app.staff.service import signing_in
from app.visits import papers, service
from app.visits.answers import Reading, as_typed, given_elsewhere
from app.visits.models import Question as Asked
from app.visits.models import Visit
from app.visits.routes.keys import key_of
from app.visits.routes.visit import found_visit
from app.web import redirect, render
from app.web.posting import Posted

router = APIRouter(route_class=HidesAnyway)
NO_KEY = lazy("The answers of this visit are on another tablet. Go on there.")


def opened_draft(request: Request, db: Db | ReadDb, visit: Visit) -> sealed.OpenedDraft | None:
    """The answers, when this tablet holds the key."""
    key = key_of(request, visit)
    return sealed.read_draft(db, key) if key else None


def card_at(request: Request, asked: Asked) -> Card:
    """The card of a question. Raises ``NotFound``."""
    card: Card | None = request.app.state.shelf.catalog.cards.get(asked.card or "")
    if card is None:
        raise NotFound(lazy("We have no card for this form."))
    return card


def _card_and_step(request: Request, asked: Asked, step: str) -> tuple[Card, Step]:
    card = card_at(request, asked)
    here = rules.step_of(card, step)
    if here is None:
        raise NotFound(lazy("This step does not exist, or not any more."))
    return card, here


def _shown(request: Request, card: Card, step: Step, content: dict[str, Any]) -> list[tuple[Question, dict[str, Any]]]:
    catalog, everything = request.app.state.shelf.catalog, content["answers"]
    answers = everything.get(card.slug, {})
    asked = rules.questions_of_step(catalog, card, step, answers)
    found = [(q, answers.get(q.id) or given_elsewhere(catalog, q, everything) or {}) for q in asked]
    return [(q, as_typed(catalog, q, answer)) for q, answer in found]


@router.get("/visits/{visit}/walk/{question}/{step}", name="visit_walk")
def visit_walk(request: Request, db: ReadDb, staff: CurrentStaff, visit: str, question: str, step: str) -> Response:
    """One step: the helper's words, the visitor's words, what is asked."""
    found = found_visit(db, staff, visit)
    asked = service.question_of(db, found, question)
    card, here = _card_and_step(request, asked, step)
    tips = request.app.state.visit_slots.tips_for(db, staff.desk_id, card.slug, step)
    opened = opened_draft(request, db, found)
    values = _place_and_answers(request, card, here, opened)
    desk = service.desk_of(db, found)
    values["partners"] = desks.partners_near(db, desk)
    values["notes"] = care.notes_on(db, card.slug, [desk.id or 0])
    return render(request, "visits/walk.html", visit=found, asked=asked, card=card, step=here, tips=tips, **values)


def _place_and_answers(request: Request, card: Card, here: Step, opened: sealed.OpenedDraft | None) -> dict[str, Any]:
    catalog = request.app.state.shelf.catalog
    content = opened.content if opened else service.empty_content()
    answers = content["answers"].get(card.slug, {})
    before, after = rules.neighbours(card, here.id, answers)
    place, of = rules.progress(card, here.id, answers)
    return {
        "keeps": "this-step",
        "before": before,
        "after": after,
        "place": place,
        "of": of,
        "shown": _shown(request, card, here, content),
        "has_key": opened is not None,
        "read_back": papers.sheet(catalog, card, content["answers"]).rows if opened else [],
        "save_number": opened.save_number if opened else 0,
        "reckonings": reckoning.of_card(catalog, card, {}, answers),
        "catalog": catalog,
    }


@router.post("/visits/{visit}/walk/{question}/{step}", name="keep_step")
def keep_step(
    request: Request, db: Db, staff: CurrentStaff, visit: str, question: str, step: str, posted: Posted
) -> Response:
    """Seal the answers of this step and go on: further, back, to the overview, or out of sight."""
    go = str(posted.get("go", ""))
    if go == "hide":
        return _hide(request, db, staff, visit, question, step, posted)
    found = found_visit(db, staff, visit)
    asked = service.question_of(db, found, question)
    card, here = _card_and_step(request, asked, step)
    answers = _keep(request, db, found, card, here, posted)
    target = _target(card, here, go, *rules.neighbours(card, step, answers))
    done = step if go not in ("back", "stay") or target is None else None
    service.go_to_step(db, request.app.state.shelf.catalog, asked, target.id if target else step, done=done)
    walk = f"/walk/{question}/{target.id}" if target else ""
    return redirect(request, f"/visits/{visit}{walk}")


def _hide(request: Request, db: Db, staff: SignedIn, visit: str, question: str, step: str, posted: Posted) -> Response:
    """Hiding is never refused: what fits is kept, the rest is not, and the screen is locked."""
    with contextlib.suppress(Invalid, NotFound):
        found = found_visit(db, staff, visit)
        card, here = _card_and_step(request, service.question_of(db, found, question), step)
        _keep(request, db, found, card, here, posted, only_what_fits=True)
    signing_in.lock(db, staff)
    return redirect(request, f"/lock?next=/visits/{visit}/walk/{question}/{step}")


def _target(card: Card, here: Step, go: str, before: Step | None, after: Step | None) -> Step | None:
    """Where the pressed button leads; none is the overview."""
    if go.startswith("step:"):
        return rules.step_of(card, go.removeprefix("step:"))
    return {"back": before, "stay": here, "overview": None}.get(go, after)


def _keep(
    request: Request, db: Db, visit: Visit, card: Card, step: Step, posted: Posted, *, only_what_fits: bool = False
) -> rules.Answers:
    """The answers of the card as they now stand. Raises ``Invalid`` with every fault by field."""
    catalog = request.app.state.shelf.catalog
    opened, key = opened_draft(request, db, visit), key_of(request, visit)
    content = opened.content if opened else service.empty_content()
    before: dict[str, Any] = content["answers"].get(card.slug, {})
    asked = [q for q, _answer in _shown(request, card, step, content)]
    if not [q for q in asked if q.keep != "never"]:
        return before
    if opened is None or key is None:
        raise Invalid({"": NO_KEY})
    typed = {name: [str(v) for v in posted.getlist(name)] for name in posted}
    reader = Reading(catalog, typed)
    answers = reader.answers(asked)
    if only_what_fits:
        faulty = {name.removeprefix("a.").split(".")[0] for name in reader.errors}
        answers = {ident: answer for ident, answer in answers.items() if ident not in faulty}
    elif reader.errors:
        request.state.never_kept = frozenset(reader.secret_fields)
        raise Invalid(reader.errors)
    try:
        based_on = int(typed.get("based_on", ["0"])[0])
        service.keep_answers(db, key, opened, card=card.slug, answers=answers, based_on=based_on)
    except ValueError as error:
        raise Invalid({"": lazy("Look at this once more.")}) from error
    except Clash as clash:
        raise Invalid(_differences(clash, before, answers)) from clash
    return {**before, **answers}


def _differences(clash: Clash, before: dict[str, Any], answers: dict[str, Any]) -> dict[str, Message]:
    """The fields that another tab answered otherwise; the page shows both."""
    different = [ident for ident, answer in answers.items() if before.get(ident) != answer]
    return {"based_on": clash.message} | {f"a.{ident}": lazy("Look at both answers.") for ident in different}
