"""`./run bench [P1 …]`."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app.settings import ROOT
from benchmarks import p01_paper, p05_ticket, p06_call, p08_live, p09_pages, p10_search, p12_waits, p13_start
from benchmarks.measuring import Row, shown, table

MEASURES: dict[str, Callable[[Path], Iterator[Row]]] = {
    "P1": p01_paper.measure, "P5": p05_ticket.measure, "P6": p06_call.measure, "P8": p08_live.measure,
    "P9": p09_pages.measure, "P10": p10_search.measure, "P12": p12_waits.measure, "P13": p13_start.measure,
}  # fmt: skip


def main(names: list[str]) -> int:
    """Run the named ones, or all. 2 for a name that does not exist; a missed target is told, never an error."""
    wanted = [name.upper() for name in names] or list(MEASURES)
    if unknown := [name for name in wanted if name not in MEASURES]:
        print(f"no measurement '{unknown[0]}'; there are {', '.join(MEASURES)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    with TemporaryDirectory(prefix="koffie-bench-") as folder:
        for name in wanted:
            for row in MEASURES[name](Path(folder) / name):
                print(f"{row.name} {row.what}: {shown(row.ours)} {row.unit}", file=sys.stderr, flush=True)
                rows.append(row)
    print(table(rows))
    kept = ROOT / "var" / "bench.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps([row.as_dict() for row in rows], indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
