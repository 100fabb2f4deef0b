"""A served demonstration, and browsers of its people."""

import json
import re

from playwright.sync_api import Browser, BrowserContext, Page

from app.demo import filling
from app.staff import queries
from app.staff.access import DEVICE_COOKIE, SIGN_IN_COOKIE, hashed
from app.staff.models import DeviceKind
from app.staff.service import devices
from app.staff.service.signing_in import begin_sign_in
from tests.journeys.serving import Served


class Demo:
    """A served demonstration, and browsers of its people."""

    def __init__(self, served: Served, chromium: Browser) -> None:
        self.served, self.chromium = served, chromium
        told = json.loads(filling.demo_file(served.settings.data_dir).read_text())
        self.ticket, self.visit = told["ticket"], told["visit"]

    def context(self, name: str = "", *, width: int = 1280, dark: bool = False) -> BrowserContext:
        """A browser of one of the team, signed in; without a name anybody's."""
        context = self.chromium.new_context(
            base_url=self.served.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
        )
        if name:
            with self.served.app.state.database.writing() as db:
                person = next(person for person in queries.people(db) if person.name == name)
                desk_id = queries.desks(db)[0].id or 0
                token = devices.enrol(db, desk_id=desk_id, kind=DeviceKind.DESK, label="proef")
                device = queries.device_with(db, hashed(token.value))
                assert device is not None
                sign_in = begin_sign_in(db, person.id or 0, device_id=device.id, desk_id=desk_id)
            for cookie, value in ((DEVICE_COOKIE, token.value), (SIGN_IN_COOKIE, sign_in.value)):
                context.add_cookies([{"name": cookie, "value": value, "url": self.served.url}])
        return context

    def address(self, path: str, page: Page) -> str:
        """With the codes of this demonstration."""
        if path == "{walk}":
            page.goto(f"/visits/{self.visit}")
            path = page.locator("a[href*='/walk/']").first.get_attribute("href") or ""
            path = re.sub(r"/[^/]+$", "/income", path)
        return path.format(ticket=self.ticket, visit=self.visit)
