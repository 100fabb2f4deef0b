"""The little markup a text may have; everything else as it stands."""

import re

import pytest

from app.catalog.model import Said
from app.catalog.showing import prose_html, wrapped
from app.i18n import speaking


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Neem je **kaart** mee.", "<p>Neem je <strong>kaart</strong> mee.</p>\n"),
        ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>\n"),
        ("1. een\n2. twee", "<ol>\n<li>een</li>\n<li>twee</li>\n</ol>\n"),
        ("[de kaart](card:leefloon)", '<p><a href="/cards/leefloon?lang=nl">de kaart</a></p>\n'),
        (
            "[hier](https://voorbeeld.be/a?b=c&d=e)",
            '<p><a href="https://voorbeeld.be/a?b=c&amp;d=e" rel="noopener noreferrer">hier</a></p>\n',
        ),
        ("[hier](http://voorbeeld.be)", "<p><a>hier</a></p>\n"),
        ("[hier](//voorbeeld.be)", "<p><a>hier</a></p>\n"),
        ("<b>x</b> & y", "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>\n"),
        ("{{ 7 * 7 }} {% if x %}", "<p>{{ 7 * 7 }} {% if x %}</p>\n"),
        ("# geen titel", "<p># geen titel</p>\n"),
        ("![plaatje](https://voorbeeld.be/x.png)", "<p>!"),
        ("`code` ~~weg~~ | a | b |", "<p>`code` ~~weg~~ | a | b |</p>\n"),
        ("https://voorbeeld.be", "<p>https://voorbeeld.be</p>\n"),
    ],
)
def test_only_bold_lists_and_links(text: str, html: str) -> None:
    with speaking("nl"):
        assert str(prose_html(text)).startswith(html)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", 'card:x" onclick="y', "vbscript:x"])
def test_a_link_never_runs(address: str) -> None:
    with speaking("nl"):
        html = str(prose_html(f"[klik]({address})"))
    assert all(re.fullmatch(r'<a(?: href="/cards/[^"]*")?>', link) for link in re.findall(r"<a\b[^>]*>", html))


def test_a_text_in_another_language_than_the_page_carries_its_own() -> None:
    with speaking("ar"):
        assert wrapped(Said("Kaart <b>", "nl", "missing")) == '<span lang="nl" dir="ltr">Kaart &lt;b&gt;</span>'
        assert wrapped(Said("بطاقة", "ar", "current")) == "بطاقة"
