"""New texts into the .po files: ``./run messages``; ``./run messages --check`` fails when a text is missing.

``visitor`` holds what a visitor can read (complete in nl fr en ar tr uk), ``staff`` the rest (nl fr en),
``forms`` the texts of the cards. The msgids of the first two are English, so ``en`` needs no .po of its own.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from app.catalog import extraction
from app.cli.says import say
from app.i18n.catalogs import po_file
from app.settings import ROOT

COMPLETE = {"visitor": ("nl", "fr", "ar", "tr", "uk"), "staff": ("nl", "fr")}
CARDS = ("fr", "en", "ar", "tr", "uk")  # Dutch is their source
KEYWORDS = {
    "_": None,
    "lazy": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# A visitor reads these; a text that also stands elsewhere is a visitor's text.
VISITOR_PLACES = (
    "app/errors.py", "app/web/", "app/i18n/", "app/catalog/", "app/paper/", "app/privacy/", "app/desks/",
    "app/queue/routes/", "app/queue/words", "app/queue/forms", "app/queue/service",
    "app/visits/words", "app/visits/routes/slip",
    "templates/layouts/base", "templates/layouts/visitor", "templates/layouts/kiosk", "templates/layouts/board",
    "templates/layouts/print", "templates/components/", "templates/errors/", "templates/catalog/",
    "templates/privacy/", "templates/queue/kiosk", "templates/queue/_kiosk", "templates/queue/ticket",
    "templates/queue/_ticket", "templates/queue/board", "templates/queue/_board", "templates/desks/open",
    "templates/desks/front", "templates/visits/slip", "templates/visits/_slip", "templates/visits/sheet",
)  # fmt: skip

# The care of the cards is the team's, though it lives with the cards.
STAFF_PLACES = (
    "app/catalog/service/", "app/catalog/words", "app/catalog/routes/care", "app/catalog/routes/editing",
    "templates/catalog/care", "templates/catalog/draft", "templates/catalog/edit", "templates/catalog/translate",
    "templates/catalog/_differences", "templates/catalog/_wrong",
)  # fmt: skip


def _found() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    options = {"jinja2": {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.do"}}
    for folder, method in (("app", "python"), ("templates", "jinja2")):
        for name, line, message, comments, context in extract_from_dir(
            str(ROOT / folder),
            [("**.py", "python"), ("**.html", "jinja2")],
            options_map={"**.html": options["jinja2"]} if method == "jinja2" else {},
            keywords=KEYWORDS,
            comment_tags=("for translators:",),
            strip_comment_tags=True,
        ):
            yield f"{folder}/{name}", line, message, comments, context


def _is_for_visitors(place: str) -> bool:
    return place.startswith(VISITOR_PLACES) and not place.startswith(STAFF_PLACES)


def templates() -> dict[str, Catalog]:
    """The texts of code and templates as they are now, by domain."""
    every = sorted(_found(), key=lambda item: (item[0], item[1]))
    of_visitors = {(message, context) for place, _, message, _, context in every if _is_for_visitors(place)}
    made = {domain: Catalog(project="Koffie & Formulieren", charset="utf-8") for domain in COMPLETE}
    for place, _line, message, comments, context in every:
        domain = "visitor" if (message, context) in of_visitors else "staff"
        made[domain].add(message, None, [(place, 0)], auto_comments=comments, context=context)
    made["forms"] = extraction.template(ROOT)
    return made


def written(catalog: Catalog) -> str:
    """A catalog as a file that changes only when a text does: in a fixed order, without dates or line numbers."""
    buffer = io.BytesIO()
    in_order = catalog.domain != "forms"  # cards are translated from their first line to their last
    write_po(
        buffer, catalog, width=100, sort_output=in_order, omit_header=False, include_lineno=False, include_previous=True
    )
    lines = buffer.getvalue().decode().splitlines()
    dull = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Language-Team')
    return "\n".join(line for line in lines if not line.startswith((*dull, "# FIRST AUTHOR", "#, fuzzy\n"))) + "\n"


def update(domain: str, template: Catalog, language: str) -> tuple[Path, str]:
    """The .po file of a language with the texts of now; what changed is marked fuzzy and not shown."""
    file = po_file(ROOT / "locales", language, domain)
    if file.exists():
        with file.open("rb") as source:
            catalog = read_po(source, locale=language, domain=domain)
    else:
        catalog = Catalog(locale=language, domain=domain, charset="utf-8", fuzzy=False)
    if domain == "forms":
        catalog = extraction.carried_over(catalog, template, {})
    else:
        catalog.update(template, update_header_comment=False)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    return file, written(catalog)


def files() -> Iterator[tuple[Path, str]]:
    """Every .pot and .po file with the content it should have."""
    for domain, template in templates().items():
        template.fuzzy = False
        yield ROOT / "locales" / f"{domain}.pot", written(template)
        for language in COMPLETE.get(domain, CARDS):
            yield update(domain, template, language)


def main(check: bool) -> int:
    """Write what differs, or with ``check`` only say so. 1 when something differs."""
    stale = []
    for file, content in files():
        if file.exists() and file.read_text() == content:
            continue
        stale.append(file.relative_to(ROOT))
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content)
    for name in stale:
        say(f"{'out of date' if check else 'written'}: {name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main("--check" in sys.argv[1:]))
