"""What the catalog hears of the desks, which stand beside it; `main` hangs it here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

Partners = Mapping[str, Sequence[Any]]
"""referral code → organisations here, each with ``organisation``, ``phone``, ``reachable_when`` and ``desk``"""


@dataclass(frozen=True)
class CatalogSlots:
    """``partners_everywhere(db)``: whom the desks here refer to; ``desk_names(db)``: id → name, of all desks."""

    partners_everywhere: Callable[[Session], Partners]
    desk_names: Callable[[Session], Mapping[int, str]]
