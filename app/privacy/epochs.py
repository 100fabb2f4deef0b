"""One key file a week, beside the database and never in its backups. Ten weeks later it is gone."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from app import clock
from app.chance import random_bytes

KEPT_WEEKS = 10
KEY_BYTES = 32


def week_of(day: date) -> str:
    """``2026-W48``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


class Epochs:
    """The key files under ``DATA_DIR/epochs``."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "epochs"

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
