"""Brakes by account and by device, never by network address: everybody in the hall shares one.

Kept in the memory of the process: a restart forgives, which for a brake is right.
"""

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.errors import TooMany
from app.i18n import lazy


class Brake:
    """Several windows at once, such as one in 3 seconds and 40 in 10 minutes."""

    def __init__(self, *rules: str) -> None:
        self.items: list[RateLimitItem] = [parse(rule) for rule in rules]
        self.limiter = MovingWindowRateLimiter(MemoryStorage())

    def is_full(self, key: str) -> bool:
        """Whether the next one would be refused; counts nothing."""
        return not all(self.limiter.test(item, key) for item in self.items)

    def allows(self, key: str) -> bool:
        """Whether one more is allowed now; counts it when it is."""
        if self.is_full(key):
            return False
        for item in self.items:
            self.limiter.hit(item, key)
        return True

    def pull(self, key: str) -> None:
        """Count one more, or raise ``TooMany``."""
        full = [item.get_expiry() for item in self.items if not self.limiter.test(item, key)]
        if full or not self.allows(key):
            wait = max(full, default=self.items[0].get_expiry())
            raise TooMany(lazy("That was too often. Wait a moment, or ask somebody."), retry_after=wait)

    def clear(self, key: str) -> None:
        """Forgive (a right code, a coordinator's word)."""
        for item in self.items:
            self.limiter.clear(item, key)
