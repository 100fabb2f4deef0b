"""`koffie check`: every part that is not well is named, with what to do."""

from datetime import timedelta
from pathlib import Path

import pytest

from app import clock
from app.paper.fonts import NEEDED
from app.privacy.models import Draft
from tests.catalog.small import Small
from tests.cli.installation import Installation

PARTS = {
    "secret", "database and migrations", "languages", "catalog", "fonts and PDF engine", "disk", "rights", "clock",
    "letting go",
}  # fmt: skip


def problems(said: object) -> dict[str, str]:
    """Part → what is wrong with it."""
    assert isinstance(said, list)
    return {str(one["part"]): str(one["problem"]) for one in said if one["problem"]}


@pytest.mark.slow
def test_a_healthy_installation(koffie: Installation) -> None:
    found = koffie.run("check", "--json").json
    assert {one["part"] for one in found} == PARTS
    assert problems(found) == {}


@pytest.mark.slow
def test_the_same_for_people(koffie: Installation) -> None:
    words = koffie.run("check").words
    assert all(part in words for part in PARTS)
    assert "✗" not in words


def test_missing_fonts_are_named(koffie: Installation, tmp_path: Path) -> None:
    said = koffie.run("check", "--json", code=1, fonts_dir=str(tmp_path))
    wrong = problems(said.json)
    assert set(wrong) == {"fonts and PDF engine"}
    assert all(font in wrong["fonts and PDF engine"] for font in NEEDED)
    assert "fonts-noto-core" in wrong["fonts and PDF engine"]


@pytest.mark.slow
def test_an_engine_that_does_not_start_is_found(
    koffie: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a machine without Pango: the library is there and cannot be loaded."""
    (tmp_path / "weasyprint.py").write_text('raise OSError("cannot load library libpango")\n')
    monkeypatch.syspath_prepend(tmp_path)
    wrong = problems(koffie.run("check", "--json", code=1).json)
    assert set(wrong) == {"fonts and PDF engine"}
    assert "libpango" in wrong["fonts and PDF engine"]


def test_an_installation_that_was_never_migrated(tmp_path: Path) -> None:
    fresh = Installation(tmp_path / "desk")
    wrong = problems(fresh.run("check", "--json", code=1, fonts_dir=str(tmp_path)).json)
    assert {"secret", "database and migrations"} <= set(wrong)
    assert "koffie migrate" in wrong["secret"]
    assert "koffie migrate" in wrong["database and migrations"]


def test_a_broken_card_is_named_with_its_line(koffie: Installation, tmp_path: Path) -> None:
    small = Small(tmp_path / "cards")
    file = small.change("example", "topic: money", "topic: gold")
    said = koffie.run("check", "--json", code=1, catalog_dir=str(small.folder), fonts_dir=str(tmp_path))
    assert f"{file}:" in problems(said.json)["catalog"]


def test_a_database_that_does_not_answer(koffie: Installation, tmp_path: Path) -> None:
    (koffie.home / "koffie.db").write_bytes(
        b"this is no database, and it is longer than a header of one hundred bytes" * 3
    )
    said = koffie.run("check", "--json", code=1, fonts_dir=str(tmp_path))
    assert "database" in problems(said.json)["database and migrations"]


def test_what_is_past_its_time_and_still_here(koffie: Installation, tmp_path: Path) -> None:
    koffie.keep(Draft(handle="A", expires_at=clock.now() - timedelta(days=1), sealed=b"x", wrapped_key=b"x"))
    wrong = problems(koffie.run("check", "--json", code=1, fonts_dir=str(tmp_path)).json)
    assert "koffie purge" in wrong["letting go"]
    koffie.run("purge")
    assert "letting go" not in problems(koffie.run("check", "--json", code=1, fonts_dir=str(tmp_path)).json)


def test_what_others_can_open_is_named(koffie: Installation) -> None:
    koffie.file.chmod(0o644)
    assert "koffie.db" in problems(koffie.run("check", "--json", code=1).json)["rights"]


def test_a_clock_far_ahead_is_named(koffie: Installation) -> None:
    koffie.run("purge")
    with clock.shifted(timedelta(days=101)):
        assert "--clock-is-right" in problems(koffie.run("check", "--json", code=1).json)["clock"]
