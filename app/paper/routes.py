"""`/fonts/…`: the same fonts for screens that we print with."""

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from app.errors import NotFound
from app.i18n import lazy
from app.paper.fonts import font_file
from app.web.static import A_YEAR

router = APIRouter()


@router.get("/fonts/{name}", name="font")
def font(request: Request, name: str) -> Response:
    """A font of the fixed list."""
    file = font_file(request.app.state.settings.fonts_dir, name)
    if file is None:
        raise NotFound(lazy("This font is not on this machine."))
    return FileResponse(file, media_type="font/ttf", headers={"Cache-Control": A_YEAR})
