"""The keys of the weeks: a new one every Monday, gone after ten weeks."""

import stat
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app import clock
from app.privacy.epochs import KEPT_WEEKS, Epochs, week_of

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_a_week_has_one_key(tmp_path: Path) -> None:
    epochs = Epochs(tmp_path)
    with clock.stopped(MONDAY):
        name, key = epochs.current()
        assert (name, len(key)) == ("2026-W48", 32)
    with clock.stopped(MONDAY + timedelta(days=6, hours=13)):
        assert epochs.current() == (name, key), "Sunday evening at the desk"
    with clock.stopped(MONDAY + timedelta(days=7)):
        assert epochs.current()[0] == "2026-W49"
        assert epochs.current()[1] != key
        assert epochs.key(name) == key


def test_nobody_else_on_the_machine_reads_it(tmp_path: Path) -> None:
    name, _key = Epochs(tmp_path).current()
    assert stat.S_IMODE((tmp_path / "epochs").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "epochs" / name).stat().st_mode) == 0o600


def test_two_workers_at_once_make_one_key(tmp_path: Path) -> None:
    found: list[bytes] = []
    workers = [threading.Thread(target=lambda: found.append(Epochs(tmp_path).current()[1])) for _ in range(12)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(found) == 12
    assert len(set(found)) == 1
    assert len(list((tmp_path / "epochs").iterdir())) == 1, "nothing half-made is left"


def test_keys_older_than_ten_weeks_are_destroyed(tmp_path: Path) -> None:
    epochs = Epochs(tmp_path)
    for week in range(14):
        with clock.stopped(MONDAY + timedelta(weeks=week)):
            epochs.current()
    with clock.stopped(MONDAY + timedelta(weeks=13)):
        assert epochs.forget_old() == 14 - KEPT_WEEKS - 1
        assert epochs.forget_old() == 0
        assert epochs.key(week_of(date(2026, 12, 7))) is None
        assert epochs.key(week_of(date(2026, 12, 14))) is not None


def test_a_key_outlives_the_longest_slip(tmp_path: Path) -> None:
    epochs = Epochs(tmp_path)
    with clock.stopped(MONDAY + timedelta(days=6, hours=12)):
        name, _key = epochs.current()
    with clock.stopped(MONDAY + timedelta(days=6 + 60, hours=12)):
        epochs.forget_old()
        assert epochs.key(name) is not None


def test_forgetting_without_any_key_is_nothing(tmp_path: Path) -> None:
    assert Epochs(tmp_path).forget_old() == 0


@pytest.mark.parametrize("name", ["2020-W01", "../secret_key", "/etc/passwd", "", ".", ".."])
def test_a_name_that_is_no_week_has_no_key(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("x")
    epochs = Epochs(tmp_path)
    epochs.current()
    assert epochs.key(name) is None


def test_the_year_of_a_week_is_the_one_of_its_thursday() -> None:
    assert week_of(date(2026, 12, 31)) == "2026-W53"
    assert week_of(date(2027, 1, 3)) == "2026-W53"
    assert week_of(date(2027, 1, 4)) == "2027-W01"


def test_a_clock_that_starts_in_the_past_takes_no_key(tmp_path: Path) -> None:
    epochs = Epochs(tmp_path)
    name, key = epochs.current()
    with clock.shifted(timedelta(days=-3650)):
        assert epochs.forget_old() == 0
    assert epochs.key(name) == key
