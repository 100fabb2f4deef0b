"""Pages of the catalog: for everybody cards, papers, letters and data; for who leads the care of the cards."""

from fastapi import APIRouter

from app.catalog.routes import api, cards, care, editing, findable, letters, open_data, paper

router = APIRouter()
# Open data stands first: to the page of a card, `leefloon.jsonld` would be a slug like any other.
for part in (open_data, cards, paper, letters, findable, api, care, editing):
    router.include_router(part.router)
