"""The keys of the answers of visits: in the cookie of this one tablet, and nowhere else."""

from fastapi import Request
from starlette.responses import Response

from app.privacy.service import DraftKey
from app.visits.models import Visit
from app.web.cookies import drop_cookie, read_cookie, set_cookie

COOKIE = "kf_draft"
MOST_VISITS = 4
"""somebody without a number may sit down while another visit still runs; more than these nobody holds at once"""


def _held(request: Request) -> dict[str, str]:
    """Visit → its key as it stands in the cookie, the newest last."""
    parts = [part.partition("~") for part in (read_cookie(request, COOKIE) or "").split("|")]
    return {code: key for code, _, key in parts if key}


def _hold(request: Request, response: Response, held: dict[str, str]) -> Response:
    set_cookie(response, request, COOKIE, "|".join(f"{code}~{key}" for code, key in held.items()))
    return response


def key_of(request: Request, visit: Visit) -> DraftKey | None:
    """The key this tablet holds for this visit; none on any other."""
    return DraftKey.of(_held(request).get(visit.code))


def give_key(request: Request, response: Response, visit: Visit, key: DraftKey | None) -> Response:
    """Put it in the cookie beside those of other visits; it ends with the browser."""
    if key is None:
        return response
    others = {code: other for code, other in _held(request).items() if code != visit.code}
    newest = list(others.items())[1 - MOST_VISITS :]
    return _hold(request, response, {**dict(newest), visit.code: key.cookie()})


def take_key(request: Request, response: Response, visit: Visit) -> Response:
    """The visit is over."""
    others = {code: key for code, key in _held(request).items() if code != visit.code}
    if others:
        return _hold(request, response, others)
    drop_cookie(response, request, COOKIE)
    return response
