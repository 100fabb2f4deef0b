"""`koffie`: what an operator does with an installation. Each command says what it did and what to do next."""

from app.cli import catalog, health, keeping, people, printing, serving
from app.cli.says import app

app.add_typer(people.app, name="staff")
app.add_typer(catalog.app, name="catalog")
app.add_typer(printing.app, name="print")
for part in (serving, keeping, health):
    part.register(app)

__all__ = ["app"]
