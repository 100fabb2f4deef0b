"""Where a rule of a tool is set aside, a reason stands beside it."""

import re
from collections import Counter
from pathlib import Path

from tests.house.tree import comments, name_of, python_files

WAIVER = re.compile(r"#\s*(?:noqa:\s*(?P<noqa>[A-Z]+\d+)|type:\s*ignore\[(?P<type>[a-z-]+)[^\]]*\])(?P<rest>.*)")
BARE = re.compile(r"#\s*(?:noqa(?!:)|type:\s*ignore(?!\[))")
MOST = 15
MOST_HAVE_A_REASON = re.compile(r"^\s*(?:--|#)\s*\S.{4,}")
FOLDERS = ("app/", "tests/", "migrations/env.py")


def waivers() -> list[tuple[str, str, bool]]:
    """File, rule, whether a reason is given; the same rule twice in a file needs it once."""
    given: dict[tuple[str, str], bool] = {}
    for file in python_files(*FOLDERS):
        for _line, comment in comments(file):
            if found := WAIVER.search(comment):
                place = (name_of(file), found["noqa"] or found["type"])
                given[place] = given.get(place, False) or bool(MOST_HAVE_A_REASON.match(found["rest"]))
    return [(file, rule, reason) for (file, rule), reason in given.items()]


def test_every_waiver_says_why() -> None:
    assert not [f"{file}: {rule}" for file, rule, has_reason in waivers() if not has_reason]


def test_there_are_few() -> None:
    found = waivers()
    assert len(found) <= MOST, Counter(file for file, _, _ in found)


def test_none_sets_every_rule_aside() -> None:
    bare = [(name_of(f), line) for f in python_files(*FOLDERS) for line, text in comments(f) if BARE.search(text)]
    assert not bare


def test_no_code_is_commented_out_and_no_task_is_left_without_a_day_and_a_name() -> None:
    task = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XXX)\b")
    files: list[Path] = python_files(*FOLDERS)
    assert not [(name_of(file), line) for file in files for line, text in comments(file) if task.search(text)]
