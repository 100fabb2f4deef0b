"""A lean HTTP/1.1 client: keep-alive, prepared requests, as little work as possible beside the server's own."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

BUSY = 503  # with Retry-After


@dataclass(frozen=True)
class Outcome:
    """Requests a second, the time of each in seconds, how often each status came, how many were asked to wait."""

    rate: float
    seconds: list[float]
    statuses: dict[int, int]
    told_to_wait: int = 0


def request(method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    """A whole request as bytes; underscores in header names become hyphens."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _number_after(name: bytes, head: bytes) -> int | None:
    at = head.find(name)
    return int(head[at + len(name) : head.index(b"\r\n", at)]) if at >= 0 else None


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int | None]:
    """Status, and how many seconds it asks to wait."""
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    length = _number_after(b"content-length:", lower)
    if length is not None:
        await reader.readexactly(length)
    elif b"transfer-encoding: chunked" in lower:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(head[9:12]), _number_after(b"retry-after:", lower)


async def _client(port: int, wanted: Iterator[bytes], seconds: list[float], statuses: dict[int, int]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for one in wanted:
        began = time.perf_counter()
        writer.write(one)
        status, wait = await _answer(reader)
        while status == BUSY:  # as a kiosk does it: the same once more, when the answer says so
            statuses[BUSY] = statuses.get(BUSY, 0) + 1
            await asyncio.sleep(wait or 1)
            writer.write(one)
            status, wait = await _answer(reader)
        seconds.append(time.perf_counter() - began)
        statuses[status] = statuses.get(status, 0) + 1
    writer.close()
    await writer.wait_closed()


async def _all(port: int, requests: Sequence[bytes], clients: int) -> Outcome:
    shared = iter(requests)
    seconds: list[float] = []
    statuses: dict[int, int] = {}
    began = time.perf_counter()
    await asyncio.gather(*(_client(port, shared, seconds, statuses) for _ in range(clients)))
    rate = len(requests) / (time.perf_counter() - began)
    return Outcome(rate, seconds, statuses, statuses.pop(BUSY, 0))


def send(port: int, requests: Sequence[bytes], clients: int) -> Outcome:
    """All requests, by so many clients at once."""
    return asyncio.run(_all(port, requests, clients))


def send_for(port: int, make: Callable[[int], bytes], many: int, clients: int) -> Outcome:
    """The same, the n-th request made by ``make``."""
    return send(port, [make(n) for n in range(many)], clients)
