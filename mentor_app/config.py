"""What an operator may set. Read once from the environment; no other module reads it."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, computed_field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """All settings, each an environment variable named `MENTOR_` and the field in capitals.

    Durations are in the unit their name says. Nothing here is needed for a first start: the defaults
    serve an embedded SQLite community on http://localhost:3000.
    """

    model_config = SettingsConfigDict(env_prefix="MENTOR_", frozen=True)

    organisation: str = "Mentor"
    public_url: str = "http://localhost:3000"
    host: str = "127.0.0.1"
    port: int = 3000
    data_dir: Path = Path("var")
    database_url: str = ""
    redis_url: str | None = None
    workers: int = 1
    trusted_proxy_hops: int = 0
    secret: SecretStr | None = None
    demo: bool = False
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    mail_from: str = "Mentor <mentor@localhost>"
    smtp_host: str | None = None
    smtp_port: int = 587
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"

    inbound_address: str | None = Field(default=None, pattern=r"^[A-Za-z0-9._-]{1,16}@[A-Za-z0-9.-]{1,190}$")
    imap_host: str | None = None
    imap_port: int = 993
    imap_user: str | None = None
    imap_password: SecretStr | None = None
    imap_security: Literal["tls", "starttls", "none"] = "tls"
    imap_folder: str = "INBOX"

    oidc_issuer: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    oidc_label: str = "your organisation"

    keys: SecretStr | None = None
    calendar_networks: str = ""

    session_idle_days: int = Field(default=7, ge=1)
    session_absolute_days: int = Field(default=30, ge=1)
    socket_events_per_second: float = 20
    socket_burst: int = 40
    files_per_member_mb: int = Field(default=500, ge=1)

    @computed_field
    @property
    def database(self) -> str:
        """The SQLAlchemy URL in force: the one set, else SQLite in the data directory."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'mentor.db').resolve()}"

    @computed_field
    @property
    def secure(self) -> bool:
        """Whether people reach us over https, so that cookies may be `Secure` and `__Host-`."""
        return self.public_url.startswith("https://")

    @computed_field
    @property
    def mailbox_dir(self) -> Path:
        """Where letters land when they do not leave."""
        return self.data_dir / "mailbox"

    @computed_field
    @property
    def files_dir(self) -> Path:
        """Where uploaded files lie; the same folder for every process."""
        return self.data_dir / "files"

    @computed_field
    @property
    def mail_server(self) -> str | None:
        """The SMTP server letters leave by. None, and they land in `mailbox_dir`: none set, or a demonstration."""
        return None if self.demo else self.smtp_host

    @computed_field
    @property
    def relay(self) -> str | None:
        """The address below which replies to letters come back.

        None, and letters lead to the page: not all that it needs is set, or a demonstration.
        """
        return None if self.demo or not self.imap_host else self.inbound_address


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read on first use; `settings.cache_clear()` reads them again."""
    return Settings()
