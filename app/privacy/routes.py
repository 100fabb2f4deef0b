"""`/what-we-keep`: the data map, in plain words."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.db import ReadDb
from app.i18n import lazy
from app.privacy import queries
from app.privacy.data_map import kept
from app.web import render

router = APIRouter()
RECEIPTS_SHOWN = 12
RECEIPT_WORDS = {
    "draft": lazy("Answers wiped"),
    "slip": lazy("Papers with a code wiped"),
    "slip_answers": lazy("Answers of papers with a code wiped"),
    "visit": lazy("Old visits turned into counts"),
    "ticket": lazy("Old numbers turned into counts"),
}


@router.get("/what-we-keep", name="what_we_keep")
def what_we_keep(request: Request, db: ReadDb) -> Response:
    """What is kept, for how long, and what was let go lately."""
    return render(
        request,
        "privacy/what_we_keep.html",
        public=True,
        visitors=kept(about_visitors=True),
        others=kept(about_visitors=False),
        receipts=queries.newest_receipts(db, RECEIPTS_SHOWN),
        receipt_words=RECEIPT_WORDS,
    )
