"""Who asks, and whether she may. One dependency for the whole app; a route that is not in the table is closed."""

import hashlib
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import quote

import structlog
from babel.support import LazyProxy
from fastapi import Depends, Request
from fastapi.routing import APIRoute
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app import clock
from app.db import database_of
from app.errors import KoffieError, NotAllowed, NotFound
from app.i18n import STAFF_LANGUAGES, lazy
from app.i18n.voice import voice
from app.staff import queries
from app.staff.models import ApiToken, Desk, Device, DeviceKind, Person, Role
from app.staff.role_table import ROLE_TABLE, Who
from app.staff.signed_in import IDLE
from app.staff.signed_in import SignedIn as SignedIn  # the rooms above know it from here
from app.web import redirect
from app.web.cookies import read_cookie, set_cookie
from app.web.posting import came_from, is_from_our_page

log = structlog.get_logger()
DEVICE_COOKIE = "kf_device"
SIGN_IN_COOKIE = "kf_staff"
LOCKED_COOKIE = "kf_locked"
LOCKED_HERE = IDLE + timedelta(minutes=1)
"""after this nobody was seen for so long that it is locked anyway"""
SEEN_EVERY = timedelta(minutes=1)
SCOPES = {
    "kiosk": Who.KIOSK,
    "board": Who.BOARD,
    "host": Who.HOST,
    "table": Who.VOLUNTEER,
    "coach": Who.COORDINATOR,
}
# Scope → who may lend it her name, as long as she holds the role. A kiosk and a board are nobody.
HOLDERS: Mapping[str, frozenset[Role]] = {
    "host": frozenset({Role.HOST, Role.COORDINATOR}),
    "table": frozenset({Role.VOLUNTEER, Role.COORDINATOR}),
    "coach": frozenset({Role.COORDINATOR}),
}
CLOSED = lazy("You cannot do this here.")


class NeedsSignIn(KoffieError):
    """Nobody, or not any more: a page sends to the sign-in, a machine hears 401."""

    status = 401
    kind = "sign-in"
    comes_back = True

    def __init__(self, message: str | LazyProxy, page: str) -> None:
        super().__init__(message)
        self.page = page


def hashed(token: str) -> str:
    """What we keep of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


async def admit(request: Request) -> None:
    """Find out who asks and whether the table lets her in; raises before the handler is reached."""
    route: Any = request.scope.get("route")
    allowed = ROLE_TABLE.get(getattr(route, "name", ""), frozenset())
    if Who.EVERYONE in allowed and not _says_who(request):
        # Nothing to look up: a visitor's page needs no thread and no database for this.
        request.state.device = request.state.staff = request.state.token = None
        return
    await run_in_threadpool(_admit, request, allowed)


def _says_who(request: Request) -> bool:
    cookies = (DEVICE_COOKIE, SIGN_IN_COOKIE)
    return "authorization" in request.headers or any(read_cookie(request, name) for name in cookies)


def _admit(request: Request, allowed: frozenset[Who]) -> None:
    with database_of(request).reading() as db:
        request.state.device = _device(request, db)
        request.state.staff = _signed_in(request, db)
        request.state.token = _token(request, db)
        staff: SignedIn | None = request.state.staff
        if Who.EVERYONE not in allowed:
            _refuse_unless(request, db, allowed)
    _speak_staff_language(request, staff, allowed)
    _note_presence(request, staff)


def _refuse_unless(request: Request, db: Session, allowed: frozenset[Who]) -> None:
    staff: SignedIn | None = request.state.staff
    desk_id = _desk_of_page(request, db)
    token: ApiToken | None = request.state.token
    if token is not None:
        if SCOPES[token.scope] not in allowed or desk_id not in (None, token.desk_id):
            raise NotAllowed(CLOSED)
        return
    device: Device | None = request.state.device
    if device is not None and _is_let_in(device, desk_id, allowed):
        return
    if staff is None:
        raise NeedsSignIn(lazy("Sign in first."), "/sign-in")
    if staff.is_locked:
        raise NeedsSignIn(lazy("This screen is locked."), "/lock")
    if not _holds(staff, desk_id, allowed):
        raise NotFound(lazy("This page does not exist, or not any more.")) if desk_id else NotAllowed(CLOSED)


def _is_let_in(device: Device, desk_id: int | None, allowed: frozenset[Who]) -> bool:
    """A kiosk or board at its own desk; a tablet of the team opens nothing by itself."""
    here = desk_id in (None, device.desk_id)
    return here and device.kind is not DeviceKind.DESK and Who(device.kind.value) in allowed


def _holds(staff: SignedIn, desk_id: int | None, allowed: frozenset[Who]) -> bool:
    if Who.STAFF in allowed or (Who.ADMINISTRATOR in allowed and staff.is_administrator):
        return True
    here = [staff.roles.get(desk_id, frozenset())] if desk_id is not None else staff.roles.values()
    return any(Who(role.value) in allowed for held in here for role in held)


def _desk_of_page(request: Request, db: Session) -> int | None:
    slug = request.path_params.get("desk")
    if slug is None:
        return None
    desk = queries.desk_by_slug(db, slug)
    if desk is None or desk.id is None:
        raise NotFound(lazy("This desk does not exist."))
    return desk.id


def _device(request: Request, db: Session) -> Device | None:
    token = read_cookie(request, DEVICE_COOKIE)
    return queries.device_with(db, hashed(token)) if token else None


def _token(request: Request, db: Session) -> ApiToken | None:
    header = request.headers.get("authorization", "")
    if not header.startswith("Bearer "):
        return None
    token = queries.api_token_with(db, hashed(header.removeprefix("Bearer ").strip()))
    person = person_at(db, token.person_id, token.desk_id) if token and token.person_id is not None else None
    if token is None or not _is_lent(token, person):
        raise NeedsSignIn(lazy("This token is not known, or not any more."), "/sign-in")
    request.state.staff = person.only_at(token.desk_id) if person else None
    return token


def _is_lent(token: ApiToken, person: SignedIn | None) -> bool:
    """Whether nobody's name is needed, or whoever lends hers still may."""
    if token.person_id is None:
        return True
    held = person.roles.get(token.desk_id, frozenset()) if person else frozenset()
    return bool(held & HOLDERS.get(token.scope, held))


