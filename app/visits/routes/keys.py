"""The key of a visit's answers: in the cookie of this one tablet, and nowhere else."""

from fastapi import Request
from starlette.responses import Response

from app.privacy.service import DraftKey
from app.visits.models import Visit
from app.web.cookies import drop_cookie, read_cookie, set_cookie

COOKIE = "kf_draft"


def key_of(request: Request, visit: Visit) -> DraftKey | None:
    """The key this tablet holds for this visit; none on any other."""
    code, _, rest = (read_cookie(request, COOKIE) or "").partition("~")
    return DraftKey.of(rest) if code == visit.code else None


def give_key(request: Request, response: Response, visit: Visit, key: DraftKey | None) -> Response:
    """Put it in the cookie; it ends with the browser."""
    if key is not None:
        set_cookie(response, request, COOKIE, f"{visit.code}~{key.cookie()}")
    return response


def take_key(request: Request, response: Response) -> Response:
    """The visit is over."""
    drop_cookie(response, request, COOKIE)
    return response
