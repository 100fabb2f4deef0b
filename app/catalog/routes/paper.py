"""The papers of a card: the guide, and its questions to answer by hand."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.catalog import papers
from app.catalog.asking import refused_days
from app.catalog.routes.reach import Surroundings, around, card_of, catalog_of
from app.errors import NotFound
from app.i18n import language, lazy, speaking, supported
from app.paper.responses import pdf_response

router = APIRouter()


def _paper(request: Request, kind: papers.Kind, slug: str, size: papers.Size, beside: str = "") -> Response:
    refused_days(request)
    card = card_of(request, slug)
    if not papers.exists(kind, card):
        raise NotFound(lazy("This page does not exist, or not any more."))
    near = around(request, slug) if kind == "guide" else Surroundings(papers.NOBODY, ())
    values = papers.values_of(
        kind, catalog_of(request), card, beside=beside, size=size, partners=near.partners, notes=near.notes,
        typed=request.query_params,
    )  # fmt: skip
    name = f"{slug}-{kind}-{language()}"
    return pdf_response(request, papers.template_of(kind), file_name=name, public=True, **values)


@router.get("/cards/{slug}/guide.pdf", name="guide_pdf")
def guide_pdf(
    request: Request,
    slug: str,
    lang: str = "nl",
    with_: Annotated[str, Query(alias="with")] = "",
    size: papers.Size = "normal",
) -> Response:
    """The card on paper, in one language or with a second one beneath."""
    with speaking(supported(lang) or "nl"):
        return _paper(request, "guide", slug, size, beside=with_)


@router.get("/cards/{slug}/blank.pdf", name="blank_pdf")
def blank_pdf(request: Request, slug: str, lang: str = "nl", size: papers.Size = "normal") -> Response:
    """The questions in the order of the official form, to answer by hand."""
    with speaking(supported(lang) or "nl"):
        return _paper(request, "blank", slug, size)
