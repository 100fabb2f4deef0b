"""Names that tell the product, and glances that are true."""

import ast
from pathlib import Path

import pytest

from app.settings import ROOT
from tests.house.tree import ROOMS, Function, every_file, name_of, parsed, python_files

NAMELESS = {"utils", "util", "helpers", "helper", "common", "core", "base", "misc", "manager", "kit", "crud"}
NAMELESS_BUT = {
    "templates/layouts/base.html": "the frame of every page is called so in every Jinja project",
    "app/static/css/base.css": "what elements look like before any class",
}
# Folders of templates that are no room: what all rooms share.
SHARED_TEMPLATES = {"components", "errors", "layouts"}
WITHOUT_PAGES = {"paper": "answers with PDFs of other rooms", "web": "its templates are what all rooms share"}
LONGEST_GLANCE = 20


def test_nothing_is_called_utils() -> None:
    named = [f for f in every_file() if {*f.relative_to(ROOT).with_suffix("").parts} & NAMELESS]
    assert not [name_of(file) for file in named if name_of(file) not in NAMELESS_BUT]


def test_the_rooms_are_the_folders_of_app_that_answer_requests() -> None:
    answering = {file.relative_to(ROOT / "app").parts[0] for file in python_files("app/") if "routes" in name_of(file)}
    assert answering <= set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_one_name_stands_in_three_places(room: str) -> None:
    assert (ROOT / "app" / room).is_dir()
    assert (ROOT / "templates" / room).is_dir() or room in WITHOUT_PAGES
    assert list((ROOT / "tests" / room).glob("test_*.py")), f"tests/{room} holds no test"


def test_every_folder_of_templates_is_a_room() -> None:
    folders = {file.relative_to(ROOT / "templates").parts[0] for file in every_file() if "templates/" in name_of(file)}
    assert folders - SHARED_TEMPLATES <= set(ROOMS)


def _packages() -> list[Path]:
    return [file for file in python_files("app/") if file.name == "__init__.py"]


@pytest.mark.parametrize("file", _packages(), ids=name_of)
def test_every_package_tells_its_story_in_twenty_lines(file: Path) -> None:
    story = ast.get_docstring(parsed(file))
    assert story, "no docstring"
    assert len(story.splitlines()) <= LONGEST_GLANCE


def test_a_glance_names_only_pages_that_exist() -> None:
    """`/what-we-keep` in a docstring is an address that a route answers."""
    addresses = {
        str(node.args[0].value).split("{")[0].strip("/").split("/")[0]
        for file in python_files("app/")
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "post")
        if node.args and isinstance(node.args[0], ast.Constant) and str(node.args[0].value).startswith("/")
    }
    for file in _packages():
        for word in (ast.get_docstring(parsed(file)) or "").split("`"):
            if word.startswith("/") and " " not in word and len(word) > 1:
                page = word.strip("/").split("/")[0].split("?")[0].split("{")[0]
                assert page in {*addresses, "static", "fonts", "live"}, f"{name_of(file)} names {word}"


def _verbs() -> list[tuple[str, Function]]:
    found = []
    for file in python_files("app/"):
        inside = file.relative_to(ROOT / "app").parts
        if file.stem == "service" or "service" in inside[:-1]:
            public = [n for n in parsed(file).body if isinstance(n, Function) and not n.name.startswith("_")]
            found += [(f"{name_of(file)}:{node.name}", node) for node in public]
    return found


def test_every_verb_of_a_service_says_what_happens() -> None:
    verbs = _verbs()
    assert len(verbs) > 50
    assert not [place for place, verb in verbs if not ast.get_docstring(verb)]


def test_no_verb_sees_the_request() -> None:
    seen = []
    for place, verb in _verbs():
        arguments = [*verb.args.posonlyargs, *verb.args.args, *verb.args.kwonlyargs]
        seen += [place for a in arguments if a.annotation and ast.unparse(a.annotation) == "Request"]
    assert not seen
