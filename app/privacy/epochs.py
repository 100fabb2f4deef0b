"""One key file a week, beside the database and never in its backups. Ten weeks later it is gone."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from app import clock
from app.chance import random_bytes

KEPT_WEEKS = 10
LONGEST_AWAY = timedelta(days=100)
KEY_BYTES = 32


def week_of(day: date) -> str:
    """``2026-W48``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


class Epochs:
    """The key files under ``DATA_DIR/epochs``, and when something was last let go here."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "epochs"
        self.last_purge = data_dir / "last_purge"

    def may_purge(self) -> bool:
        """Whether the clock can be right: not further on than a desk is ever closed.

        A battery that is empty sets a clock years ahead, and what is let go then nobody brings back.
        """
        try:
            last = datetime.fromisoformat(self.last_purge.read_text())
        except (FileNotFoundError, ValueError):
            return True
        return clock.now() - last < LONGEST_AWAY

    def note_purge(self) -> None:
        """Something was let go now; the clock counts as right from here on."""
        self.last_purge.write_text(clock.now().isoformat())

    def current(self) -> tuple[str, bytes]:
        """This week's name and key; made when it is not there yet."""
        name = week_of(clock.today())
        file = self.folder / name
        if not file.exists():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            made = self.folder / f".{name}.{random_bytes(4).hex()}"
            made.touch(mode=0o600)
            made.write_bytes(random_bytes(KEY_BYTES))
            with suppress(FileExistsError):
                file.hardlink_to(made)  # whoever is first decides, whole or not at all
            made.unlink()
        return name, file.read_bytes()

    def key(self, name: str) -> bytes | None:
        """The key of a week, while it lives."""
        file = self.folder / Path(name).name
        return file.read_bytes() if file.is_file() else None

    def forget_old(self) -> int:
        """Destroy the keys of more than ten weeks ago; how many."""
        if not self.folder.exists():
            return 0
        # By age alone: a clock that starts in the past must not take the keys of now for strangers.
        oldest = week_of(clock.today() - timedelta(weeks=KEPT_WEEKS))
        old = [file for file in self.folder.iterdir() if file.name < oldest]
        for file in old:
            file.write_bytes(random_bytes(KEY_BYTES))
            file.unlink()
        return len(old)
