"""`koffie staff token …`: a key for a machine, shown once."""

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from app.keeping import purge_all
from app.main import create_app
from app.privacy.epochs import Epochs
from app.settings import Settings
from app.staff.access import hashed
from app.staff.models import ApiToken, AuditEvent, Desk, Person
from tests.cli.installation import Installation
from tests.conftest import TEST_SECRET
from tests.rows import rows


@pytest.fixture
def desk(koffie: Installation) -> Installation:
    """A desk with a volunteer, a host and a coordinator."""
    koffie.keep(Desk(slug="zaal", name="Zaal Noord"))
    for name, role in (("Bilal", "volunteer"), ("Anna", "host"), ("Els", "coordinator")):
        koffie.run("staff", "add", name, "--role", role)
    return koffie


def code_of(desk: Installation, name: str) -> str:
    """As `koffie staff list` tells it."""
    return next(str(one["code"]) for one in desk.run("staff", "list", "--json").json if one["name"] == name)


def kept(desk: Installation) -> list[ApiToken]:
    """Every token in the database."""
    database = desk.database()
    found = list(rows(database, ApiToken))
    database.close()
    return found


def new_token(desk: Installation, scope: str, *more: str) -> str:
    """What the command shows."""
    return desk.run("staff", "token", "add", "--scope", scope, "--label", "Proef", *more).data.strip()


def answers(desk: Installation, token: str, method: str = "GET", address: str = "/api/v1/desks/zaal/line") -> int:
    """What the served desk says to a machine with this token."""
    url = f"sqlite:///{desk.file}"
    app = create_app(Settings(data_dir=desk.home, database_url=url, secret_key=SecretStr(TEST_SECRET), demo=False))
    with TestClient(app) as client:
        headers = {"Authorization": f"Bearer {token}"}
        return client.request(method, address, headers=headers).status_code


def test_only_the_hash_of_a_token_is_kept(desk: Installation) -> None:
    said = desk.run("staff", "token", "add", "--desk", "zaal", "--scope", "board", "--label", "Scherm in de zaal")
    token = said.data.strip()
    assert len(token) >= 22
    assert token not in said.words
    assert [(row.scope, row.label, row.person_id, row.token_hash) for row in kept(desk)] == [
        ("board", "Scherm in de zaal", None, hashed(token))
    ]
    assert token.encode() not in b"".join(file.read_bytes() for file in desk.home.glob("koffie.db*"))


@pytest.mark.parametrize(("scope", "name"), [("table", "Bilal"), ("host", "Anna"), ("coach", "Els"), ("table", "Els")])
def test_a_token_works_in_the_name_of_who_holds_the_role(desk: Installation, scope: str, name: str) -> None:
    code = code_of(desk, name)
    new_token(desk, scope, "--person", code)
    database = desk.database()
    people = {person.id: person.code for person in rows(database, Person)}
    database.close()
    assert [people[row.person_id or 0] for row in kept(desk)] == [code]


def test_a_machine_comes_in_until_its_token_is_withdrawn(desk: Installation) -> None:
    token = new_token(desk, "table", "--person", code_of(desk, "Bilal"))
    assert answers(desk, token) in (200, 404)  # 404: no opening today
    assert answers(desk, "other") == 401
    listed = desk.run("staff", "token", "list", "--json").json
    assert [(one["desk"], one["scope"], one["label"]) for one in listed] == [("zaal", "table", "Proef")]
    assert "table@zaal, Proef" in desk.run("staff", "token", "list").words
    desk.run("staff", "token", "withdraw", str(listed[0]["number"]))
    assert answers(desk, token) == 401
    assert desk.run("staff", "token", "list", "--json").json == []
    assert kept(desk) == [], "the round of the served desk took it away"


def test_who_gave_and_withdrew_stands_in_the_audit(desk: Installation) -> None:
    new_token(desk, "kiosk")
    desk.run("staff", "token", "withdraw", "1")
    database = desk.database()
    events = [(event.what, event.about, event.desk_id) for event in rows(database, AuditEvent)]
    assert events[-2:] == [("token_given", "kiosk", 1), ("token_withdrawn", "kiosk", 1)]
    assert purge_all(database, Epochs(desk.home))["api_token"] == 1
    database.close()


@pytest.mark.parametrize(
    ("scope", "person", "said"),
    [
        ("boss", "", "kiosk, board, host, table, coach"),
        ("table", "", "--person"),
        ("board", "Bilal", "leave --person out"),
        ("coach", "Bilal", "coordinator at this desk"),
        ("host", "Bilal", "koffie staff list"),
        ("table", "Anna", "koffie staff list"),
        ("table", "nobody", "koffie staff list"),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Installation, scope: str, person: str, said: str) -> None:
    code = code_of(desk, person) if person in ("Anna", "Bilal") else person
    more = ["--person", code] if person else []
    assert said in desk.run("staff", "token", "add", "--scope", scope, "--label", "Proef", *more, code=2).words
    assert kept(desk) == []


def test_a_label_is_needed_and_short(desk: Installation) -> None:
    desk.run("staff", "token", "add", "--scope", "board", code=2)
    for label in ("", "x" * 61):
        assert "label" in desk.run("staff", "token", "add", "--scope", "board", "--label", label, code=2).words


def test_with_two_desks_one_is_named(desk: Installation) -> None:
    desk.keep(Desk(slug="noord", name="Noord"))
    assert "zaal, noord" in desk.run("staff", "token", "add", "--scope", "board", "--label", "x", code=2).words
    said = desk.run(
        "staff", "token", "add", "--desk", "noord", "--scope", "table", "--label", "x",
        "--person", code_of(desk, "Bilal"), code=2,
    )  # fmt: skip
    assert "koffie staff list" in said.words, "she is a volunteer elsewhere"


def test_a_token_that_is_not_there_is_not_withdrawn(desk: Installation) -> None:
    assert "koffie staff token list" in desk.run("staff", "token", "withdraw", "7", code=2).words
