"""Yardstick of P9: a constant page of 20 kB."""

from fastapi import FastAPI
from starlette.responses import HTMLResponse, Response

PAGE = "<!doctype html><title>x</title>" + "<p>koffie</p>" * 1600
app = FastAPI()


@app.get("/healthz")
@app.get("/")
def page() -> Response:
    """The same string every time."""
    return HTMLResponse(PAGE[:20_000])
