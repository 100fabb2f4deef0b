"""Cookies: ``__Host-`` and Secure on https, the same without on the plain-http hotspot of a hall."""

from fastapi import Request
from starlette.responses import Response


def cookie_name(request: Request, name: str) -> str:
    """The name as it stands in the browser."""
    return f"__Host-{name}" if request.app.state.settings.is_https else name


def read_cookie(request: Request, name: str) -> str | None:
    """The value, or ``None``."""
    return request.cookies.get(cookie_name(request, name))


def set_cookie(response: Response, request: Request, name: str, value: str, *, max_age: int | None = None) -> None:
    """HttpOnly, SameSite=Lax, whole site; without ``max_age`` it ends with the browser."""
    response.set_cookie(
        cookie_name(request, name),
        value,
        max_age=max_age,
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.app.state.settings.is_https,
    )


def drop_cookie(response: Response, request: Request, name: str) -> None:
    """Take it out of the browser."""
    response.delete_cookie(
        cookie_name(request, name),
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.app.state.settings.is_https,
    )
