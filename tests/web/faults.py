"""A house in which something breaks on purpose, and a browser that shows it."""

from collections.abc import Mapping

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.staff.role_table import ROLE_TABLE, Who
from tests.browser import HERE


def bare(app: FastAPI, **headers: str) -> TestClient:
    """A browser that checks nothing, follows nothing, and shows a fault as people see it."""
    return TestClient(app, base_url=HERE, raise_server_exceptions=False, follow_redirects=False, headers=headers)


def hang(app: FastAPI, monkeypatch: pytest.MonkeyPatch, faults: Mapping[str, Exception]) -> TestClient:
    """For each fault a page, and an address for machines, where it happens; a browser to go there."""

    def breaks(fault: str) -> None:
        raise faults[fault]

    for name, path in (("faults", "/faults/{fault}"), ("api_faults", "/api/v1/faults/{fault}")):
        monkeypatch.setitem(ROLE_TABLE, name, frozenset({Who.EVERYONE}))
        app.add_api_route(path, breaks, name=name)
    return bare(app)
