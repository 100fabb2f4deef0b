"""`koffie catalog …`: is every card good enough, which card is found, all cards as data."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.exc import SQLAlchemyError

from app import clock
from app.catalog import checking, service
from app.catalog.loading import BrokenCatalog, Catalog
from app.catalog.open_data import card_document, catalog_document
from app.catalog.overlay import laid_over
from app.catalog.schema import card_schema
from app.catalog.search import search as find
from app.catalog.shelf import read_catalog
from app.cli.says import give, say, stop
from app.db import Database
from app.i18n import LANGUAGES, BrokenTranslation
from app.privacy import guard
from app.settings import Settings

Files = Iterable[tuple[str, dict[str, Any]]]
"""name of a file, what stands in it"""
app = typer.Typer(help="The cards: check, search, export.", no_args_is_help=True)


def read() -> Catalog:
    """The cards of this installation; ends the command with file and line when one is broken."""
    settings = Settings()
    try:
        return read_catalog(settings.catalog_dir, settings.root / "locales")
    except (BrokenCatalog, BrokenTranslation) as problem:
        stop(str(problem))


def read_as_used() -> Catalog:
    """The same with what its desks say of them: other words, cards withdrawn; as shipped while there is no database."""
    shipped, database = read(), Database(Settings().database_url)
    try:
        with database.reading() as db:
            return laid_over(shipped, service.overlay(db))
    except SQLAlchemyError:
        return shipped
    finally:
        database.close()


@app.command()
def check(
    card: Annotated[str, typer.Option(help="only this card, or shared list such as _fields")] = "",
    lang: Annotated[str, typer.Option(help="only this language")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="for a script")] = False,
) -> None:
    """Everything that keeps a card from being good enough: names, plain words, translations, dates.

    Example: koffie catalog check --card leefloon
    """
    catalog = read()
    found = checking.findings(catalog, day=clock.today(), owner=card, language=lang)
    complete = {code: checking.completeness(catalog, code) for code in LANGUAGES}
    if as_json:
        done = {code: {"done": done, "needed": needed} for code, (done, needed) in complete.items()}
        give({"cards": len(catalog.cards), "complete": done, "findings": [vars(one) for one in found]})
    else:
        for one in found:
            say(str(one))
        for code, (done_, needed) in complete.items():
            say(f"{code}: {done_} of {needed} texts")
        say(f"{len(catalog.cards)} cards, {len(found)} things to mend")
    raise typer.Exit(1 if found else 0)


@app.command()
def search(
    text: str,
    lang: Annotated[str, typer.Option(help="the language of the titles")] = "nl",
    as_json: Annotated[bool, typer.Option("--json", help="for a script")] = False,
) -> None:
    """Which cards a visitor or helper finds with these words.

    Example: koffie catalog search "brief van de deurwaarder"
    """
    if found := guard.find_secrets(text):
        stop(guard.explain(found))
    catalog = read_as_used()
    hits = find(catalog, text, lang)
    if as_json:
        give([{"slug": hit.slug, "score": hit.score} for hit in hits])
    else:
        for hit in hits:
            say(f"{hit.score:5.1f}  {hit.slug}  {catalog.say(catalog.cards[hit.slug].title, lang).text}")
        if not hits:
            say("No card fits these words.")
    raise typer.Exit(0 if hits else 1)


def _plain_files(catalog: Catalog) -> Files:
    """Our own shape: what stands in the files of the cards, Dutch only."""
    for slug, card in catalog.cards.items():
        yield f"{slug}.json", card.model_dump(mode="json", by_alias=True, exclude_none=True)


def _linked_files(catalog: Catalog) -> Files:
    """Public services as CPSV-AP describes them, under the public address of this installation."""
    site, day = Settings().public_url, clock.today()
    yield "catalog.jsonld", catalog_document(catalog, site, day)
    for slug, card in catalog.cards.items():
        yield f"{slug}.jsonld", card_document(catalog, card, site, day)


EXPORTS = {"json": _plain_files, "cpsv-ap": _linked_files}


@app.command()
def export(
    folder: Path,
    form: Annotated[str, typer.Option("--format", help="json or cpsv-ap")] = "json",
) -> None:
    """Write every card as data, one file each; for cpsv-ap (JSON-LD) also all of them in catalog.jsonld.

    HSDS comes with a later version.

    Example: koffie catalog export --format cpsv-ap cards/
    """
    files_of = EXPORTS.get(form)
    if files_of is None:
        stop(f"This version exports {' and '.join(EXPORTS)}; '{form}' is not there yet.", 2)
    catalog = read_as_used()
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files_of(catalog):
        text = json.dumps(data, ensure_ascii=False, indent=2)
        (folder / name).write_text(text + "\n", encoding="utf-8")
    say(f"{len(catalog.cards)} cards written to {folder}")


@app.command()
def schema(
    file: Annotated[Path | None, typer.Option("-o", "--output", help="where to write it")] = None,
) -> None:
    """The shape of a card as JSON Schema, so that an editor completes and checks while you type.

    Example: koffie catalog schema -o forms_catalog/schema.json
    """
    text = card_schema()
    if file is None:
        typer.echo(text, nl=False)
    else:
        file.write_text(text, encoding="utf-8")
        say(f"Written: {file}")
