"""One writes, a second one publishes; two at once lose nothing, and an old page does nothing it did not show."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.catalog.models import CardRevision, RevisionState
from app.staff.models import AuditEvent
from tests.browser import words_of
from tests.catalog.leaders import LEAD, NEW, SAY, SLUG, TITLE, Open, h1_in, press, publish, save, stand_of, two
from tests.make import Make
from tests.rows import rows


def test_one_writes_another_publishes_and_then_it_stands_everywhere(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    page = save(first, {TITLE: NEW}, why="Zo zeggen mensen het.")
    assert NEW in page.text
    assert "Vraag iemand anders" in page.text
    assert h1_in(open_browser()) == "Geld om van te leven"
    publish(second)
    assert h1_in(open_browser()) == NEW
    assert NEW in open_browser().get("/cards?lang=nl&q=geld+van+het+ocmw").text
    assert [event.what for event in rows(make.app.state.database, AuditEvent) if event.about == SLUG] == [
        "card_published"
    ]
    (revision,) = rows(make.app.state.database, CardRevision)
    assert (revision.state, revision.texts, revision.why) == (
        RevisionState.PUBLISHED,
        {TITLE: NEW},
        "Zo zeggen mensen het.",
    )


def test_who_wrote_cannot_publish(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: NEW})
    assert not [form for form in first.get(f"/catalog/{SLUG}/draft").forms if form.action.endswith("/publish")]
    assert press(first, "publish", stand_of(first)) == 403
    save(second, {SAY: "Wij doen dit samen."})
    assert press(second, "publish", stand_of(second)) == 403
    assert rows(make.app.state.database, CardRevision)[0].state is RevisionState.DRAFT


def test_an_old_page_publishes_no_other_draft_than_it_showed(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: "Eerste woorden"})
    read = stand_of(second)
    assert press(first, "drop", stand_of(first)) == 303
    save(first, {TITLE: "Heel andere woorden"})
    press(second, "publish", read)
    press(second, "drop", read)
    assert h1_in(open_browser()) == "Geld om van te leven"
    assert [r.state.value for r in rows(make.app.state.database, CardRevision)] == ["dropped", "draft"]


def test_an_old_edit_page_takes_back_nothing_that_was_published_meanwhile(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    old = second.get(f"/catalog/{SLUG}/edit")
    save(first, {TITLE: NEW})
    publish(second)
    page = save(second, {LEAD: "Het OCMW legt bij."}, old)
    assert "Iemand anders veranderde deze fiche" in page.text
    second.fill(page, "/edit", {})
    draft = next(r for r in rows(make.app.state.database, CardRevision) if r.state is RevisionState.DRAFT)
    assert draft.texts == {TITLE: NEW, LEAD: "Het OCMW legt bij."}


def test_the_second_person_sees_exactly_what_publishing_changes(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: NEW})
    publish(second)
    save(first, {TITLE: "Geld om van te leven", LEAD: "Het OCMW legt bij."})
    table = next(second.get(f"/catalog/{SLUG}/draft").tree.iter("table"))
    told = [[words_of(cell) for cell in row.iter("td")] for row in table.iter("tr")][1:]
    assert told == [[NEW, "Geld om van te leven"], ["Het OCMW vult je geld aan tot een minimum.", "Het OCMW legt bij."]]


@pytest.mark.db
def test_two_who_publish_at_once_publish_once(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: NEW})
    read = stand_of(second)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _n: press(second, "publish", read), range(4)))
    assert [r.state.value for r in rows(make.app.state.database, CardRevision)] == ["published"]
    assert h1_in(open_browser()) == NEW


def test_nothing_changed_is_no_draft(make: Make, open_browser: Open) -> None:
    first, _second = two(make, open_browser)
    page = first.fill(first.get(f"/catalog/{SLUG}/edit"), "/edit", {})
    assert "Er is niets veranderd." in page.text
    assert rows(make.app.state.database, CardRevision) == []


def test_a_whole_large_card_comes_back_after_an_error(make: Make, open_browser: Open) -> None:
    first, _second = two(make, open_browser)
    page = first.get("/catalog/sociale-huurwoning/edit")
    names = [name for name in page.form("/edit").names() if name.startswith("t.")]
    values = page.form("/edit").values()
    typed = {name: values[name][0] + " Meer woorden hier." for name in names[1:]} | {names[0]: ""}
    back = first.fill(page, "/edit", typed)
    shown = {area.get("id"): (area.text or "").strip() for area in back.tree.iter("textarea")}
    assert all(shown[f"field-{name.split('.', 2)[2]}"] == typed[name] for name in names)


def test_two_who_write_at_once_both_keep_their_words(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    before_first, before_second = first.get(f"/catalog/{SLUG}/edit"), second.get(f"/catalog/{SLUG}/edit")
    save(first, {TITLE: "Geld van de gemeente", LEAD: "Het OCMW geeft je een minimum."}, before_first)
    page = save(second, {TITLE: NEW, SAY: "Wij doen dit rustig samen."}, before_second)
    assert "Iemand anders veranderde deze fiche" in page.text
    assert "Geld van de gemeente" in page.text  # what stands there meanwhile, beside her own
    boxes = {area.get("id"): area.text for area in page.tree.iter("textarea")}
    assert boxes[f"field-{TITLE}"] == NEW
    assert boxes[f"field-{SAY}"] == "Wij doen dit rustig samen."
    assert boxes[f"field-{LEAD}"] == "Het OCMW geeft je een minimum."  # written by the first, untouched by the second
    second.fill(page, "/edit", {})
    (draft,) = rows(make.app.state.database, CardRevision)
    assert draft.texts == {
        TITLE: NEW, LEAD: "Het OCMW geeft je een minimum.", SAY: "Wij doen dit rustig samen.",
    }  # fmt: skip
    assert len(draft.authors) == 2


def test_a_draft_that_changed_after_it_was_read_is_not_published(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: NEW})
    read = second.get(f"/catalog/{SLUG}/draft")
    save(first, {TITLE: "Heel iets anders"})
    page = second.submit(read, "/publish")
    assert "Iemand anders veranderde deze fiche" in page.text
    assert rows(make.app.state.database, CardRevision)[0].state is RevisionState.DRAFT
