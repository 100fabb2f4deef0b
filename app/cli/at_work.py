"""Who works in a data folder now. The kernel forgets it with the process, also after kill -9."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVING = "serving"


class AtWork(Exception):
    """A desk is served from this folder."""


@contextmanager
def at_work(data_dir: Path, *, alone: bool) -> Iterator[None]:
    """Until the block ends. ``alone``: with nobody beside, as SQLite and whoever replaces a database need it.

    Raises ``AtWork``.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / SERVING).open("a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise AtWork from held
        yield