def _signed_in(request: Request, db: Session) -> SignedIn | None:
    token = read_cookie(request, SIGN_IN_COOKIE)
    pair = queries.sign_in_with(db, hashed(token), clock.now()) if token else None
    if pair is None:
        return None
    found, who = pair
    device: Device | None = request.state.device
    if found.device_id is not None and (device is None or device.id != found.device_id):
        return None  # the tablet was cut off, or the cookie carried away
    at = device.desk_id if found.device_id is not None and device is not None else found.desk_id
    person = _at_desk(db, who, at)
    if person is None or (found.device_id is not None and person.desk_id != at):
        return None  # she has left, or works at other desks only
    if found.device_id is not None and not request.app.state.settings.demo:
        person = person.at_the_table()
    request.state.seen_at = found.seen_at
    idle = clock.now() - found.seen_at > IDLE
    locked = found.locked_at is not None or idle or read_cookie(request, LOCKED_COOKIE) is not None
    return replace(person, device_id=found.device_id, sign_in_id=found.id, is_locked=locked)


def person_at(db: Session, person_id: int, desk_id: int | None) -> SignedIn | None:
    """A person with her roles, at a desk (none: her first); none when she has left or has no desk."""
    person = queries.person_by_id(db, person_id)
    return None if person is None else _at_desk(db, person, desk_id)


def _at_desk(db: Session, person: Person, desk_id: int | None) -> SignedIn | None:
    if person.left_on is not None or person.id is None:
        return None
    pairs = queries.memberships_with_desk(db, person.id)
    members = [member for member, _desk in pairs]
    roles: dict[int, frozenset[Role]] = {}
    for member in members:
        if member.desk_id is not None:
            roles[member.desk_id] = roles.get(member.desk_id, frozenset()) | {member.role}
    is_administrator = any(member.role is Role.ADMINISTRATOR for member in members)
    mine: Sequence[Desk] = list({desk.id: desk for _member, desk in pairs if desk is not None}.values())
    if not mine and is_administrator:
        mine = queries.desks(db)
    here = next((desk for desk in mine if desk.id == desk_id), mine[0] if mine else None)
    if here is None or here.id is None:
        return None
    families = {f for m in members if m.desk_id == here.id for f in m.families}
    return SignedIn(
        person_id=person.id,
        name=person.name,
        languages=tuple(person.languages),
        roles=roles,
        is_administrator=is_administrator,
        desk_id=here.id,
        desk_slug=here.slug,
        desk_name=here.name,
        families=tuple(sorted(families)),
    )


def _speak_staff_language(request: Request, staff: SignedIn | None, allowed: frozenset[Who]) -> None:
    """A staff page asked in a language it does not have is wholly Dutch."""
    if staff is not None and Who.EVERYONE not in allowed and voice().language not in STAFF_LANGUAGES:
        voice().language = "nl"


def _note_presence(request: Request, staff: SignedIn | None) -> None:
    """Remember that she is there, at most once a minute; a live part that refreshes itself is no person."""
    if staff is None or staff.sign_in_id is None or staff.is_locked:
        return
    if request.headers.get("x-fragment") == "1" or clock.now() - request.state.seen_at < SEEN_EVERY:
        return
    try:
        with database_of(request).writing() as db:
            queries.note_seen(db, staff.sign_in_id, clock.now())
    except (OperationalError, PoolTimeout):
        if request.method != "GET":
            raise  # what she wants kept would only wait a second time
        # A database that is away for a moment must not keep her from reading.


def current_staff(request: Request) -> SignedIn:
    """The person who asks. Raises ``NeedsSignIn`` when nobody does."""
    staff: SignedIn | None = request.state.staff
    if staff is None:
        raise NeedsSignIn(lazy("Sign in first."), "/sign-in")
    return staff


async def _asking(request: Request) -> SignedIn:
    """Waits for nothing, so it takes no thread: FastAPI gives one to every plain function."""
    return current_staff(request)


CurrentStaff = Annotated[SignedIn, Depends(_asking)]


class HidesAnyway(APIRoute):
    """Hiding is never refused: while the database is away this browser itself remembers that it is locked."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of the route, and what it answers when it cannot keep anything."""
        answer = super().get_route_handler()

        async def hide_anyway(request: Request) -> Response:
            try:
                return await answer(request)
            except (OperationalError, PoolTimeout) as error:
                if not _wants_to_hide(request):
                    raise
                log.warning("database.away", kind=type(error).__name__, reference=request.state.reference)
                return _lock_here(request)

        return hide_anyway


def _wants_to_hide(request: Request) -> bool:
    """Whether Hide was pressed on a page of ours; no other site may hide a screen."""
    if not is_from_our_page(request):
        return False
    return request.url.path == "/lock" or request.state.posted.get("go") == "hide"


def _lock_here(request: Request) -> Response:
    response = redirect(request, f"/lock?next={quote(came_from(request))}")
    set_cookie(response, request, LOCKED_COOKIE, "yes", max_age=int(LOCKED_HERE.total_seconds()))
    return response
