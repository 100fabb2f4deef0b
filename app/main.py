"""Hang the rooms on the corridor; nothing else."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import Depends, FastAPI

from app import i18n, keeping
from app.catalog import routes as catalog
from app.catalog import service as cards
from app.catalog import showing
from app.catalog.overlay import Overlay
from app.catalog.shelf import Shelf
from app.catalog.slots import CatalogSlots
from app.coaching import routes as coaching
from app.coaching import service as tips
from app.db import Database
from app.db.live import follow_postgres
from app.demand import routes as demand
from app.demand import service as counts
from app.desks import routes as desks
from app.desks import service as places
from app.i18n.choice import LanguageMiddleware
from app.i18n.voice import load_words
from app.paper import routes as paper
from app.paper.printer import Printer, warm_soon
from app.privacy import guard
from app.privacy import routes as privacy
from app.privacy.epochs import Epochs
from app.queue import routes as queue
from app.queue.slots import QueueSlots
from app.settings import Settings
from app.staff import routes as staff
from app.staff.access import admit
from app.visits import routes as visits
from app.visits.slots import VisitSlots
from app.web import components, error_pages, health, live
from app.web.body_limit import BodyLimit
from app.web.head import HeadAsGet
from app.web.headers import SecurityHeaders
from app.web.logs import RequestLog, configure_logs
from app.web.posting import MOST_BYTES, guard_post, read_form
from app.web.static import HashedFiles
from app.web.templating import Templates, make_environment

ROOMS = (live, health, components, paper, privacy, staff, desks, catalog, queue, visits, coaching, demand)


@asynccontextmanager
async def live_in(app: FastAPI) -> AsyncIterator[None]:
    """While the house is open: news reach the pages, papers are printed. What is past its time goes before it opens."""
    database: Database = app.state.database
    database.hub.loop = asyncio.get_running_loop()
    await keeping.purge_now(database, app.state.epochs)
    tasks = [
        asyncio.create_task(keeping.keep_purging(database, app.state.epochs)),
        asyncio.create_task(warm_soon(app.state.printer)),
    ]
    if not database.is_sqlite:
        tasks.append(asyncio.create_task(follow_postgres(database.hub, database.url)))
    try:
        yield
    finally:
        database.hub.close()
        for task in tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        app.state.printer.close()
        database.close()


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole service.

    Raises ``BrokenTranslation`` or ``BrokenCatalog`` with file and line, ``RuntimeError`` without a secret.
    """
    settings = settings or Settings()
    configure_logs(settings.log_level)
    _ = settings.secret  # a real desk without a secret must not start
    app = FastAPI(
        title="Koffie & Formulieren",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=live_in,
        dependencies=[Depends(read_form), Depends(admit), Depends(guard_post)],
    )
    furnish(app, settings)
    app.mount("/static", app.state.static, name="static")
    error_pages.install(app)
    for room in ROOMS:
        app.include_router(room.router)
    app.add_middleware(BodyLimit, most=MOST_BYTES)
    app.add_middleware(LanguageMiddleware)
    app.add_middleware(HeadAsGet)
    app.add_middleware(SecurityHeaders, https=settings.is_https)
    app.add_middleware(RequestLog)
    return app


def overlay_now(database: Database) -> Overlay:
    """What the desks of this installation say of the cards."""
    with database.reading() as db:
        return cards.overlay(db)


def furnish(app: FastAPI, settings: Settings) -> None:
    """What the rooms find on ``app.state``, and the slots through which a room hears of those above it."""
    load_words(i18n.Words(settings.root / "locales"))
    static = HashedFiles(settings.root / "app" / "static")
    environment = make_environment(settings.root, static.url, reload=settings.demo)
    app.state.settings = settings
    app.state.database = Database(settings.database_url)
    app.state.static = static
    app.state.templates = Templates(environment)
    app.state.shelf = Shelf(settings, partial(overlay_now, app.state.database))
    app.state.database.hub.told.append(app.state.shelf.heard)
    app.state.printer = Printer(settings)
    # Boxes in a field could be kept as an answer. A phone or address is asked in forms, and stays while sealed.
    app.state.scrub = partial(guard.remove_secrets, by="", but=frozenset({"phone", "email"}))
    app.state.epochs = Epochs(settings.data_dir)
    app.state.desk_slots = keeping.SLOTS
    app.state.catalog_slots = CatalogSlots(partners_everywhere=places.partners_everywhere, desk_names=places.desk_names)
    app.state.queue_slots = QueueSlots(when_left=counts.when_left, when_back=counts.when_back)
    app.state.visit_slots = VisitSlots(
        tips_for=tips.tips_for, when_asked=counts.when_asked, when_finished=counts.when_finished
    )
    showing.install(environment, app.state.shelf)
