"""Which language a page gets: address, cookie, browser, Dutch."""

from typing import Any

import pytest

from app.i18n import DEFAULT, LANGUAGES, direction, supported
from app.i18n.choice import choose
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.people import anna, at_tablet, els, sign_in

TRAVERSAL = ["../../etc/passwd", "..%2f..%2fetc", "/etc/passwd", "nl/../../x", "nl\x00", "%00", "nl;fr", "C:\\nl"]
JUNK = ["", " ", "xx", "klingon", "n", "nlnl", "é", "😀", "<script>", "a" * 5000, "__class__", "de_AT", "0", "None"]


def scope(query: str = "", cookie: str = "", accept: str = "") -> dict[str, Any]:
    """What the server hands on of a request."""
    headers = [
        (b"cookie", cookie.encode("latin-1", "replace")),
        (b"accept-language", accept.encode("latin-1", "replace")),
    ]
    return {"type": "http", "query_string": query.encode("utf-8", "replace"), "headers": headers}


@pytest.mark.parametrize(
    ("query", "cookie", "accept", "code", "chosen"),
    [
        ("", "", "", "nl", False),
        ("lang=fr", "", "", "fr", True),
        ("lang=fr", "kf_lang=ar", "en", "fr", True),
        ("", "kf_lang=ar", "en", "ar", True),
        ("", "", "en", "en", False),
        ("", "", "fr-BE,fr;q=0.9,en;q=0.8", "fr", False),
        ("", "", "pl,ro;q=0.9,ar;q=0.3,en;q=0.2", "ar", False),
        ("", "", "en;q=0.2,ar;q=0.9", "ar", False),
        ("", "", "pl,ro", "nl", False),
        ("", "", "*", "nl", False),
        ("lang=xx", "kf_lang=fr", "en", "fr", True),
        ("lang=xx", "kf_lang=xx", "en", "en", False),
        ("lang=FR", "", "", "fr", True),
        ("lang=fr-BE", "", "", "fr", True),
        ("lang=ar_MA", "", "", "ar", True),
        ("lang=fr&lang=en", "", "", "fr", True),
        ("slang=fr", "", "", "nl", False),
        ("a=1&lang=en&b=2", "", "", "en", True),
        ("", "a=b; kf_lang=en; c=d", "", "en", True),
        ("", "kf_lang", "", "nl", False),
        ("", ";;;=;kf_lang=fr", "", "nl", False),
        ("", "", "fr;q=x,;q=1,ar;q=0.1", "ar", False),
        ("", "", "en" + ",xx" * 5000, "en", False),
        ("", "", "xx," * 5000 + "en", "nl", False),
    ],
)
def test_the_first_that_we_speak(query: str, cookie: str, accept: str, code: str, chosen: bool) -> None:
    assert choose(scope(query, cookie, accept)) == (code, chosen)


@pytest.mark.parametrize("wanted", TRAVERSAL + JUNK)
def test_what_is_no_language_is_never_more_than_dutch(wanted: str) -> None:
    assert choose(scope(f"lang={wanted}"))[0] in LANGUAGES
    assert choose(scope(cookie=f"kf_lang={wanted}"))[0] in LANGUAGES
    assert choose(scope(accept=wanted))[0] in LANGUAGES
    assert supported(wanted) in (None, *LANGUAGES)


def test_an_odd_language_in_an_address_breaks_nothing(browser: Browser) -> None:
    for path in ("/", "/cards", "/cards/no-such-card/guide.pdf", "/api/v1/cards", "/lock"):
        for wanted in ("../../etc/passwd", "nl%00", "%ff", "<b>", "nl/../fr", "a" * 3000):
            answer = browser.client.get(f"{path}?lang={wanted}")
            assert answer.status_code in (200, 404)
            assert "root:" not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_language_and_which_way_it_runs(make: Make, browser: Browser, language: str) -> None:
    make.opening(make.desk())
    for path in ("/", "/open", "/cards", "/letters", "/slip", "/sign-in", "/kiosk/kalmthout", "/board/kalmthout"):
        page = browser.get(f"{path}?lang={language}")
        assert (page.tree.get("lang"), page.tree.get("dir")) == (language, direction(language))


def test_a_choice_is_remembered_where_it_may_be(browser: Browser) -> None:
    browser.get("/?lang=fr")
    assert browser.get("/sign-in").tree.get("lang") == "fr"
    browser.get("/open?lang=ar")
    assert browser.get("/sign-in").tree.get("lang") == "fr"


def test_a_visitor_s_choice_leaves_nothing_behind(make: Make, browser: Browser) -> None:
    make.opening(make.desk())
    for path in ("/kiosk/kalmthout", "/board/kalmthout", "/slip", "/open", "/cards"):
        answer = browser.client.get(f"{path}?lang=ar")
        assert not [c for c in answer.headers.get_list("set-cookie") if c.startswith("kf_lang")], path


def test_an_odd_choice_is_not_remembered(browser: Browser) -> None:
    answer = browser.client.get("/?lang=xx")
    assert not [c for c in answer.headers.get_list("set-cookie") if c.startswith("kf_lang")]


def test_the_switch_keeps_the_page_and_what_was_asked(make: Make, browser: Browser) -> None:
    page = browser.get("/sign-in?next=/table&lang=nl")
    addresses = {a.get("hreflang"): a.get("href") for a in page.tree.iter("a") if a.get("hreflang")}
    assert set(addresses) == set(LANGUAGES)
    for code, address in addresses.items():
        assert address == f"?next=%2Ftable&lang={code}"
    current = [a.get("hreflang") for a in page.tree.iter("a") if a.get("aria-current") and a.get("hreflang")]
    assert current == ["nl"]


def test_a_page_of_the_team_in_arabic_is_wholly_dutch(make: Make, browser: Browser) -> None:
    desk = make.desk()
    make.opening(desk)
    at_tablet(make, browser, anna(make, desk), desk)
    for path in ("/host/kalmthout", "/desks/kalmthout/today"):
        in_arabic, in_dutch = browser.get(f"{path}?lang=ar"), browser.get(f"{path}?lang=nl")
        assert (in_arabic.tree.get("lang"), in_arabic.tree.get("dir")) == (DEFAULT, "ltr")
        assert in_arabic.h1 == in_dutch.h1
    assert browser.get("/host/kalmthout?lang=fr").tree.get("lang") == "fr"
    assert browser.get("/?lang=ar").tree.get("lang") == "ar"


def test_the_answer_to_a_form_of_the_team_is_dutch_too(make: Make, browser: Browser) -> None:
    desk = make.desk()
    sign_in(make, browser, els(make, desk))
    browser.get("/?lang=ar")
    answer = browser.post("/admin/people", desk_id=str(desk.id), name="", came_from="/admin")
    page = browser.get(answer.headers["location"])
    assert page.tree.get("lang") == DEFAULT
    assert "?lang=nl" in answer.headers["location"]
    page.check()
    assert Page(browser.client.get("/lock")).tree.get("lang") in LANGUAGES
