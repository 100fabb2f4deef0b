"""`koffie print …`: papers of the cards without a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from fastapi import FastAPI

from app.catalog import papers
from app.catalog.service.notes import notes_shown
from app.cli.says import ready, say, stop
from app.i18n import LANGUAGES, speaking
from app.main import create_app
from app.paper.printer import NoPrinting

app = typer.Typer(help="Papers of the cards as PDF.", no_args_is_help=True)
Slugs = Annotated[list[str], typer.Argument(help="which cards; 'all' for every one")]
Lang = Annotated[str, typer.Option(help="the language of the paper")]
With = Annotated[str, typer.Option("--with", help="a second language under each text")]
SizeOption = Annotated[papers.Size, typer.Option("--size", help="normal or large")]
Out = Annotated[Path, typer.Option("-o", "--output", help="a PDF, or a folder for several cards")]


@contextmanager
def _house() -> Iterator[FastAPI]:
    settings, database = ready()
    database.close()
    try:
        house = create_app(settings)
    except Exception as problem:
        stop(str(problem))
    try:
        yield house
    finally:
        house.state.printer.close()
        house.state.database.close()


def _print(kind: papers.Kind, slugs: list[str], lang: str, beside: str, size: papers.Size, out: Path) -> None:
    if lang not in LANGUAGES or (beside and beside not in LANGUAGES):
        stop(f"Choose a language from {', '.join(LANGUAGES)}.", 2)
    with _house() as house, speaking(lang):
        catalog = house.state.shelf.catalog
        fit = [slug for slug, card in catalog.cards.items() if papers.exists(kind, card)]
        wanted = fit if slugs == ["all"] else slugs
        if unknown := [slug for slug in wanted if slug not in fit]:
            stop(f"No {kind} paper of '{unknown[0]}'. The cards: {', '.join(fit)}.", 2)
        with house.state.database.reading() as db:
            partners = house.state.catalog_slots.partners_everywhere(db)
            notes = {slug: notes_shown(db, house.state.catalog_slots, slug) for slug in wanted}
        if len(wanted) > 1:
            out.mkdir(parents=True, exist_ok=True)
        for slug in wanted:
            file = out / f"{slug}-{kind}-{lang}.pdf" if out.is_dir() else out
            card = catalog.cards[slug]
            values = papers.values_of(
                kind, catalog, card, beside=beside, size=size, partners=partners, notes=notes[slug]
            )
            html = house.state.templates.render_text(papers.template_of(kind), **values)
            try:
                file.write_bytes(house.state.printer.pdf(html))
            except NoPrinting as problem:
                stop(f"{problem.message} Run: koffie check")
            say(f"Written: {file}")


@app.command()
def guide(slugs: Slugs, lang: Lang = "nl", beside: With = "", size: SizeOption = "normal", out: Out = Path()) -> None:
    """The card on paper.

    Example: koffie print guide leefloon --lang ar --size large -o leefloon.pdf
    """
    _print("guide", slugs, lang, beside, size, out)


@app.command()
def blank(slugs: Slugs, lang: Lang = "nl", size: SizeOption = "normal", out: Out = Path()) -> None:
    """The questions of a card, to answer by hand at home.

    Example: koffie print blank leefloon -o leefloon-leeg.pdf
    """
    _print("blank", slugs, lang, "", size, out)
