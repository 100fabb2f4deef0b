"""Warm processes that make PDFs. One that hangs or eats memory is killed and replaced; the others go on."""

import asyncio
import hashlib
import multiprocessing
import threading
from collections import OrderedDict
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import structlog

from app.errors import Unwell
from app.i18n import lazy
from app.paper import engine, fonts
from app.settings import Settings

log = structlog.get_logger()
SECONDS = 10
START_SECONDS = 20
WARM_AFTER = 2.0  # seconds: a worker takes the processor for a second, and the first page goes first
CACHE_BYTES = 32 * 1024 * 1024
MOST_WAITING = 8  # each waits in a thread of the service; more would leave none for the line
BUSY = lazy("Many papers are being made right now. Try again in a moment. What you did is kept.")
CANNOT = lazy("Printing is not possible right now. Everything else works. Write it down, or try again later.")
TOO_LONG = lazy("This paper became too big to make. Everything you did is kept.")


class NoPrinting(Unwell):
    """No paper at the moment; the page says so and the work goes on."""

    kind = "no-printing"


class Worker:
    """One process and the pipe to it."""

    def __init__(self, fonts_dir: Path, css_dir: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        target = (theirs, str(fonts_dir), str(css_dir))
        self.process: BaseProcess = context.Process(target=engine.work, args=target, daemon=True)
        self.process.start()
        theirs.close()
        self.is_ready = False

    def _hear(self, seconds: float) -> tuple[str, bytes]:
        if not self.pipe.poll(seconds):
            raise TimeoutError
        kind, content = self.pipe.recv()
        return kind, content

    def make(self, html: str, *, roll: bool) -> bytes:
        """The PDF. Raises ``TimeoutError``, ``EOFError`` or ``PaperFailed``."""
        if not self.is_ready:
            self._hear(START_SECONDS)
            self.is_ready = True
        self.pipe.send((html, roll))
        kind, content = self._hear(SECONDS)
        if kind != "pdf":
            raise engine.PaperFailed(content.decode())
        return content

    def stop(self) -> None:
        """At once."""
        self.pipe.close()
        self.process.kill()
        self.process.join(2)
        self.process.close()


class Printer:
    """``pdf`` takes a free worker or waits for one; ``close`` ends them all."""

    def __init__(self, settings: Settings) -> None:
        self.fonts_dir = settings.fonts_dir
        self.css_dir = settings.root / "app" / "static" / "css" / "print"
        self.size = settings.pdf_workers
        self.free: list[Worker] = []
        self.started = 0
        self.waiting = 0
        self.change = threading.Condition()
        self.lock = threading.Lock()
        self.kept: OrderedDict[str, bytes] = OrderedDict()

    def why_not(self) -> str | None:
        """What is missing for printing, for `koffie check`; none when all is there."""
        if missing := fonts.missing(self.fonts_dir):
            return f"fonts are missing in {self.fonts_dir}: {', '.join(missing)}"
        return None

    def warm(self) -> None:
        """Start the first worker, unless somebody printed already, so that the first paper does not wait for it."""
        if self.started == 0 and self.why_not() is None:
            self._give(self._take())

    def pdf(self, html: str, *, roll: bool = False, public: bool = False) -> bytes:
        """The paper of this page.

        ``public`` papers (the same for everybody) are kept in memory. Raises ``NoPrinting`` when fonts or engine are
        missing, and when the page is too big or takes longer than ten seconds.
        """
        if why := self.why_not():
            log.error("paper.missing", why=why)
            raise NoPrinting(CANNOT)
        name = hashlib.sha256(f"{roll}|{html}".encode()).hexdigest()
        if public and name in self.kept:
            with self.lock:
                self.kept.move_to_end(name)
                return self.kept[name]
        made = self._made(html, roll=roll)
        if public:
            self._keep(name, made)
        return made

    def _made(self, html: str, *, roll: bool) -> bytes:
        worker = self._take()
        try:
            made = worker.make(html, roll=roll)
        except (TimeoutError, EOFError, OSError, engine.PaperFailed) as error:
            log.warning("paper.failed", kind=type(error).__name__, why=str(error))
            self._drop(worker)
            raise NoPrinting(TOO_LONG if isinstance(error, TimeoutError | engine.PaperFailed) else CANNOT) from error
        except BaseException:
            self._drop(worker)
            raise
        self._give(worker)
        return made

    def _take(self) -> Worker:
        """A free worker, a new one, or the first that comes free. Raises ``NoPrinting`` when too many wait already."""
        with self.change:
            if self.waiting >= MOST_WAITING:
                raise NoPrinting(BUSY)
            self.waiting += 1
            try:
                if not self.change.wait_for(lambda: self.free or self.started < self.size, 2 * SECONDS):
                    raise NoPrinting(BUSY)
                if self.free:
                    return self.free.pop()
                self.started += 1
            finally:
                self.waiting -= 1
        try:
            return Worker(self.fonts_dir, self.css_dir)
        except OSError as error:  # no memory or no file handles left: its place is free for a later try
            log.error("paper.no_worker", kind=type(error).__name__)
            self._give_up_place()
            raise NoPrinting(CANNOT) from error

    def _give(self, worker: Worker) -> None:
        with self.change:
            self.free.append(worker)
            self.change.notify()

    def _drop(self, worker: Worker) -> None:
        worker.stop()
        self._give_up_place()

    def _give_up_place(self) -> None:
        with self.change:
            self.started -= 1
            self.change.notify()

    def _keep(self, name: str, made: bytes) -> None:
        with self.lock:
            self.kept[name] = made
            while sum(len(pdf) for pdf in self.kept.values()) > CACHE_BYTES:
                self.kept.popitem(last=False)

    def close(self) -> None:
        """End every worker that is free; a busy one ends with the service."""
        while self.free:
            self._drop(self.free.pop())

    def __enter__(self) -> "Printer":
        return self

    def __exit__(self, *_problem: Any) -> None:
        self.close()


async def warm_soon(printer: Printer) -> None:
    """Warm it a moment after the house opened, off the event loop. What is wrong is told to who prints."""
    await asyncio.sleep(WARM_AFTER)
    work = asyncio.create_task(asyncio.to_thread(printer.warm))
    try:
        await asyncio.shield(work)
    except (NoPrinting, OSError) as problem:
        log.warning("paper.cold", kind=type(problem).__name__)
    except asyncio.CancelledError:
        await asyncio.wait({work})  # a worker that has begun must be ended with the others
        raise
