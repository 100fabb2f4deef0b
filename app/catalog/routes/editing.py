"""Other words in a card, in the browser: one writes, another one publishes, and the file for everybody."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.catalog import card_files, overlay
from app.catalog.forms import WHY_LENGTH, OfDraft
from app.catalog.routes.reach import shelf_of
from app.catalog.service import editing
from app.catalog.service.editing import Typed
from app.catalog.words import PART_WORDS, places
from app.db import Db, ReadDb
from app.errors import NotFound
from app.i18n import LANGUAGES, lazy
from app.i18n.marks import without_turning
from app.staff import service as team
from app.staff.access import CurrentStaff
from app.web import redirect, render
from app.web.kept_forms import kept_form
from app.web.posting import Posted

router = APIRouter()
OfDraftForm = Annotated[OfDraft, Form()]
OTHER_LANGUAGES = tuple(code for code in LANGUAGES if code != "nl")
NO_DRAFT = lazy("There is no draft of this card any more.")
KEPT = lazy("Kept as a draft. Nothing changes until somebody else reads it.")
BOX = "t."
"""a box is called t.<mark of what stood there>.<key>"""


def _typed(names: dict[str, str]) -> dict[str, Typed]:
    found = {}
    for name, text in names.items():
        if name.startswith(BOX):
            was, _, key = name.removeprefix(BOX).partition(".")
            found[key] = Typed(without_turning(text).replace("\r\n", "\n").strip(), was)
    return found


def _posted(posted: Posted) -> dict[str, str]:
    return {name: str(value) for name, value in posted.multi_items()}


def _written(request: Request) -> dict[str, str]:
    """What she typed before an error, where she wrote; elsewhere stands what is there now."""
    form = kept_form(request)
    typed = _typed({name: values[0] for name, values in form.values.items() if values})
    return {key: one.text for key, one in typed.items() if one.is_touched}


@router.get("/catalog/{slug}/edit", name="edit_card")
def edit_card(request: Request, db: ReadDb, slug: str) -> Response:
    """Every text of the card, to write over."""
    card = editing.shipped_card(shelf_of(request).shipped, slug)
    draft, published = editing.draft_of(db, slug), editing.published_of(db, slug)
    now = editing.texts_now(card, draft or published)
    return render(
        request, "catalog/edit.html", card=card, draft=draft, now=now, box=BOX, stand=editing.stand(draft, published),
        written=_written(request), parts=editing.parts_of(card), part_words=PART_WORDS, mark_of=editing.mark_of_text,
        why_length=WHY_LENGTH, longest=editing.LONGEST, places=places(shelf_of(request).shipped, card),
    )  # fmt: skip


@router.post("/catalog/{slug}/edit", name="keep_draft")
def keep_draft(request: Request, db: Db, staff: CurrentStaff, slug: str, posted: Posted) -> Response:
    """Keep it as a draft."""
    names = _posted(posted)
    why = without_turning(names.get("why", "")).strip()[:WHY_LENGTH]
    editing.keep_draft(
        db, shelf_of(request).shipped, team.code_of(db, staff), slug=slug, typed=_typed(names), why=why,
        based_on=names.get("based_on", ""),
    )  # fmt: skip
    return redirect(request, f"/catalog/{slug}/draft", KEPT)


@router.get("/catalog/{slug}/draft", name="card_draft")
def card_draft(request: Request, db: ReadDb, staff: CurrentStaff, slug: str) -> Response:
    """What the draft changes, side by side, for the second person. Raises ``NotFound``."""
    card, draft = editing.shipped_card(shelf_of(request).shipped, slug), editing.draft_of(db, slug)
    if draft is None:
        raise NotFound(NO_DRAFT)
    changed = editing.differences(card, editing.published_of(db, slug), draft)
    return render(
        request, "catalog/draft.html", card=card, draft=draft, differences=changed, people=team.names_of_everybody(db),
        is_own=team.code_of(db, staff) in draft.authors, others=OTHER_LANGUAGES, stand=editing.stand(draft, None),
        hard=editing.too_hard(card, draft), places=places(shelf_of(request).shipped, card),
    )  # fmt: skip


@router.get("/catalog/{slug}/draft/{lang}", name="translate_draft")
def translate_draft(request: Request, db: ReadDb, slug: str, lang: str) -> Response:
    """The changed texts, to say in another language. Raises ``NotFound``."""
    card, draft = editing.shipped_card(shelf_of(request).shipped, slug), editing.draft_of(db, slug)
    if draft is None or lang not in OTHER_LANGUAGES:
        raise NotFound(NO_DRAFT)
    words = draft.translations.get(lang, {})
    return render(
        request, "catalog/translate.html", card=card, draft=draft, lang=lang, words=words, written=_written(request),
        mark_of=editing.mark_of_text, box=BOX, longest=editing.LONGEST, stand=editing.stand(draft, None),
    )  # fmt: skip


@router.post("/catalog/{slug}/draft/{lang}", name="keep_translations")
def keep_translations(request: Request, db: Db, staff: CurrentStaff, slug: str, lang: str, posted: Posted) -> Response:
    """Keep the words of another language with the draft."""
    if lang not in OTHER_LANGUAGES:
        raise NotFound(lazy("We do not have this language."))
    names = _posted(posted)
    editing.keep_translations(
        db, shelf_of(request).shipped, team.code_of(db, staff), slug=slug, language=lang,
        typed={key: one.text for key, one in _typed(names).items()}, based_on=names.get("based_on", ""),
    )  # fmt: skip
    return redirect(request, f"/catalog/{slug}/draft", lazy("Kept."))


@router.post("/catalog/{slug}/publish", name="publish_card")
def publish_card(request: Request, db: Db, staff: CurrentStaff, slug: str, form: OfDraftForm) -> Response:
    """The second person says yes."""
    shipped = shelf_of(request).shipped
    editing.publish(db, shipped, staff, team.code_of(db, staff), slug=slug, based_on=form.based_on)
    return redirect(request, f"/catalog/{slug}", lazy("Published. The new words stand everywhere."))


@router.post("/catalog/{slug}/drop", name="drop_draft")
def drop_draft(request: Request, db: Db, staff: CurrentStaff, slug: str, form: OfDraftForm) -> Response:
    """Not like this."""
    editing.drop_draft(db, staff, slug=slug, based_on=form.based_on)
    return redirect(request, f"/catalog/{slug}", lazy("The draft is dropped. The card stays as it was."))


@router.get("/catalog/{slug}/card.yaml", name="card_file")
def card_file(request: Request, db: ReadDb, slug: str) -> Response:
    """The card as a file, with the words published here, for the common catalog."""
    shipped = shelf_of(request).shipped
    card, published = editing.shipped_card(shipped, slug), editing.published_of(db, slug)
    words = overlay.words_now(card, editing.as_change(published)) if published else {}
    text = card_files.with_words(shipped.file_of(slug), card, words)
    headers = {"Content-Disposition": f'attachment; filename="{card.slug}.card.yaml"', "Cache-Control": "no-store"}
    return Response(text, media_type="application/yaml", headers=headers)
