"""Pages of the table and of who comes back with a slip."""

from fastapi import APIRouter

from app.visits.routes import ending, slip, table, visit, walk

router = APIRouter()
for part in (table, visit, walk, ending, slip):
    router.include_router(part.router)
