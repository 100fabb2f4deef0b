"""Pages and JSON of the line."""

from fastapi import APIRouter

from app.queue.routes import api, board, host, kiosk, ticket

router = APIRouter()
for part in (kiosk, ticket, board, host, api):
    router.include_router(part.router)
