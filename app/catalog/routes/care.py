"""The coordinator's catalog: what asks for attention, and taking care of one card."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app import clock
from app.catalog import attention, queries
from app.catalog.forms import NOTE_LENGTH, WHY_LENGTH, Checked, KeepNote, OnlyButton, ReportWrong, Withdraw
from app.catalog.routes.reach import catalog_of, shelf_of
from app.catalog.service import care, drafted, editing
from app.catalog.words import places
from app.db import Db, ReadDb
from app.errors import NotFound
from app.i18n import lazy
from app.staff import service as team
from app.staff.access import CurrentStaff
from app.staff.models import Role
from app.web import redirect, render
from app.web.posting import came_from

router = APIRouter()
WORDS_SHOWN = 40
LENGTHS = {"why": WHY_LENGTH, "note": NOTE_LENGTH}
WithdrawForm = Annotated[Withdraw, Form()]
CheckedForm = Annotated[Checked, Form()]
KeepNoteForm = Annotated[KeepNote, Form()]
ReportWrongForm = Annotated[ReportWrong, Form()]
OnlyButtonForm = Annotated[OnlyButton, Form()]


@router.get("/catalog", name="catalog_page")
def catalog_page(request: Request, db: ReadDb) -> Response:
    """What asks for attention, first; then every card."""
    catalog, today = catalog_of(request), clock.today()
    return render(
        request, "catalog/care.html", catalog=catalog, states=attention.states(catalog, today),
        facts=attention.old_facts(catalog, today), reports=queries.open_reports(db), drafts=drafted(db),
        words=queries.told_unmet(db, WORDS_SHOWN), untold=queries.untold_unmet(db),
        newer=editing.with_newer_shipped(db, shelf_of(request).shipped),
    )  # fmt: skip


@router.get("/catalog/{slug}", name="catalog_card")
def catalog_card(request: Request, db: ReadDb, staff: CurrentStaff, slug: str) -> Response:
    """One card: how it stands, what was said of it, and everything one can do with it. Raises ``NotFound``."""
    catalog = catalog_of(request)
    try:
        state = attention.state_of(catalog, catalog.named(slug), clock.today())
    except KeyError as error:
        raise NotFound(lazy("We have no card for this form.")) from error
    shipped = editing.shipped_card(shelf_of(request).shipped, slug)
    published, draft = editing.published_of(db, slug), editing.draft_of(db, slug)
    return render(
        request, "catalog/care_card.html", catalog=catalog, state=state, mark=queries.marks(db).get(slug), draft=draft,
        published=published, differences=editing.differences(shipped, published, None),
        history=editing.history(db, slug), note=queries.note_of(db, staff.desk_id, slug),
        reports=[report for report in queries.open_reports(db) if report.card == slug],
        people=team.names_of_everybody(db), lengths=LENGTHS, may_note=staff.is_a(Role.COORDINATOR),
        places=places(shelf_of(request).shipped, shipped),
    )  # fmt: skip


@router.post("/catalog/{slug}/withdraw", name="withdraw_card")
def withdraw_card(request: Request, db: Db, staff: CurrentStaff, slug: str, form: WithdrawForm) -> Response:
    """Gone at once: from search, kiosk, table, paper and data."""
    care.withdraw(db, catalog_of(request), staff, card=slug, why=form.why)
    return redirect(request, f"/catalog/{slug}", lazy("Withdrawn. Nobody finds or prints this card any more."))


@router.post("/catalog/{slug}/back", name="bring_card_back")
def bring_card_back(request: Request, db: Db, staff: CurrentStaff, slug: str, form: OnlyButtonForm) -> Response:
    """It is right again."""
    care.bring_back(db, catalog_of(request), staff, card=slug)
    return redirect(request, f"/catalog/{slug}", lazy("This card is there again."))


@router.post("/catalog/{slug}/checked", name="card_checked")
def card_checked(request: Request, db: Db, staff: CurrentStaff, slug: str, form: CheckedForm) -> Response:
    """Somebody compared it with a source today."""
    care.mark_checked(db, catalog_of(request), staff, card=slug, source=form.source)
    return redirect(request, f"/catalog/{slug}", lazy("Kept: checked today."))


@router.post("/catalog/{slug}/note", name="keep_desk_note")
def keep_desk_note(request: Request, db: Db, staff: CurrentStaff, slug: str, form: KeepNoteForm) -> Response:
    """What is so at this desk."""
    care.keep_note(db, catalog_of(request), staff, desk_id=staff.desk_id, card=slug, text=form.text)
    return redirect(request, f"/catalog/{slug}", lazy("Kept."))


@router.post("/cards/{slug}/wrong", name="report_wrong")
def report_wrong(request: Request, db: Db, staff: CurrentStaff, slug: str, form: ReportWrongForm) -> Response:
    """Somebody of the team says that something is wrong, and goes on where she was."""
    care.report_wrong(db, catalog_of(request), staff, card=slug, step=form.step, text=form.wrong)
    return redirect(request, came_from(request), lazy("Thank you. Your coordinator looks at it."))


@router.post("/catalog/reports/{code}/close", name="close_report")
def close_report(request: Request, db: Db, staff: CurrentStaff, code: str, form: OnlyButtonForm) -> Response:
    """Mended, or right after all."""
    care.close_report(db, staff, code=code)
    return redirect(request, came_from(request), lazy("Done."))
