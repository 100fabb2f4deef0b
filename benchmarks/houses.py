"""Servers to measure: our own as an operator starts it, and bare ones with one route."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.chance import code
from app.clock import now
from app.db import Database, migrations
from app.desks.models import Desk, Opening, OpeningState
from app.settings import ROOT
from app.staff.access import hashed
from app.staff.models import ApiToken, Device, DeviceKind, Membership, Person, Role, SignIn

SECRET = "bench-" + "0123456789abcdef" * 3
STARTS_WITHIN = 30.0
PYTHON = sys.executable


def free_port() -> int:
    """A port nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> float:
    """Seconds until somebody answers. Raises ``RuntimeError`` when nobody does."""
    began = time.perf_counter()
    while time.perf_counter() - began < STARTS_WITHIN and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), 0.2) as probe:
                probe.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                if probe.recv(12):
                    return time.perf_counter() - began
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("the server did not start")


@contextmanager
def running(command: list[str], port: int, environment: Mapping[str, str] | None = None) -> Iterator[int]:
    """A server process and its pid; ended by force when it does not end by itself."""
    env = {**os.environ, **(environment or {})}  # noqa: TID251 -- a child needs the environment it is started in
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(8)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def bare(module: str, environment: Mapping[str, str] | None = None) -> Iterator[int]:
    """A bare FastAPI app of ``benchmarks.bare_<module>``; yields its port."""
    port = free_port()
    command = [PYTHON, "-m", "uvicorn", f"benchmarks.bare_{module}:app", "--port", str(port), "--no-access-log"]
    with running(command, port, environment):
        yield port


class House:
    """An installation of its own with one open desk, a signed-in volunteer and coordinator, and tokens."""

    def __init__(self, folder: Path, url: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.url = url or f"sqlite:///{folder / 'koffie.db'}"
        self.database = Database(self.url)
        migrations.upgrade(self.database, ROOT)
        self.tokens = {scope: code() for scope in ("kiosk", "table", "host")}
        self.cookies: dict[str, str] = {}
        self._fill()

    def _fill(self) -> None:
        at = now()
        with self.database.writing() as db:
            desk = Desk(slug="desk", name="Desk", languages=["nl", "fr", "ar"])
            db.add(desk)
            db.flush()
            opening = Opening(
                desk_id=desk.id or 0, day=at.date(), begins_at=at, ends_at=at.replace(hour=23, minute=59),
                state=OpeningState.OPEN,
            )  # fmt: skip
            db.add(opening)
            db.flush()
            self.desk_id, self.opening_id = desk.id or 0, opening.id or 0
            for name, role in (("Bilal", Role.VOLUNTEER), ("Els", Role.COORDINATOR)):
                person = Person(name=name, languages=["nl", "fr", "ar"])
                db.add(person)
                db.flush()
                db.add(Membership(person_id=person.id or 0, desk_id=desk.id, role=role))
                device, sign_in = code(), code()
                kept = Device(desk_id=desk.id or 0, kind=DeviceKind.DESK, label=name, token_hash=hashed(device))
                db.add(kept)
                db.flush()
                # A coordinator signs in without a device of the desk: password and phone.
                device_id = kept.id if role is Role.VOLUNTEER else None
                db.add(
                    SignIn(
                        person_id=person.id or 0, device_id=device_id, desk_id=desk.id, token_hash=hashed(sign_in),
                        ends_at=at.replace(hour=23, minute=59),
                    )
                )  # fmt: skip
                self.cookies[name] = f"kf_device={device}; kf_staff={sign_in}"
                if role is Role.VOLUNTEER:
                    person_id = person.id
            for scope, token in self.tokens.items():
                db.add(ApiToken(desk_id=desk.id or 0, person_id=person_id, scope=scope, token_hash=hashed(token)))

    def kiosks(self, many: int) -> Iterator[str]:
        """The cookies of so many enrolled kiosks: the brake of one of them is not what is measured."""
        tokens = [code() for _kiosk in range(many)]
        with self.database.writing() as db:
            for token in tokens:
                row = Device(desk_id=self.desk_id, kind=DeviceKind.KIOSK, label="Kiosk", token_hash=hashed(token))
                db.add(row)
        return (f"kf_device={token}" for token in tokens)

    @property
    def environment(self) -> dict[str, str]:
        """What `koffie serve` needs to serve this one."""
        return {
            "KOFFIE_DATA_DIR": str(self.folder), "KOFFIE_DATABASE_URL": self.url, "KOFFIE_SECRET_KEY": SECRET,
            "KOFFIE_LOG_LEVEL": "WARNING", "KOFFIE_DEMO": "0",
        }  # fmt: skip

    @contextmanager
    def served(self) -> Iterator[int]:
        """Yields the port."""
        port = free_port()
        koffie = str(Path(PYTHON).with_name("koffie"))
        with running([koffie, "serve", "--port", str(port)], port, self.environment):
            yield port
