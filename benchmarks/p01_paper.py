"""P1: the answer sheet, against naive WeasyPrint and a warm Chromium that print the same HTML."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright
from pydantic import SecretStr
from weasyprint import HTML

from app.i18n import speaking
from app.main import create_app
from app.paper.engine import _fetcher
from app.paper.printer import Printer
from app.settings import ROOT, Settings
from app.visits import papers
from benchmarks.houses import SECRET
from benchmarks.measuring import Row, alternating

CARD = "verhoogde-tegemoetkoming"
CSS = ROOT / "app" / "static" / "css" / "print"


def _sheet(settings: Settings, beside: str) -> str:
    app = create_app(settings)
    catalog = app.state.shelf.catalog
    card = catalog.cards[CARD]
    answers = {
        question.id: {
            "value": {"yesno": "yes", "date": "1985-07-30", "money": "1250.50"}.get(question.kind or "", "Een antwoord")
        }
        for question in (catalog.question(card, q.id) for q in card.questions)
        if question.kind not in ("choice", "choices", "people")
    }
    with speaking("nl"):
        made = papers.sheet(catalog, card, {CARD: answers})
        text: str = app.state.templates.render_text(
            "visits/sheet.print.html", sheet=made, beside=beside, catalog=catalog, roll=False
        )
    app.state.printer.close()
    app.state.database.close()
    return text


def _for_chromium(html: str, fonts: Path) -> str:
    sheets = "".join((CSS / name).read_text() for name in re.findall(r"koffie://css/(\w+\.css)", html))
    html = re.sub(r'<link rel="stylesheet"[^>]*>', "", html).replace("</head>", f"<style>{sheets}</style></head>")
    return html.replace("koffie://fonts/", f"file://{fonts}/")


def measure(folder: Path) -> Iterator[Row]:
    """Dutch, and the same with Arabic beside."""
    settings = Settings(data_dir=folder, secret_key=SecretStr(SECRET), pdf_workers=1)
    with Printer(settings) as printer, sync_playwright() as playwright:
        printer.warm()
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = chromium.new_page()
        for name, beside in (("Dutch", "nl"), ("Dutch with Arabic beside", "ar")):
            html = _sheet(settings, beside)
            file = folder / "sheet.html"
            file.write_text(_for_chromium(html, settings.fonts_dir))

            def ours(html: str = html) -> float:
                began = time.perf_counter()
                printer.pdf(html)
                return (time.perf_counter() - began) * 1000

            def naive(html: str = html) -> float:
                began = time.perf_counter()
                fetcher = _fetcher(settings.fonts_dir, CSS)
                HTML(string=html, url_fetcher=fetcher, base_url="koffie://").write_pdf(pdf_variant="pdf/ua-1")
                return (time.perf_counter() - began) * 1000

            def warm(file: Path = file) -> float:
                page.goto(f"file://{file}")
                began = time.perf_counter()
                page.pdf(tagged=True, prefer_css_page_size=True)
                return (time.perf_counter() - began) * 1000

            measured, plain, printed = alternating(ours, naive, warm)
            row = Row("P1", f"answer sheet, {name}; naive WeasyPrint", "ms", measured, plain, "≤ 0.6 ×")
            row.is_met = (row.ratio or 9) <= 0.6
            yield row
            row = Row("P1", f"answer sheet, {name}; warm Chromium", "ms", measured, printed, "≤ 1.2 ×")
            row.is_met = (row.ratio or 9) <= 1.2
            yield row
        chromium.close()
