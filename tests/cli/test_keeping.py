"""`koffie backup`, `restore` and `purge`."""

from datetime import timedelta
from pathlib import Path

import pytest

from app import clock
from app.cli.at_work import at_work
from app.privacy.models import Draft, Receipt
from app.staff.models import Desk
from tests.cli.installation import Installation
from tests.rows import rows


def kept(koffie: Installation) -> tuple[list[str], list[str]]:
    """Names of the desks, handles of the drafts."""
    database = koffie.database()
    found = [desk.name for desk in rows(database, Desk)], [draft.handle for draft in rows(database, Draft)]
    database.close()
    return found


def draft(handle: str, hours: int) -> Draft:
    """Answers that may stay so many hours."""
    return Draft(handle=handle, expires_at=clock.now() + timedelta(hours=hours), sealed=b"x", wrapped_key=b"x")


def test_what_was_backed_up_comes_back_without_what_is_past_its_time(koffie: Installation, tmp_path: Path) -> None:
    koffie.keep(Desk(slug="zaal", name="Zaal Noord"), draft("YOUNG", 3), draft("OLD", -1))
    copy = tmp_path / "copy.db"
    koffie.run("backup", str(copy))
    for file in koffie.home.glob("koffie.db*"):
        file.unlink()
    assert "1" in koffie.run("restore", str(copy)).words
    assert kept(koffie) == (["Zaal Noord"], ["YOUNG"])


def test_a_backup_is_taken_while_the_desk_works(koffie: Installation, tmp_path: Path) -> None:
    database = koffie.database()
    with database.writing() as db:
        db.add(Desk(slug="zaal", name="Zaal Noord"))
    with database.reading() as db:
        db.get(Desk, 1)
        koffie.run("backup", str(tmp_path / "copy.db"))
    database.close()
    other = Installation(tmp_path / "other")
    other.home.mkdir()
    (other.home / "secret_key").write_text("x" * 40)
    other.run("restore", str(tmp_path / "copy.db"))
    assert kept(other)[0] == ["Zaal Noord"]


def test_a_backup_holds_no_key_of_a_week(koffie: Installation, tmp_path: Path) -> None:
    (koffie.home / "epochs").mkdir()
    (koffie.home / "epochs" / "2026-W48").write_bytes(b"k" * 32)
    copy = tmp_path / "copy.db"
    koffie.run("backup", str(copy))
    assert b"k" * 32 not in copy.read_bytes()
    assert list(tmp_path.glob("copy*")) == [copy]


def test_restore_never_writes_over_a_database(koffie: Installation, tmp_path: Path) -> None:
    koffie.keep(Desk(slug="zaal", name="Zaal Noord"))
    copy = tmp_path / "copy.db"
    koffie.run("backup", str(copy))
    koffie.keep(Desk(slug="nieuw", name="Zaal Zuid"))
    assert str(koffie.file) in koffie.run("restore", str(copy), code=1).words
    assert kept(koffie)[0] == ["Zaal Noord", "Zaal Zuid"]


def test_backup_never_writes_over_a_file(koffie: Installation, tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.write_text("iets")
    koffie.run("backup", str(there), code=1)
    assert there.read_text() == "iets"


@pytest.mark.parametrize("content", [None, b"", b"geen databank, maar wel langer dan een kop van honderd bytes" * 4])
def test_restore_refuses_what_is_no_backup(content: bytes | None, tmp_path: Path) -> None:
    empty = Installation(tmp_path / "empty")
    file = tmp_path / "backup.db"
    if content is not None:
        file.write_bytes(content)
    assert str(file) in empty.run("restore", str(file), code=1).words
    assert not empty.file.exists()


def test_there_is_nothing_to_back_up_in_an_empty_folder(tmp_path: Path) -> None:
    empty = Installation(tmp_path / "empty")
    empty.run("backup", str(tmp_path / "copy.db"), code=1)
    assert not (tmp_path / "copy.db").exists()


def test_a_backup_into_a_folder_that_is_not_there(koffie: Installation, tmp_path: Path) -> None:
    assert "nowhere" in koffie.run("backup", str(tmp_path / "nowhere" / "copy.db"), code=1).words


def test_purge_counts_first_and_lets_go_then(koffie: Installation) -> None:
    koffie.keep(draft("OLD", -1), draft("OLDER", -2), draft("YOUNG", 1))
    assert koffie.run("purge", "--dry-run", "--json").json["draft"] == 2
    assert kept(koffie)[1] == ["OLD", "OLDER", "YOUNG"]
    assert "draft: 2" in koffie.run("purge").words
    assert kept(koffie)[1] == ["YOUNG"]
    assert koffie.run("purge", "--json").json["draft"] == 0
    database = koffie.database()
    assert [(receipt.what, receipt.how_many) for receipt in rows(database, Receipt)] == [("draft", 2)]
    database.close()


def test_purge_says_what_to_do_before_the_first_migrate(tmp_path: Path) -> None:
    assert "koffie migrate" in Installation(tmp_path / "desk").run("purge", code=1).words


def test_postgresql_has_tools_of_its_own(koffie: Installation, tmp_path: Path) -> None:
    elsewhere = "postgresql+psycopg://nobody@127.0.0.1:1/koffie"
    for command in ("backup", "restore"):
        said = koffie.run(command, str(tmp_path / "copy.db"), code=1, database_url=elsewhere)
        assert "pg_dump" in said.words


def test_nothing_is_let_go_by_a_clock_far_ahead_until_somebody_says_it_is_right(koffie: Installation) -> None:
    koffie.run("purge")
    koffie.keep(Desk(slug="zaal", name="Zaal Noord"), draft("YOUNG", 3))
    with clock.shifted(timedelta(days=99)):
        assert koffie.run("purge", "--dry-run").words
    with clock.shifted(timedelta(days=101)):
        assert "--clock-is-right" in koffie.run("purge", code=1).words
        assert kept(koffie) == (["Zaal Noord"], ["YOUNG"])
        koffie.run("purge", "--clock-is-right")
        assert kept(koffie) == (["Zaal Noord"], [])
        koffie.run("purge")


def test_restore_waits_for_a_desk_that_is_served(koffie: Installation, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    koffie.run("backup", str(copy))
    koffie.file.unlink()
    with at_work(koffie.home, alone=True):
        assert "served" in koffie.run("restore", str(copy), code=1).words
    assert not koffie.file.exists()
    koffie.run("restore", str(copy))


def test_restore_loses_no_journal(koffie: Installation, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    koffie.run("backup", str(copy))
    koffie.file.unlink()
    journal = koffie.home / "koffie.db-wal"
    journal.write_bytes(b"what was not written over yet")
    assert "koffie.db-wal" in koffie.run("restore", str(copy), code=1).words
    assert journal.exists()


def test_what_a_command_makes_nobody_else_can_open(tmp_path: Path) -> None:
    fresh = Installation(tmp_path / "new" / "desk")
    fresh.run("migrate")
    fresh.run("backup", str(fresh.home / "copy.db"))
    assert {file.name: oct(file.stat().st_mode & 0o077) for file in [fresh.home, *fresh.home.iterdir()]} == {
        file.name: "0o0" for file in [fresh.home, *fresh.home.iterdir()]
    }
