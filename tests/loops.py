"""Coroutines in a test. The thread of the tests belongs to the browser's own loop once a browser has been started."""

from collections.abc import Awaitable, Callable
from typing import TypeVar, TypeVarTuple, Unpack

from anyio.from_thread import start_blocking_portal

Args = TypeVarTuple("Args")
Result = TypeVar("Result")


def in_own_loop(work: Callable[[Unpack[Args]], Awaitable[Result]], *args: *Args) -> Result:
    """Run ``work`` in a loop and a thread of its own, and give what it gives. Raises what it raises."""
    with start_blocking_portal() as portal:
        return portal.call(work, *args)
