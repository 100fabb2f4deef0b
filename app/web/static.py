"""Static files under ``/static/<hash of the whole folder>/…``: cached for a year, never stale."""

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

A_YEAR = "public, max-age=31536000, immutable"


def folder_hash(folder: Path) -> str:
    """First ten hex digits of the SHA-256 over every file name and content."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            digest.update(str(file.relative_to(folder)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


class HashedFiles(StaticFiles):
    """Serves ``<hash>/css/base.css``; relative imports inside modules inherit the hash."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder)
        self.version = folder_hash(folder)

    def url(self, name: str) -> str:
        """The address of a file, with the hash."""
        return f"/static/{self.version}/{name}"

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Take the hash off; only the present one may be kept for a year."""
        version, _, rest = path.partition("/")
        response = await super().get_response(rest, scope)
        response.headers["Cache-Control"] = A_YEAR if version == self.version else "no-store"
        return response
