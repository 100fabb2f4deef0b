"""The catalog in memory, always whole: a broken file stops the start, and never replaces a good one later."""

import threading
import time
from pathlib import Path

import structlog

from app.catalog.loading import BrokenCatalog, Catalog, load
from app.catalog.naming import missing_names
from app.catalog.translations import read_translations
from app.i18n import LANGUAGES, BrokenTranslation
from app.settings import Settings

log = structlog.get_logger()
LOOK_AGAIN_SECONDS = 3
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
    """Holds the catalog; in the demonstration it looks every few seconds whether a card was changed."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.catalog_dir
        self.locales = settings.root / "locales"
        self.watches = settings.demo
        self.present = read_catalog(self.folder, self.locales)
        self.looked = time.monotonic()

    @property
    def catalog(self) -> Catalog:
        """The catalog of now."""
        if self.watches and time.monotonic() - self.looked > LOOK_AGAIN_SECONDS:
            self.looked = time.monotonic()
            try:
                self.present = read_catalog(self.folder, self.locales)
            except (BrokenCatalog, BrokenTranslation, OSError) as problem:
                log.warning("catalog.broken", kept="the one before", problem=str(problem)[:300])
        return self.present
