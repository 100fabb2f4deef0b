"""`/_components`: every component in every state, for whoever builds. Only in the demonstration."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.errors import NotFound
from app.i18n import lazy
from app.web.kept_forms import KeptForm
from app.web.templating import render

router = APIRouter()


@router.get("/_components", name="components")
def components(request: Request) -> Response:
    """The gallery. 404 on a real desk."""
    if not request.app.state.settings.demo:
        raise NotFound(lazy("This page does not exist, or not any more."))
    wrong = KeptForm({"gallery_wrong": ["?"]}, {"gallery_wrong": str(lazy("Fill this in."))})
    return render(request, "components/gallery.html", fresh=KeptForm(), wrong=wrong)
