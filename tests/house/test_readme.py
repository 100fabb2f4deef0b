"""The README tells the truth about the tree."""

import re

from app.settings import ROOT

README = (ROOT / "README.md").read_text()
ROW = re.compile(r"^\| [^|]+ \| [^|]+ \| `(app/\w+/)` \| (?:`(templates/\w+/)`|–) \| `(tests/\w+/)` \|$", re.MULTILINE)
GROUND = {"app/db/", "app/i18n/", "app/static/"}  # what every room stands on is no feature of its own


def test_every_room_stands_in_the_feature_map_and_every_folder_it_names_exists() -> None:
    rows = ROW.findall(README)
    assert {row[0] for row in rows} | GROUND == {
        f"app/{f.name}/" for f in (ROOT / "app").iterdir() if f.is_dir() and f.name != "__pycache__"
    }
    for row in rows:
        for folder in filter(None, row):
            assert (ROOT / folder).is_dir(), folder


def test_every_link_leads_to_a_file() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_it_is_short_and_its_two_commands_exist() -> None:
    assert len(README.splitlines()) <= 120
    run = (ROOT / "run").read_text()
    assert "serve)" in run
    assert "test)" in run
    assert (ROOT / ".ci" / "run").read_text().strip().endswith("exec ./run test")


def test_decision_records_have_their_five_headings_and_at_most_forty_lines() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text()
        assert re.findall(r"^## (\w+)$", text, re.MULTILINE) == [
            "Status", "Context", "Decision", "Consequences", "Alternatives",
        ]  # fmt: skip
        assert len(text.splitlines()) <= 40, record.name
