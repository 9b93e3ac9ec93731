"""How this installation differs from another: addresses, secret, places. Knows no law, no case."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

Network = IPv4Network | IPv6Network

SHORTEST_SECRET = 32
FORM_LIMIT = 64 * 1024


class SettingsInvalid(Exception):
    """The environment asks for something that cannot work; the message says what to set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the environment decides, read once at start-up.

    `base_url` has no slash at its end. `insecure_loopback` is only true on the operator's own
    machine over plain http: it lets cookies travel without Secure. `folder` holds what this
    installation writes (default database, secret) and is never in the wheel.
    `form_limit` is in bytes. `secret` and `database_url` stay out of repr and so out of logs.
    """

    secret: bytes = field(repr=False)
    database_url: str = field(repr=False)
    folder: Path
    content_root: Path
    base_url: str = "http://127.0.0.1:8000"
    insecure_loopback: bool = False
    trusted_proxies: tuple[Network, ...] = ()
    form_limit: int = FORM_LIMIT
    schools: Path | None = None

    @property
    def schools_file(self) -> Path:
        """The list of schools, if one was imported: beside the database unless said otherwise."""
        return self.schools or self.folder / "schools.sqlite"

    @property
    def calendars(self) -> Path:
        """The file of imported term dates; it may not be there."""
        return calendars_in(self.folder)


def folder_of(environ: Mapping[str, str]) -> Path:
    """Where this installation writes, for commands that need no more than that."""
    return Path(environ.get("EXCLUSION_RIGHTS_FOLDER", "var")).absolute()


def calendars_in(folder: Path) -> Path:
    """The file of imported term dates in a folder of an installation."""
    return folder / "calendars.sqlite"


def content_root() -> Path:
    """Folder that holds guidance, flows, letters and locales: the wheel's copy or the checkout."""
    packaged = Path(__file__).parent / "_content"
    return packaged if packaged.is_dir() else Path(__file__).parents[1]


def from_environment(
    environ: Mapping[str, str], host: str = "127.0.0.1", port: int = 8000
) -> Settings:
    """Settings for a server bound to `host` and `port`, or for a command that opens the database.

    Without an address of its own the server is taken for a trial on this machine: allowed on
    loopback only, and given a secret made once. Raises SettingsInvalid.
    """
    folder = folder_of(environ)
    content = environ.get("EXCLUSION_RIGHTS_CONTENT")
    schools = environ.get("EXCLUSION_RIGHTS_SCHOOLS")
    base_url = _base_url(environ.get("EXCLUSION_RIGHTS_URL", ""), host, port)
    insecure = base_url.startswith("http:")
    return Settings(
        secret=_secret(environ.get("EXCLUSION_RIGHTS_SECRET", ""), folder, may_make=insecure),
        database_url=_database_url(environ.get("DATABASE_URL", ""), folder),
        folder=folder,
        content_root=Path(content).absolute() if content else content_root(),
        base_url=base_url,
        insecure_loopback=insecure,
        trusted_proxies=_networks(environ.get("EXCLUSION_RIGHTS_PROXIES", "")),
        schools=Path(schools).absolute() if schools else None,
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host` (a name or an IP address)."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _base_url(given: str, host: str, port: int) -> str:
    if not given:
        if not is_loopback(host):
            raise SettingsInvalid(
                f"{host} can be reached by others. Set EXCLUSION_RIGHTS_URL to the https address "
                "that families type."
            )
        return f"http://{f'[{host}]' if ':' in host else host}:{port}"
    parts = urlsplit(given)
    secure = parts.scheme == "https" or (
        parts.scheme == "http" and is_loopback(parts.hostname or "") and is_loopback(host)
    )
    if not secure or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise SettingsInvalid(
            "EXCLUSION_RIGHTS_URL must be an https address with nothing after the host, "
            "like https://rights.example.org."
        )
    return f"{parts.scheme}://{parts.netloc}"


def _secret(given: str, folder: Path, *, may_make: bool) -> bytes:
    kept = folder / "secret"
    if given:
        secret = given.encode()
    elif may_make:
        secret = _kept_secret(kept)
    elif kept.is_file():
        secret = kept.read_bytes()
    else:
        raise SettingsInvalid(
            f"Set EXCLUSION_RIGHTS_SECRET to at least {SHORTEST_SECRET} random characters, and "
            "keep a copy: without it no return code opens a case."
        )
    if len(secret) < SHORTEST_SECRET:
        raise SettingsInvalid(
            f"The secret is too short: it needs at least {SHORTEST_SECRET} characters."
        )
    return secret


def _kept_secret(path: Path) -> bytes:
    """The secret in `path`, made on first use. Linking a finished file lets only one maker win."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = path.with_name(f"secret.{os.getpid()}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            path.hardlink_to(made)
        except FileExistsError:
            pass  # another process was first: its secret counts
        finally:
            made.unlink()
    return path.read_bytes()


def _database_url(given: str, folder: Path) -> str:
    """An address SQLAlchemy understands; both spellings hosts use for PostgreSQL are accepted."""
    if not given:
        return f"sqlite:///{folder / 'cases.sqlite'}"
    scheme, separator, rest = given.partition("://")
    if scheme == "sqlite" and separator:
        return given
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"} and separator:
        return f"postgresql+psycopg://{rest}"
    raise SettingsInvalid("DATABASE_URL must start with sqlite:// or postgresql://.")


def _networks(given: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(part.strip()) for part in given.split(",") if part.strip())
    except ValueError as error:
        raise SettingsInvalid(
            "EXCLUSION_RIGHTS_PROXIES must list addresses or networks, like 10.0.0.0/8, with "
            f"commas between them: {error}."
        ) from error
