"""Every door of the house, who knocks, and what must be heard. The table of roles is read; nothing is assumed twice."""

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from app.i18n import _, speaking
from app.staff.models import Desk, DeviceKind, Role
from app.staff.role_table import ROLE_TABLE, Who
from tests.browser import Browser
from tests.loops import in_own_loop
from tests.make import Make
from tests.staff.people import at_tablet, enrol, sign_in, token_of

STREAMS = ("live", "api_events")  # these never end by themselves
HIDING = ("lock", "sign_out")  # after these she has to come in again


class Heard(StrEnum):
    """What a door says."""

    COME_IN = "come in"
    SIGN_IN = "sign in first"
    LOCKED = "this screen is locked"
    FORBIDDEN = "known, but not your role"
    HIDDEN = "there is no such page"


@dataclass(frozen=True)
class Door:
    """One route."""

    name: str
    path: str
    method: str

    @property
    def has_desk(self) -> bool:
        """Whether it belongs to the desk in its address."""
        return "{desk}" in self.path

    def at(self, desk: str) -> str:
        """An address; whatever else it names is not there."""
        filled = self.path.replace("{desk}", desk)
        return re.sub(r"{\w+}", "nothing", filled)


def doors(app: FastAPI) -> list[Door]:
    """All routes but the static files."""
    found = [context.route for context in iter_route_contexts(app.routes)]
    paths = {context.name: context.path for context in iter_route_contexts(app.routes)}
    return [
        Door(route.name, str(paths[route.name]), method)
        for route in found
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    ]


@dataclass(frozen=True)
class Knocker:
    """Somebody or something that knocks: how it comes in, and what it holds at its own desk."""

    arrive: Callable[[Make, Browser, Desk], dict[str, str]]
    holds: frozenset[Who] = field(default=frozenset())
    is_machine: bool = False
    is_person: bool = False
    is_locked: bool = False

    def hears(self, door: Door, *, at_own_desk: bool) -> Heard:
        """What the table of roles promises."""
        allowed = ROLE_TABLE[door.name]
        leads_all = Who.ADMINISTRATOR in self.holds & allowed
        near = at_own_desk or not door.has_desk or leads_all
        if Who.EVERYONE in allowed or (self.holds & allowed and near and not self.is_locked):
            return Heard.COME_IN
        if self.is_machine:
            return Heard.FORBIDDEN
        if not self.is_person:
            return Heard.SIGN_IN
        if self.is_locked:
            return Heard.SIGN_IN if door.path.startswith("/api/") else Heard.LOCKED
        if Who.STAFF in allowed:
            return Heard.COME_IN
        return Heard.HIDDEN if door.has_desk else Heard.FORBIDDEN


def _nobody(_make: Make, _browser: Browser, _desk: Desk) -> dict[str, str]:
    return {}


def _person(*roles: Role, tablet: bool, locked: bool = False) -> Callable[[Make, Browser, Desk], dict[str, str]]:
    def arrive(make: Make, browser: Browser, desk: Desk) -> dict[str, str]:
        person = make.person("Els", desk, *roles)
        if tablet:
            at_tablet(make, browser, person, desk)
        else:
            sign_in(make, browser, person)
        if locked:
            browser.post("/lock")
        return {}

    return arrive


def _device(kind: DeviceKind) -> Callable[[Make, Browser, Desk], dict[str, str]]:
    def arrive(make: Make, browser: Browser, desk: Desk) -> dict[str, str]:
        enrol(make, browser, desk, kind)
        return {}

    return arrive


def _token(scope: str, *roles: Role) -> Callable[[Make, Browser, Desk], dict[str, str]]:
    def arrive(make: Make, _browser: Browser, desk: Desk) -> dict[str, str]:
        person = make.person("Els", desk, *roles) if roles else None
        return token_of(make, desk, scope, person)

    return arrive


def _holding(*who: Who) -> frozenset[Who]:
    return frozenset(who)


