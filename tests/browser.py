"""A browser without JavaScript that checks every page it is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

HERE = "http://testserver"
COOKIE_DOMAIN = "testserver.local"
LABELLED = ("input", "select", "textarea")
SILENT = ("hidden", "submit", "button", "image")
# html5lib is older than these; a browser has no trouble with them.
NOT_FAULTS = {"non-void-element-with-trailing-slash"}


def words_of(element: Element) -> str:
    """All text in an element, white space made single."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Form:
    """A form on a page, with what it would send as it stands."""

    element: Element
    page: "Page"

    @property
    def action(self) -> str:
        """Where it goes."""
        return urljoin(self.page.url, self.element.get("action", ""))

    @property
    def method(self) -> str:
        """get or post."""
        return self.element.get("method", "get").lower()

    @property
    def buttons(self) -> list[Element]:
        """What sends it."""
        return [b for b in self.element.iter("button") if b.get("type", "submit") == "submit"]

    def values(self) -> dict[str, list[str]]:
        """Field name → what is filled in now."""
        found: dict[str, list[str]] = {}
        for field in self.element.iter():
            name = field.get("name")
            if not name or field.get("disabled") is not None:
                continue
            for value in _present(field):
                found.setdefault(name, []).append(value)
        return found

    def names(self) -> set[str]:
        """The names of all fields, filled in or not."""
        return {f.get("name", "") for f in self.element.iter() if f.tag in LABELLED}


def _present(field: Element) -> list[str]:
    if field.tag == "textarea":
        return [(field.text or "").removeprefix("\n")]
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        return [o.get("value", words_of(o)) for o in chosen]
    if field.tag != "input" or field.get("type", "text") in ("submit", "button", "image"):
        return []
    if field.get("type") in ("checkbox", "radio") and field.get("checked") is None:
        return []
    return [field.get("value", "on" if field.get("type") in ("checkbox", "radio") else "")]


class Page:
    """What came back."""

    def __init__(self, response: Response) -> None:
        self.response = response
        self.status = response.status_code
        self.url = str(response.url)
        self.path = urlsplit(self.url).path

    @cached_property
    def parser(self) -> Any:
        """The parser, with the faults it met."""
        return html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)

    @cached_property
    def tree(self) -> Element:
        """The document."""
        tree: Element = self.parser.parse(self.response.text)
        return tree

    @cached_property
    def text(self) -> str:
        """Every word of the main part, as a person would read it."""
        mains = list(self.tree.iter("main"))
        return words_of(mains[0] if mains else self.tree)

    @property
    def html(self) -> str:
        """The source."""
        return self.response.text

    @property
    def h1(self) -> str:
        """The heading."""
        return words_of(next(self.tree.iter("h1")))

    @property
    def forms(self) -> list[Form]:
        """All forms that send something; that of a dialog only closes it."""
        return [Form(form, self) for form in self.tree.iter("form") if form.get("method") != "dialog"]

    def form(self, action: str) -> Form:
        """The form whose address or one of whose buttons holds these words."""
        for form in self.forms:
            if action in form.action or any(action in words_of(b) for b in form.buttons):
                return form
        raise AssertionError(f"no form '{action}' among {[f.action for f in self.forms]}: {self.text[:400]}")

    def links(self) -> dict[str, str]:
        """Words → address."""
        return {words_of(a): urljoin(self.url, a.get("href", "")) for a in self.tree.iter("a")}

    def link(self, text: str) -> str:
        """The address behind a link whose words, or whose address, hold these."""
        for words, address in self.links().items():
            if text in words or text in address:
                return address
        raise AssertionError(f"no link '{text}' among {self.links()}")

    def check(self) -> Self:
        """Everything that must hold for any page of ours."""
        tree = self.tree
        faults = [(place, code) for place, code, _ in self.parser.errors if code not in NOT_FAULTS]
        assert not faults, f"{self.url}: not valid HTML at {faults[:3]}"
        assert tree.get("lang"), f"{self.url}: no lang"
        assert tree.get("dir") in ("ltr", "rtl"), f"{self.url}: no dir"
        headings = list(tree.iter("h1"))
        assert len(headings) == 1, f"{self.url}: {len(headings)} h1"
        assert words_of(next(tree.iter("title"))).strip(), f"{self.url}: empty title"
        ids = [e.get("id") for e in tree.iter() if e.get("id")]
        double = {i for i in ids if ids.count(i) > 1}
        assert not double, f"{self.url}: ids twice {double}"
        self._check_labels(set(ids))
        self._check_forms()
        inline = [(e.tag, name) for e in tree.iter() for name in e.attrib if name == "style" or name.startswith("on")]
        assert not inline, f"{self.url}: inline {inline[:3]}"
        assert "[!!" not in self.html, f"{self.url}: an untranslated text"
        return self

    def _check_labels(self, ids: set[str | None]) -> None:
        named = {e.get("for") for e in self.tree.iter("label")}
        inside = {id(f) for e in self.tree.iter("label") for f in e.iter() if f.tag in LABELLED}
        for field in (e for e in self.tree.iter() if e.tag in LABELLED):
            if field.get("type") in SILENT:
                continue
            by_aria = bool(field.get("aria-label")) or field.get("aria-labelledby") in ids
            labelled = by_aria or field.get("id") in named or id(field) in inside
            assert labelled, f"{self.url}: no label for {field.get('name')}"
            for name in (field.get("aria-describedby") or "").split():
                assert name in ids, f"{self.url}: {field.get('name')} is described by {name}, which is not there"

    def _check_forms(self) -> None:
        for form in self.forms:
            if form.method == "post":
                assert form.values().get("csrf_token"), f"{self.url}: no token in {form.action}"
                assert form.element.get("autocomplete") == "off", f"{self.url}: {form.action} is remembered"


