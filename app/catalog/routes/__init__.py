"""Pages of the catalog: for everybody cards, papers, letters and data; for who leads the care of the cards."""

from fastapi import APIRouter

from app.catalog.routes import api, cards, care, editing, findable, letters, paper

router = APIRouter()
for part in (cards, paper, letters, findable, api, care, editing):
    router.include_router(part.router)
