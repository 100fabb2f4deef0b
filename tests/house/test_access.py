"""Every address is in the table of who may open what."""

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from app.staff.role_table import ROLE_TABLE, Who

# Changes that anybody may ask for: each opens nothing that its own key, PIN or brake does not guard.
OPEN_CHANGES = {
    "set_up", "sign_in_with_pin", "set_new_pin", "sign_in_with_password", "sign_in_demo", "sign_out", "lock", "unlock",
    "enrol_device", "join_team", "take_number", "open_slip", "wipe_slip",
}  # fmt: skip


def _routes(app: FastAPI) -> dict[str, set[str]]:
    """Name → methods of every address but the static files."""
    found: dict[str, set[str]] = {}
    for context in iter_route_contexts(app.routes):
        name, methods = getattr(context, "name", ""), getattr(context, "methods", None)
        if methods:
            found.setdefault(str(name), set()).update(methods)
    return found


def test_every_route_is_in_the_table_and_nothing_else_is(app: FastAPI) -> None:
    names = set(_routes(app))
    assert names - set(ROLE_TABLE) == set()
    assert set(ROLE_TABLE) - names <= {"openapi"}


def test_what_anybody_may_change_is_named(app: FastAPI) -> None:
    changing = {name for name, methods in _routes(app).items() if methods - {"GET", "HEAD"}}
    assert {name for name in changing if Who.EVERYONE in ROLE_TABLE[name]} == OPEN_CHANGES
