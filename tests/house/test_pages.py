"""Templates: nothing inline, nothing imported for nothing, fields from components."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from app.settings import ROOT
from tests.house.tree import name_of, templates

ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
INLINE = re.compile(r"<[a-z][^>]*\s(?:style|on[a-z]+)\s*=|<style\b|<script\b(?![^>]*\bsrc=)|javascript:", re.IGNORECASE)
OWN_FIELD = re.compile(r"<(?:input|select|textarea)\b(?![^>]*type=\"hidden\")")
# Pages that write fields of their own: rows of a table, a search box, answers by the kind of the question.
# The list may only get shorter; a new page takes the macros of components/forms.html.
OWN_FIELDS = {
    "catalog/cards.html", "catalog/edit.html", "catalog/translate.html", "coaching/_tip_card.html",
    "desks/today.html", "queue/host.html", "staff/admin.html",
    "visits/_answer_field.html", "visits/letter.html", "visits/slip_offer.html", "visits/visit.html",
}  # fmt: skip
NOT_IN_GALLERY = {
    "chrome.html": "stands around the gallery itself",
    "paper.html": "only on paper; the papers of the suite show it",
    "pairs.html": "shows texts of a card",
}
NOT_SHOWN = {
    "form_fields": "only hidden fields",
    "post_button": "would change something",
    "tile_button": "looks like tile_link, sends a form",
}


def _source(file: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("file", templates(), ids=name_of)
def test_nothing_stands_inline(file: Path) -> None:
    found = INLINE.search(_source(file))
    assert not found, found[0]


@pytest.mark.parametrize("file", templates(), ids=name_of)
def test_what_is_imported_is_used(file: Path) -> None:
    tree = ENVIRONMENT.parse(_source(file))
    imported = {n if isinstance(n, str) else n[1] for node in tree.find_all(nodes.FromImport) for n in node.names}
    used = {node.name for node in tree.find_all(nodes.Name)}
    unused = imported - used
    assert not unused


@pytest.mark.parametrize("file", templates(), ids=name_of)
def test_nothing_is_marked_as_safe_by_hand(file: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", _source(file))


def test_no_page_extends_more_than_a_layout_and_its_frame() -> None:
    for file in templates():
        depth, at = 0, file
        while found := re.search(r'\{% extends "([^"]+)" %\}', _source(at)):
            at, depth = ROOT / "templates" / found[1], depth + 1
        assert depth <= 2, name_of(file)


def test_fields_come_from_components() -> None:
    own = {name_of(f).removeprefix("templates/") for f in templates() if OWN_FIELD.search(_source(f))}
    own = {name for name in own if not name.startswith("components/")}
    assert own == OWN_FIELDS, f"new: {own - OWN_FIELDS}; take off the list: {OWN_FIELDS - own}"


def test_the_gallery_shows_every_component() -> None:
    gallery = _source(ROOT / "templates" / "components" / "gallery.html")
    for file in (ROOT / "templates" / "components").glob("*.html"):
        if file.name in NOT_IN_GALLERY:
            continue
        for macro in re.findall(r"\{% macro ([a-z]\w*)", _source(file)):
            assert macro in NOT_SHOWN or f"{macro}(" in gallery, f"{macro} of {file.name}"


def test_every_component_begins_with_how_to_use_it() -> None:
    components = [f for f in (ROOT / "templates" / "components").glob("*.html") if "{% macro" in f.read_text()]
    assert components
    for file in components:
        assert file.read_text(encoding="utf-8").startswith("{# usage:"), file.name


def test_nothing_needs_node() -> None:
    assert not [name for name in ("package.json", "node_modules", "webpack.config.js") if (ROOT / name).exists()]
