"""The catalog in memory, always whole: a broken file stops the start, and never replaces a good one later."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.catalog.loading import BrokenCatalog, Catalog, load
from app.catalog.naming import missing_names
from app.catalog.overlay import Overlay, laid_over
from app.catalog.translations import read_translations
from app.i18n import LANGUAGES, BrokenTranslation
from app.settings import Settings

log = structlog.get_logger()
LOOK_AGAIN_SECONDS = 3
ASK_AGAIN_SECONDS = 0.5
ASK_AGAIN_AWAY = 10.0
CHANNEL = "catalog"
"""whose news it is when a card was withdrawn, published or checked"""
_lock = threading.Lock()
_read: dict[tuple[Path, float], Catalog] = {}


def fingerprint(folder: Path, locales: Path) -> float:
    """Changes when a file of the catalog or its translations does."""
    files = [*folder.glob("*/*.yaml"), *locales.glob("*/LC_MESSAGES/forms.po")]
    return sum(file.stat().st_mtime_ns for file in files if file.is_file()) + len(files)


def read_catalog(folder: Path, locales: Path) -> Catalog:
    """The whole catalog. Raises ``BrokenCatalog`` or ``BrokenTranslation`` with file and line.

    The same files are read once a process: a catalog is never changed after loading.
    """
    name = (folder, fingerprint(folder, locales))
    with _lock:
        if name not in _read:
            _read.clear()
            _read[name] = load(folder, read_translations(locales, LANGUAGES), missing_names)
        return _read[name]


class Shelf:
    """Holds the catalog of this installation: the shipped cards with what its desks say of them.

    ``overlay_now`` reads what desks say: at most twice a second, at once when news comes (``heard``), and only every
    ten seconds while the database is away, when the cards stay as they were last known.
    In the demonstration the files are looked at every few seconds too.
    """

    def __init__(self, settings: Settings, overlay_now: Callable[[], Overlay] = Overlay) -> None:
        self.folder = settings.catalog_dir
        self.locales = settings.root / "locales"
        self.watches = settings.demo
        self.shipped = read_catalog(self.folder, self.locales)
        self.overlay_now = overlay_now
        self.overlay = Overlay()
        self.present = self.shipped
        self.looked = time.monotonic()
        self.asked = float("-inf")
        self._one_asks = threading.Lock()

    @property
    def catalog(self) -> Catalog:
        """The catalog of now."""
        if self.watches and time.monotonic() - self.looked > LOOK_AGAIN_SECONDS:
            self._look_at_files()
        if time.monotonic() - self.asked > ASK_AGAIN_SECONDS and self._one_asks.acquire(blocking=False):
            try:
                self._ask_desks()
            finally:
                self._one_asks.release()
        return self.present

    def heard(self, channel: str) -> None:
        """News came, after it was truly kept: of cards, the next look asks the desks at once."""
        if channel == CHANNEL:
            self.asked = float("-inf")

    def _look_at_files(self) -> None:
        self.looked = time.monotonic()
        try:
            shipped = read_catalog(self.folder, self.locales)
        except (BrokenCatalog, BrokenTranslation, OSError) as problem:
            log.warning("catalog.broken", kept="the one before", problem=str(problem)[:300])
            return
        if shipped is not self.shipped:
            self.shipped, self.present = shipped, laid_over(shipped, self.overlay)

    def _ask_desks(self) -> None:
        self.asked = time.monotonic()
        try:
            overlay = self.overlay_now()
        except (SQLAlchemyError, PoolTimeout):
            self.asked += ASK_AGAIN_AWAY
            return
        if overlay != self.overlay:
            self.overlay, self.present = overlay, laid_over(self.shipped, overlay)
