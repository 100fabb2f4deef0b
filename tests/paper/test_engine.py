"""A paper fetches nothing but our own fonts and styles, and what people wrote stays what they wrote."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from fastapi import FastAPI

from app.catalog import papers
from app.catalog.model import Text
from app.i18n import speaking
from app.paper.engine import _fetcher, make_pdf, shared_out
from tests.paper.reading import Paper, flat

SHEET = '<link rel="stylesheet" href="koffie://css/paper.css">'
SECRET = "root:x:0:0"
HOSTILE = [
    "<script>alert(1)</script>",
    "<b>vet</b> & <i>schuin</i>",
    "</title></head><body><h1>weg",
    "{{ 7 * 7 }}{% include 'x' %}{# weg #}",
    "</style><style>*{display:none}</style>",
    '"><img src=x onerror=alert(1)>',
    "*{display:none} @import url(x);",
    "<link rel=attachment href=file:///etc/passwd>",
    "&lt;script&gt; &#60;b&#62; &nbsp;",
    '<link rel="stylesheet" href="koffie://css/roll.css">',
    "\u202egnirts a\u202c \u2066x\u2069 \u200fy",
]


def html(body: str, *, head: str = SHEET, lang: str = "nl") -> str:
    """A page that prints well."""
    return f'<!doctype html><html lang="{lang}"><head><title>Proef</title>{head}</head><h1>Proef</h1>{body}</html>'


@contextmanager
def listening() -> Iterator[tuple[str, socket.socket]]:
    """An address nobody may call, and the ear on it."""
    with socket.create_server(("127.0.0.1", 0)) as ear:
        ear.setblocking(False)
        yield f"127.0.0.1:{ear.getsockname()[1]}", ear


def probes(address: str) -> list[str]:
    """Every way a page can ask for something else."""
    svg = quote(
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image href="{address}"/>'
        f'<image xlink:href="{address}"/><use href="{address}#a"/><text>x</text></svg>'
    )
    return [
        f'<img src="{address}" alt="x">',
        f'<link rel="stylesheet" href="{address}">',
        f'<link rel="attachment" href="{address}">',
        f'<a rel="attachment" href="{address}">x</a>',
        f'<object data="{address}">x</object><embed src="{address}">',
        f'<style>@import url("{address}");</style>',
        f'<style>@font-face{{font-family:X;src:url("{address}")}} p{{font-family:X}}</style><p>x</p>',
        f'<style>p{{background:url("{address}");list-style-image:url("{address}")}}</style><p>x</p>',
        f'<style>p::before{{content:url("{address}")}}</style><p>x</p>',
        f'<img src="data:image/svg+xml,{svg}" alt="x">',
        f'<img srcset="{address} 2x" src="{address}" alt="x">',
        f'<base href="{address}"><img src="x.png" alt="x">',
        f'<iframe src="{address}"></iframe><script src="{address}"></script>',
    ]


@pytest.mark.parametrize("number", range(13))
def test_nothing_is_fetched_from_the_net(number: int, house: FastAPI) -> None:
    with listening() as (address, ear):
        made = Paper(house.state.printer.pdf(html(probes(f"http://{address}/x")[number])))
        with pytest.raises(BlockingIOError):
            ear.accept()
    assert made.holds("Proef") == []


@pytest.mark.parametrize("number", range(13))
def test_no_file_of_the_machine_is_read(number: int, house: FastAPI) -> None:
    made = Paper(house.state.printer.pdf(html(probes("file:///etc/passwd")[number])))
    assert made.holds("Proef") == []
    assert made.holds(SECRET) == [SECRET]
    assert b"/EmbeddedFile" not in made.pdf
    assert b"root:" not in made.pdf


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x", "https://voorbeeld.be/x", "ftp://voorbeeld.be/x", "file:///etc/passwd", "/etc/passwd",
        "koffie://fonts/../../../../etc/passwd", "koffie://fonts/DejaVuSans.ttf", "koffie://css/../base.css",
        "koffie://css/", "koffie://", "koffie://secrets/secret_key", "KOFFIE://fonts/NotoSans-Regular.ttf",
        "data:text/html,<script>", "data:text/css,*{}", "data:image/png;base64,AAAA", "",
    ],
)  # fmt: skip
def test_the_fetcher_knows_two_folders_and_nothing_else(address: str, house: FastAPI) -> None:
    printer = house.state.printer
    with pytest.raises(ValueError, match="only the fonts and styles"):
        _fetcher(printer.fonts_dir, printer.css_dir).fetch(address)


@pytest.mark.parametrize("name", ["koffie://fonts/NotoSans-Regular.ttf", "koffie://css/paper.css"])
def test_our_own_files_are_served(name: str, house: FastAPI) -> None:
    printer = house.state.printer
    assert len(_fetcher(printer.fonts_dir, printer.css_dir).fetch(name).read()) > 100


def test_a_paper_can_be_made_without_a_worker(house: FastAPI) -> None:
    printer = house.state.printer
    made = Paper(make_pdf(html("<p>Zonder werker.</p>"), printer.fonts_dir, printer.css_dir, roll=False))
    assert made.faults == []
    assert made.holds("Zonder werker.") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str, house: FastAPI) -> None:
    catalog = house.state.shelf.catalog
    card = catalog.cards["brief-lezen"]
    hostile = card.model_copy(
        update={
            "title": Text(f"Titel {text}"),
            "what_is_it": (Text(text),),
            "name": {"nl": text},
            "in_one_sentence": Text(f"Begin {text} einde."),
            "for_whom": (Text("Hierna leest alles gewoon."),),
        }
    )
    with speaking("nl"):
        values = papers.values_of("guide", catalog, hostile)
        page = house.state.templates.render_text(papers.template_of("guide"), **values)
    made = Paper(house.state.printer.pdf(page))
    assert made.faults == []
    assert made.holds("Hierna leest alles gewoon.", *[step.show.nl for step in card.steps]) == []
    if "\u202e" not in text:
        assert made.holds(f"Titel {text}", f"Begin {text} einde.", text) == []
        assert flat(made.title) == flat(f"Titel {text}")


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ([b"<0001> <0041>"], [b"<0001> <0041>"]),
        ([b"<057c> <0626064b>", b"<0244> <>"], [b"<057c> <064b>", b"<0244> <0626>"]),
        ([b"<057c> <0626064b>", b"<0244> <>", b"<0245> <>"], [b"<057c> <064b>", b"<0244> <0626>", b"<0245> <200d>"]),
        ([b"<0001> <0041>", b"<0002> <>"], [b"<0001> <0041>", b"<0002> <200d>"]),
        ([b"1 beginbfchar", b"<0002> <>"], [b"1 beginbfchar", b"<0002> <200d>"]),
        ([b"<0001> <064b>", b"<0002> <>"], [b"<0001> <064b>", b"<0002> <200d>"]),
    ],
)
def test_every_sign_of_a_font_has_a_text(lines: list[bytes], named: list[bytes]) -> None:
    assert shared_out(lines) == named


@pytest.mark.parametrize("word", ["شيئًا", "رأيُك", "سئِل", "مسؤولٌ", "حقًا"])
def test_a_mark_on_an_arabic_letter_keeps_the_paper_readable(word: str, house: FastAPI) -> None:
    made = Paper(house.state.printer.pdf(html(f'<p dir="rtl">{word}</p>', lang="ar")))
    assert made.faults == []
    assert made.holds(word) == []


def test_an_arabic_sentence_reads_back_whole(house: FastAPI) -> None:
    sentence = "ننظر معك في رسالتك ونقول لك ما العمل الآن"
    made = Paper(house.state.printer.pdf(html(f'<p dir="rtl">{sentence}</p>', lang="ar")))
    assert flat(sentence) in made.text
