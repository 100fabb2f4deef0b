"""Pages of the staff room."""

from fastapi import APIRouter

from app.staff.routes import admin, first_day, locking, signing_in

router = APIRouter()
for part in (signing_in, locking, first_day, admin):
    router.include_router(part.router)
