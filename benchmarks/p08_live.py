"""P8, one board: from a change to the news at a listener, against a bare fan-out."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.houses import House, bare
from benchmarks.load import request
from benchmarks.measuring import Row, alternating, p95

CHANGES = 60
HALTED = 0.004


async def _listen(port: int, path: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request("GET", path))
    await reader.readuntil(b"\r\n\r\n")
    await reader.readuntil(b"still")
    return reader, writer


async def _lags(port: int, path: str, change: list[bytes]) -> list[float]:
    reader, listening = await _listen(port, path)
    asked, writer = await asyncio.open_connection("127.0.0.1", port)
    lags = []
    for one in change:
        began = time.perf_counter()
        writer.write(one)
        await asyncio.wait_for(reader.readuntil(b"event: news"), 5)
        lags.append((time.perf_counter() - began) * 1000)
        head = await asked.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1]) for line in head.lower().splitlines() if line.startswith(b"content-length")
        )
        await asked.readexactly(length)
        await asyncio.sleep(HALTED)
    writer.close()
    listening.close()
    return lags


def measure(folder: Path) -> Iterator[Row]:
    """A change here is a number durable on disk; the bare one keeps nothing, so the p99 of ours holds the disk too."""
    with ExitStack() as stack:
        house = House(folder / "p8")
        port = stack.enter_context(house.served())
        bare_port = stack.enter_context(bare("fanout"))
        count = iter(range(10_000))

        def number() -> bytes:
            return request(
                "POST", "/api/v1/desks/desk/tickets", b'{"language": "nl"}', Content_Type="application/json",
                Authorization=f"Bearer {house.tokens['kiosk']}", Idempotency_Key=f"p8-{next(count)}",
            )  # fmt: skip

        def ours() -> float:
            lags = asyncio.run(_lags(port, f"/live/desk-{house.desk_id}", [number() for _ in range(CHANGES)]))
            return p95(lags)

        def yardstick() -> float:
            return p95(asyncio.run(_lags(bare_port, "/live", [request("POST", "/tell", b"{}")] * CHANGES)))

        measured, plain = alternating(ours, yardstick)
        house.database.close()
    row = Row(
        "P8", "one board: change durable and heard, p95 of 60", "ms", measured, plain, "p99 ≤ 2 × (500 listeners)"
    )
    yield row
