"""Public pages of the catalog: cards, their papers, reading a letter, and the same as data."""

from fastapi import APIRouter

from app.catalog.routes import api, cards, findable, letters, paper

router = APIRouter()
for part in (cards, paper, letters, findable, api):
    router.include_router(part.router)
