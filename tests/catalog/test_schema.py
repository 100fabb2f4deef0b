"""`forms_catalog/schema.json` is the shape that the service keeps to."""

import json

from app.catalog.schema import card_schema
from app.settings import ROOT


def test_the_schema_in_the_folder_is_the_one_of_now() -> None:
    """When this fails: ``koffie catalog schema -o forms_catalog/schema.json``."""
    assert (ROOT / "forms_catalog" / "schema.json").read_text(encoding="utf-8") == card_schema()


def test_an_editor_learns_from_it_who_reads_a_text() -> None:
    schema = json.loads(card_schema())
    assert schema["additionalProperties"] is False
    assert schema["properties"]["title"]["description"].endswith("kiosk")
    assert {"if", "card", "partner"} == set(schema["$defs"]["Place"]["properties"])
