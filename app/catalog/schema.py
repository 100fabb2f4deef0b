"""The shape of a card as JSON Schema, for editors. `forms_catalog/schema.json` is this, and a test compares."""

import json

from app.catalog.model import Card


def card_schema() -> str:
    """The schema as text, in a fixed order."""
    schema = Card.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
