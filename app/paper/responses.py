"""Answering with a paper."""

from typing import Any

from fastapi import Request
from starlette.responses import Response

from app.web.templating import PUBLIC_CACHE


def pdf_response(
    request: Request, template: str, *, file_name: str, roll: bool = False, public: bool = False, **values: Any
) -> Response:
    """``templates/<template>`` as a PDF in the language now spoken, shown in the browser.

    ``file_name`` (without ending) tells what kind of paper it is, never for whom. Raises ``NoPrinting``.
    """
    html = request.app.state.templates.render_text(template, **{"roll": roll, **values})
    pdf = request.app.state.printer.pdf(html, roll=roll, public=public)
    headers = {
        "Content-Disposition": f'inline; filename="{file_name}.pdf"',
        "Cache-Control": PUBLIC_CACHE if public else "no-store",
    }
    return Response(pdf, media_type="application/pdf", headers=headers)