class Browser:
    """The browser of one visitor, helper or coordinator, with its own cookies."""

    def __init__(self, app: FastAPI, **headers: str) -> None:
        self.app = app
        self.client = TestClient(app, base_url=HERE, headers={"Sec-Fetch-Site": "same-origin", **headers})

    def close(self) -> None:
        """Close the browser, not the house."""
        self.client.close()

    def carry(self, cookie: str, value: str) -> None:
        """Put a cookie in, as an enrolled device has it."""
        self.client.cookies.set(cookie, value, domain=COOKIE_DOMAIN)  # where the house's own cookies stand too

    def paper(self, url: str) -> bytes:
        """A PDF that opens in the browser."""
        response = self.client.get(url)
        assert response.status_code == 200, f"{url}: {response.status_code} {response.text[:300]}"
        assert response.headers["content-type"] == "application/pdf"
        return response.content

    def get(self, url: str, status: int = 200) -> Page:
        """Go to a page, following redirects; checks status and page."""
        return self._seen(self.client.get(url), status)

    def fragment(self, url: str, status: int = 200) -> Page:
        """A part of a page, as the live script fetches it."""
        page = Page(self.client.get(url, headers={"X-Fragment": "1"}))
        assert page.status == status, f"{url}: {page.status}"
        return page

    def click(self, page: Page, link: str) -> Page:
        """Follow a link by its words."""
        return self.get(page.link(link))

    def submit(self, page: Page, action: str, status: int = 200, **fields: str | Sequence[str]) -> Page:
        """Send the form whose button or address holds ``action``, with these fields changed."""
        return self._seen(self.send(page, action, fields), status)

    def fill(self, page: Page, action: str, fields: Mapping[str, str | Sequence[str]], status: int = 200) -> Page:
        """The same for fields whose names are no words of Python."""
        return self._seen(self.send(page, action, fields), status)

    def send(
        self, page: Page, action: str, fields: Mapping[str, str | Sequence[str]] | None = None, *, follow: bool = True
    ) -> Response:
        """The same, but the bare answer. Without words of a button the first one is pressed, as Enter does."""
        form = page.form(action)
        values = form.values()
        for name, value in (fields or {}).items():
            values[name] = [value] if isinstance(value, str) else list(value)
        pressed = next((b for b in form.buttons if action in words_of(b)), form.buttons[0] if form.buttons else None)
        if pressed is not None and pressed.get("name") and pressed.get("name") not in (fields or {}):
            values[pressed.get("name", "")] = [pressed.get("value", "")]
        if form.method == "get":
            return self.client.get(form.action.partition("?")[0], params=values, follow_redirects=follow)
        return self.client.post(form.action, data=values, follow_redirects=follow)

    def post(self, url: str, **fields: str | Sequence[str]) -> Response:
        """Send a form that was on no page we looked at, with a token of this browser; the bare answer."""
        token = Page(self.client.get("/sign-in/password")).form("/sign-in/password").values()["csrf_token"]
        return self.client.post(url, data={"csrf_token": token, **fields}, follow_redirects=False)

    def _seen(self, response: Response, status: int) -> Page:
        page = Page(response)
        assert page.status == status, f"{page.url}: {page.status} instead of {status}: {page.html[:600]}"
        return page.check() if "text/html" in response.headers.get("content-type", "") else page
