"""`koffie`: what an operator does with an installation. Each command says what it did and what to do next."""

import os

from app.cli.catalog import app as catalog
from app.cli.demonstration import register as demonstration
from app.cli.health import register as health
from app.cli.keeping import register as keeping
from app.cli.people import app as staff
from app.cli.printing import app as printing
from app.cli.says import app
from app.cli.serving import register as serving
from app.cli.tokens import app as tokens
from app.web.logs import configure_logs


@app.callback()
def prepare() -> None:
    """What a command makes is for its own user alone; what it logs goes to standard error, beside the data."""
    os.umask(0o077)
    configure_logs("WARNING")


for register in (serving, demonstration, keeping, health):
    register(app)
staff.add_typer(tokens, name="token")
app.add_typer(staff, name="staff")
app.add_typer(catalog, name="catalog")
app.add_typer(printing, name="print")

__all__ = ["app"]
