"""What we take from others: locked, recent enough, from wherever the installation is set to look."""

import re
from pathlib import Path

import pytest

from app.settings import ROOT
from tests.house.tree import every_file, name_of

LOCKS = ("requirements.lock", "requirements-dev.lock")
# trust.md, findings 3 and 4: below these there are known holes.
FLOORS = {
    "weasyprint": (70, 0),
    "starlette": (1, 3, 1),
    "python-multipart": (0, 0, 27),
    "jinja2": (3, 1, 6),
    "cryptography": (50,),
    "pillow": (12,),
}
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([0-9][0-9.]*)", re.MULTILINE)
# Written in pieces, so that this file may be looked at too.
REGISTRIES = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
]
REGISTRIES += [".".join(parts) for parts in (("crates", "io"), ("rubygems", "org"), ("proxy", "golang", "org"))]


def _pinned(lock: str) -> dict[str, tuple[int, ...]]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {name: tuple(int(n) for n in version.strip(".").split(".")) for name, version in PINNED.findall(text)}


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("package", FLOORS)
def test_nothing_with_a_known_hole_is_locked(lock: str, package: str) -> None:
    assert _pinned(lock)[package] >= FLOORS[package]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text[text.index("==") :])
    assert len(_pinned(lock)) > 20
    assert not [block.split("==")[0] for block in blocks if "==" in block and "--hash=sha256:" not in block]


def test_what_serves_is_locked_the_same_for_developers() -> None:
    serving, developing = _pinned(LOCKS[0]), _pinned(LOCKS[1])
    assert {name: version for name, version in serving.items() if developing.get(name) != version} == {}


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_registry() -> None:
    named = [name_of(f) for f in every_file() if (text := _text(f)) and any(host in text for host in REGISTRIES)]
    assert not named
