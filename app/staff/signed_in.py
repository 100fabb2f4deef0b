"""A person at a device: what she may do where, and where she can go."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from babel.support import LazyProxy

from app.i18n import lazy
from app.staff.models import Role

IDLE = timedelta(minutes=20)
WARNED = timedelta(minutes=2)
SOONER = timedelta(minutes=1)
"""the page locks before the server does: it says at most once a minute that somebody is there"""
PIN_ROLES = frozenset({Role.VOLUNTEER, Role.HOST})


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu of a staff page."""

    href: str
    icon: str
    label: str | LazyProxy


@dataclass(frozen=True)
class SignedIn:
    """A person at a device. ``roles``: desk id → roles there; ``desk_id`` is the desk she works at now."""

    person_id: int
    name: str
    languages: tuple[str, ...]
    roles: Mapping[int, frozenset[Role]]
    is_administrator: bool
    desk_id: int
    desk_slug: str
    desk_name: str
    device_id: int | None = None
    sign_in_id: int | None = None
    is_locked: bool = False
    families: tuple[str, ...] = field(default=())

    def desks_as(self, role: Role) -> list[int]:
        """The desks where she holds a role."""
        return [desk_id for desk_id, held in self.roles.items() if role in held]

    def at_the_table(self) -> "SignedIn":
        """The same person with what a PIN may open: table and line of this desk, never the lead, nothing elsewhere.

        Leading asks password and phone; another desk asks a device of that desk.
        """
        here = self.roles.get(self.desk_id, frozenset())
        return replace(self, roles={self.desk_id: here & PIN_ROLES}, is_administrator=False)

    def only_at(self, desk_id: int) -> "SignedIn":
        """The same person with her roles at one desk: a token is for no other."""
        return replace(self, roles={desk_id: self.roles[desk_id]}, is_administrator=False)

    def may(self, role: Role, desk_id: int) -> bool:
        """Whether she holds a role at a desk."""
        return role in self.roles.get(desk_id, frozenset())

    def is_a(self, role: Role) -> bool:
        """Whether she holds a role at the desk she works at now."""
        return self.may(role, self.desk_id)

    @property
    def quiet_seconds(self) -> tuple[int, int]:
        """After how long a page warns that it will lock, and how long it warns."""
        return int((IDLE - WARNED - SOONER).total_seconds()), int(WARNED.total_seconds())

    def menu(self) -> list[MenuItem]:
        """Where she can go."""
        items: list[MenuItem] = []
        if self.is_a(Role.VOLUNTEER) or self.is_a(Role.COORDINATOR):
            items.append(MenuItem("/table", "armchair", lazy("My table")))
        if self.is_a(Role.HOST) or self.is_a(Role.COORDINATOR):
            items.append(MenuItem(f"/host/{self.desk_slug}", "users", lazy("The line")))
            items.append(MenuItem(f"/desks/{self.desk_slug}/today", "door-open", lazy("The desk today")))
        if self.desks_as(Role.COORDINATOR):
            items.append(MenuItem("/coach", "chart-column", lazy("Coach")))
            items.append(MenuItem("/coach/tips", "lightbulb", lazy("Tips")))
        if self.is_administrator or self.desks_as(Role.COORDINATOR):
            items.append(MenuItem("/catalog", "library", lazy("Care of the cards")))
            items.append(MenuItem("/admin", "settings", lazy("Team and devices")))
        return [*items, MenuItem("/cards", "book-open", lazy("Forms and letters"))]
