"""Everything an operator can set, from the environment, prefix ``KOFFIE_``."""

import hashlib
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECRET = "demo-only-" + hashlib.sha256(str(ROOT).encode()).hexdigest()


class Settings(BaseSettings):
    """Environment ``KOFFIE_<FIELD>``; a secret may also come from the file in ``KOFFIE_SECRET_KEY_FILE``."""

    model_config = SettingsConfigDict(env_prefix="KOFFIE_", extra="ignore")

    root: Path = Field(ROOT, description="the checkout: templates, locales and migrations stand here")
    data_dir: Path = Field(ROOT / "var", description="database, epoch keys and the secret live here")
    database_url: str = Field("", description="sqlite:///… or postgresql+psycopg://…; default in DATA_DIR")
    secret_key: SecretStr | None = Field(None, description="signs tokens; made in DATA_DIR when absent")
    secret_key_file: Path | None = Field(None, description="file that holds the secret")
    public_url: str = Field("", description="how browsers reach us; https turns on HSTS; empty: this machine and port")
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, description="port to listen on")
    demo: bool = Field(False, description="demonstration desk: staff on the sign-in page, gallery")
    fonts_dir: Path = Field(Path("/usr/share/fonts/truetype/noto"), description="where the Noto TTFs are")
    catalog_dir: Path = Field(ROOT / "forms_catalog", description="the cards")
    trusted_proxies: str = Field("127.0.0.1", description="proxies whose X-Forwarded headers count")
    printer_uri: str = Field("", description="IPP address of the desk's printer")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    pdf_workers: int = Field(2, ge=1, le=8, description="warm PDF processes")

    @model_validator(mode="after")
    def fill_in(self) -> Self:
        """Derive the database address and read the secret from its file."""
        self.public_url = self.public_url or f"http://127.0.0.1:{self.port}"
        if not self.database_url:
            self.database_url = f"sqlite:///{self.data_dir / 'koffie.db'}"
        secret_file = self.secret_key_file or self.data_dir / "secret_key"
        if self.secret_key is None and secret_file.exists():
            self.secret_key = SecretStr(secret_file.read_text().strip())
            if not self.secret_key.get_secret_value():
                raise ValueError(f"{secret_file} is empty; put its old content back, or take it away for a new secret")
        if self.secret_key is None and self.demo:
            self.secret_key = SecretStr(DEMO_SECRET)
        if not self.demo and self.secret_key and self.secret_key.get_secret_value() == DEMO_SECRET:
            raise ValueError("the demonstration secret cannot serve a real desk; set KOFFIE_SECRET_KEY")
        return self

    @property
    def secret(self) -> bytes:
        """The signing secret.

        Raises ``RuntimeError`` before the first ``koffie migrate``, which makes one.
        """
        if self.secret_key is None or len(self.secret_key.get_secret_value()) < 32:
            raise RuntimeError("no KOFFIE_SECRET_KEY of 32 characters or more; run `koffie migrate` once to make one")
        return self.secret_key.get_secret_value().encode()

    @property
    def is_https(self) -> bool:
        """Whether browsers reach us over TLS."""
        return self.public_url.startswith("https://")

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is an SQLite file (then one worker process serves)."""
        return self.database_url.startswith("sqlite")
