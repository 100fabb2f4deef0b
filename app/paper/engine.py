"""One PDF from one page of HTML, inside a process of its own."""

import re
import resource
import unicodedata
from pathlib import Path
from typing import Any

from app.paper.fonts import font_file

MOST_PAGES = 50
MEMORY_BYTES = 256 * 1024 * 1024
ROLL_WIDTH_MM = 80
ROLL_TRIAL_MM = 2500
MM_PER_PX = 25.4 / 96
SCHEME = "koffie://"
TYPES = {".css": "text/css", ".ttf": "font/ttf"}
SHEET_LINK = re.compile(r'<link rel="stylesheet" href="koffie://css/(\w+\.css)">')
MAPPED = re.compile(rb"(<[0-9a-f]{4}> )<([0-9a-f]+)>")
JOINER = "\u200d"  # readers and searches skip it
DATA = "data:image/svg+xml"  # the QR code of a slip, made by ourselves


class PaperFailed(Exception):
    """This page cannot become a paper; the text says why."""


def _fetcher(fonts_dir: Path, css_dir: Path) -> Any:
    """Serves ``koffie://fonts/<name>`` and ``koffie://css/<name>`` from two folders; nothing else exists."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    def find(kind: str, name: str) -> Path | None:
        if kind == "fonts":
            return font_file(fonts_dir, name)
        known = {file.name: file for file in css_dir.glob("*.css")}
        return known.get(name) if kind == "css" else None

    class OwnFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint publishes no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            """One of our own files, or an error."""
            if url.startswith(DATA):
                return super().fetch(url, headers)
            kind, _, name = url.removeprefix(SCHEME).partition("/")
            file = find(kind, name) if url.startswith(SCHEME) else None
            if file is None:
                raise ValueError("only the fonts and styles of the house")
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": TYPES[file.suffix]})

    return OwnFiles(allowed_protocols={"koffie", "data"}, allow_redirects=False)


class Press:
    """What every paper of one process shares: fonts found once, style sheets read once."""

    def __init__(self, fonts_dir: Path, css_dir: Path) -> None:
        from weasyprint.text.fonts import FontConfiguration

        self.fetcher = _fetcher(fonts_dir, css_dir)
        self.fonts = FontConfiguration()
        self.sheets: dict[str, Any] = {}
        self.css_dir = css_dir

    def sheet(self, name: str) -> Any:
        """One of our style sheets. Raises ``ValueError`` for a name that is none."""
        if name not in self.sheets:
            self.sheets[name] = self.css(string=self.fetcher.fetch(f"{SCHEME}css/{name}").read().decode())
        return self.sheets[name]

    def css(self, string: str) -> Any:
        """A rule of the moment."""
        from weasyprint import CSS

        return CSS(string=string, font_config=self.fonts, url_fetcher=self.fetcher, base_url=SCHEME)

    def pdf(self, html: str, *, roll: bool) -> bytes:
        """PDF/UA-1. A roll is laid out twice: once to learn how long it gets. Raises ``PaperFailed``."""
        from weasyprint import HTML

        sheets = [self.sheet(name) for name in SHEET_LINK.findall(html)]
        source = HTML(string=SHEET_LINK.sub("", html), url_fetcher=self.fetcher, base_url=SCHEME)

        def laid_out(*more: Any) -> Any:
            return source.render(font_config=self.fonts, stylesheets=[*sheets, *more], pdf_variant="pdf/ua-1")

        def page_of(height_mm: float) -> Any:
            return self.css(f"@page {{ size: {ROLL_WIDTH_MM}mm {height_mm:.1f}mm }}")

        document = laid_out(page_of(ROLL_TRIAL_MM)) if roll else laid_out()
        if roll and len(document.pages) == 1:
            document = laid_out(page_of(_height_of(document) + 1))
        if len(document.pages) > MOST_PAGES:
            raise PaperFailed("too many pages")
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=_name_every_sign)
        return pdf


def _name_every_sign(_document: Any, pdf: Any) -> None:
    """When a font draws an Arabic letter and its mark apart, WeasyPrint gives both to the mark and nothing to the
    letter: words are jumbled when read back, and PDF/UA forbids it. Here each gets its own.
    """
    for thing in pdf.objects:
        lines = getattr(thing, "stream", None)
        if isinstance(lines, list) and b"begincmap" in lines:
            thing.stream = shared_out(lines)


def shared_out(lines: list[bytes]) -> list[bytes]:
    """The lines ``<sign> <text>`` of a font, none of them empty: a letter goes to the sign that stood without text."""
    named: list[bytes] = []
    for line in lines:
        if line.endswith(b"<>"):
            before = MAPPED.fullmatch(named[-1])
            text = bytes.fromhex(before[2].decode()).decode("utf-16-be") if before else ""
            letter = "".join(sign for sign in text if not unicodedata.combining(sign))
            if before and letter and letter != text:
                named[-1] = before[1] + _mapped(text.removeprefix(letter))
            else:
                letter = JOINER
            line = line.removesuffix(b"<>") + _mapped(letter)
        named.append(line)
    return named


def _mapped(text: str) -> bytes:
    return f"<{text.encode('utf-16-be').hex()}>".encode()


def make_pdf(html: str, fonts_dir: Path, css_dir: Path, *, roll: bool) -> bytes:
    """One paper with a press of its own. Raises ``PaperFailed``."""
    return Press(fonts_dir, css_dir).pdf(html, roll=roll)


def _height_of(document: Any) -> float:
    """How far the content of the first page reaches, margins included, in mm."""
    page = document.pages[0]._page_box
    html = page.children[0]
    used = page.margin_top + html.margin_height() + page.margin_bottom
    return float(used * MM_PER_PX)


def _bound_memory() -> None:
    """A page that eats memory ends its own process, not the machine."""
    used = 0
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmData:"):
            used = int(line.split()[1]) * 1024
    limit = used + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


WARM_UP = '<!doctype html><html lang="nl"><title>x</title><style>@font-face{font-family:N;src:url(koffie://fonts/NotoSans-Regular.ttf)}body{font-family:N}</style><h1>x</h1>'


def work(pipe: Any, fonts_dir: str, css_dir: str) -> None:
    """The life of a worker: warm up, then one page after the other until the pipe closes."""
    press = Press(Path(fonts_dir), Path(css_dir))
    press.pdf(WARM_UP, roll=False)
    _bound_memory()
    pipe.send(("ready", b""))
    while True:
        try:
            html, roll = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(("pdf", press.pdf(html, roll=roll)))
        except MemoryError:
            pipe.send(("failed", b"too much memory"))
            return
        except Exception as error:
            pipe.send(("failed", type(error).__name__.encode()))