EVERY_ROLE = (Role.VOLUNTEER, Role.HOST, Role.COORDINATOR, Role.ADMINISTRATOR)
KNOCKERS: dict[str, Knocker] = {
    "anonymous": Knocker(_nobody),
    "volunteer": Knocker(_person(Role.VOLUNTEER, tablet=True), _holding(Who.VOLUNTEER), is_person=True),
    "host": Knocker(_person(Role.HOST, tablet=True), _holding(Who.HOST), is_person=True),
    "coordinator": Knocker(_person(Role.COORDINATOR, tablet=False), _holding(Who.COORDINATOR), is_person=True),
    "coordinator with a PIN": Knocker(_person(Role.COORDINATOR, tablet=True), is_person=True),
    "administrator": Knocker(_person(Role.ADMINISTRATOR, tablet=False), _holding(Who.ADMINISTRATOR), is_person=True),
    "everything with a PIN": Knocker(
        _person(*EVERY_ROLE, tablet=True), _holding(Who.VOLUNTEER, Who.HOST), is_person=True
    ),
    "everything, locked": Knocker(_person(*EVERY_ROLE, tablet=False, locked=True), is_person=True, is_locked=True),
    "tablet alone": Knocker(_device(DeviceKind.DESK)),
    "kiosk": Knocker(_device(DeviceKind.KIOSK), _holding(Who.KIOSK)),
    "board": Knocker(_device(DeviceKind.BOARD), _holding(Who.BOARD)),
    "token kiosk": Knocker(_token("kiosk"), _holding(Who.KIOSK), is_machine=True),
    "token board": Knocker(_token("board"), _holding(Who.BOARD), is_machine=True),
    "token host": Knocker(_token("host", Role.HOST), _holding(Who.HOST), is_machine=True),
    "token table": Knocker(_token("table", Role.VOLUNTEER), _holding(Who.VOLUNTEER), is_machine=True),
    "token coach": Knocker(_token("coach", *EVERY_ROLE), _holding(Who.COORDINATOR), is_machine=True),
}


def knock(browser: Browser, door: Door, desk: str, headers: dict[str, str], csrf_token: str) -> Heard:
    """Go to the door and listen."""
    url = door.at(desk)
    if door.name in STREAMS:
        return _read(door, *in_own_loop(_beginning, browser, url, headers))
    form = {"csrf_token": csrf_token, "came_from": "/"} if door.method == "POST" else None
    answer = browser.client.request(door.method, url, data=form, headers=headers, follow_redirects=False)
    return _read(door, answer.status_code, answer.headers.get("location", ""), answer.text)


def _read(door: Door, status: int, location: str, text: str) -> Heard:
    with speaking("nl"):
        hidden = _("This page does not exist, or not any more.")
    is_asked = Who.EVERYONE not in ROLE_TABLE[door.name]
    if status == 401 or (status == 303 and location.startswith("/sign-in?next=") and is_asked):
        return Heard.SIGN_IN
    if status == 303 and location.startswith("/lock?next="):
        return Heard.LOCKED
    if status == 403:
        return Heard.FORBIDDEN
    if status == 404 and hidden in text and is_asked:
        return Heard.HIDDEN
    assert status < 500, f"{door.name}: {status} {text[:300]}"
    return Heard.COME_IN


async def _beginning(browser: Browser, url: str, headers: dict[str, str]) -> tuple[int, str, str]:
    """Status, address and text of an answer; a stream is left as soon as it begins."""
    begun, seen = asyncio.Event(), {"status": "0", "location": "", "text": ""}
    cookies = "; ".join(f"{name}={value}" for name, value in browser.client.cookies.items())
    sent = {"host": "testserver", "cookie": cookies, **headers}
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": url, "raw_path": url.encode(), "query_string": b"", "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in sent.items()],
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        await begun.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            found = dict(message["headers"])
            seen.update(status=str(message["status"]), location=found.get(b"location", b"").decode())
            if found.get(b"content-type", b"").startswith(b"text/event-stream"):
                begun.set()
        else:
            seen["text"] += message.get("body", b"").decode()

    await browser.app(scope, receive, send)
    return int(seen["status"]), seen["location"], seen["text"]


def every_address(app: FastAPI) -> Iterator[tuple[Door, str]]:
    """Each door at her own desk, and those of a desk at another one too."""
    for door in doors(app):
        for desk in ("kalmthout", "zoersel") if door.has_desk else ("kalmthout",):
            yield door, desk
