"""`/healthz`: the process answers. `/readyz`: database, migrations and catalog are in order."""

from pathlib import Path

from fastapi import APIRouter, Request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, Response

router = APIRouter()


def newest_migration(root: Path) -> str:
    """The revision that the code expects."""
    return (root / "migrations" / "HEAD").read_text().strip()


def readiness(request: Request) -> dict[str, bool]:
    """Each part, and whether it is well."""
    state = request.app.state
    try:
        with state.database.reading() as db:
            found = db.connection().execute(text("SELECT version_num FROM alembic_version")).scalar()
        database, migrated = True, found == newest_migration(state.settings.root)
    except SQLAlchemyError:
        database, migrated = False, False
    return {"database": database, "migrations": migrated, "catalog": bool(state.shelf.catalog.cards)}


@router.get("/healthz", name="healthz")
def healthz() -> Response:
    """The process lives."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz", name="readyz")
def readyz(request: Request) -> Response:
    """503 while a part is not well; says which."""
    parts = readiness(request)
    return JSONResponse(parts, status_code=200 if all(parts.values()) else 503)
