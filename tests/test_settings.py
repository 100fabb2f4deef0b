"""What an operator sets, and what must never start."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from app.main import create_app
from app.settings import DEMO_SECRET, Settings

LONG = "a-secret-of-more-than-thirty-two-signs"


def set_to(folder: Path, **more: object) -> Settings:
    """An installation in a folder, as if nothing else were set."""
    return Settings.model_validate({"data_dir": folder, "demo": False, "secret_key": None, "database_url": "", **more})


def test_the_database_stands_in_the_folder_of_the_installation(tmp_path: Path) -> None:
    assert set_to(tmp_path).database_url == f"sqlite:///{tmp_path / 'koffie.db'}"
    assert set_to(tmp_path).is_sqlite
    assert not set_to(tmp_path, database_url="postgresql+psycopg://desk@db/koffie").is_sqlite


def test_a_setting_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOFFIE_PUBLIC_URL", "https://koffie.example")
    monkeypatch.setenv("KOFFIE_SECRET_KEY", LONG)
    monkeypatch.setenv("KOFFIE_DATA_DIR", str(tmp_path))
    found = Settings(demo=False)
    assert found.is_https
    assert found.secret == LONG.encode()
    assert found.data_dir == tmp_path


def test_the_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    own = tmp_path / "elsewhere"
    own.write_text(f"{LONG}-elsewhere\n")
    (tmp_path / "secret_key").write_text(f"{LONG}\n")
    assert set_to(tmp_path).secret == LONG.encode()
    assert set_to(tmp_path, secret_key_file=own).secret == f"{LONG}-elsewhere".encode()
    assert set_to(tmp_path, secret_key=SecretStr(f"{LONG}-set")).secret == f"{LONG}-set".encode()


@pytest.mark.parametrize("secret", [None, "", "short", "x" * 31])
def test_a_real_desk_without_a_good_secret_does_not_start(tmp_path: Path, secret: str | None) -> None:
    found = set_to(tmp_path, secret_key=secret)
    with pytest.raises(RuntimeError, match="KOFFIE_SECRET_KEY"):
        create_app(found)


def test_the_secret_of_the_demonstration_serves_no_real_desk(tmp_path: Path) -> None:
    assert set_to(tmp_path, demo=True).secret == DEMO_SECRET.encode()
    with pytest.raises(ValidationError, match="KOFFIE_SECRET_KEY"):
        set_to(tmp_path, secret_key=DEMO_SECRET)


def test_a_secret_is_not_shown_by_accident(tmp_path: Path) -> None:
    assert LONG not in f"{set_to(tmp_path, secret_key=LONG)!r}"


@pytest.mark.parametrize(("url", "is_https"), [("https://a.example", True), ("http://a.example", False), ("", False)])
def test_over_tls_is_what_browsers_see(tmp_path: Path, url: str, is_https: bool) -> None:
    assert set_to(tmp_path, public_url=url).is_https is is_https
