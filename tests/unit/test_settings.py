"""What the environment may ask for, and what it is refused."""

from __future__ import annotations

import stat
from ipaddress import ip_network
from pathlib import Path

import pytest

from app.settings import SettingsInvalid, content_root, from_environment, is_loopback

SECRET = "s" * 32
PUBLIC = {
    "EXCLUSION_RIGHTS_URL": "https://rights.example.org/",
    "EXCLUSION_RIGHTS_SECRET": SECRET,
}


def test_a_trial_on_this_machine_needs_no_set_up(tmp_path: Path) -> None:
    settings = from_environment({"EXCLUSION_RIGHTS_FOLDER": str(tmp_path)}, port=8123)
    assert settings.base_url == "http://127.0.0.1:8123"
    assert settings.insecure_loopback
    assert settings.database_url == f"sqlite:///{tmp_path}/cases.sqlite"


def test_the_made_secret_is_kept_and_private(tmp_path: Path) -> None:
    environ = {"EXCLUSION_RIGHTS_FOLDER": str(tmp_path / "new")}
    first = from_environment(environ).secret
    assert len(first) >= 32
    assert from_environment(environ).secret == first
    kept = tmp_path / "new" / "secret"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret"]


def test_two_installations_do_not_share_a_secret(tmp_path: Path) -> None:
    one, two = (
        from_environment({"EXCLUSION_RIGHTS_FOLDER": str(tmp_path / name)}) for name in ("a", "b")
    )
    assert one.secret != two.secret


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "rights.example.org"])  # noqa: S104
def test_a_reachable_server_needs_an_address(tmp_path: Path, host: str) -> None:
    with pytest.raises(SettingsInvalid, match="EXCLUSION_RIGHTS_URL"):
        from_environment({"EXCLUSION_RIGHTS_FOLDER": str(tmp_path)}, host=host)
    assert not (tmp_path / "secret").exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "192.0.2.1"])
def test_behind_a_proxy_cookies_stay_secure(tmp_path: Path, host: str) -> None:
    settings = from_environment({**PUBLIC, "EXCLUSION_RIGHTS_FOLDER": str(tmp_path)}, host=host)
    assert settings.base_url == "https://rights.example.org"
    assert not settings.insecure_loopback
    assert settings.secret == SECRET.encode()


@pytest.mark.parametrize(
    "address",
    [
        "http://rights.example.org",
        "rights.example.org",
        "https://",
        "https://rights.example.org/en/",
        "https://rights.example.org/?a=b",
    ],
)
def test_an_address_families_could_not_trust_is_refused(address: str) -> None:
    with pytest.raises(SettingsInvalid, match="https"):
        from_environment({**PUBLIC, "EXCLUSION_RIGHTS_URL": address})


def test_plain_http_is_refused_when_others_can_reach_the_server() -> None:
    with pytest.raises(SettingsInvalid, match="https"):
        from_environment({**PUBLIC, "EXCLUSION_RIGHTS_URL": "http://localhost"}, host="192.0.2.1")


def test_a_public_server_never_makes_its_own_secret(tmp_path: Path) -> None:
    environ = {**PUBLIC, "EXCLUSION_RIGHTS_SECRET": "", "EXCLUSION_RIGHTS_FOLDER": str(tmp_path)}
    with pytest.raises(SettingsInvalid, match="EXCLUSION_RIGHTS_SECRET"):
        from_environment(environ)
    (tmp_path / "secret").write_text("k" * 40, encoding="utf-8")
    assert from_environment(environ).secret == b"k" * 40


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(SettingsInvalid, match="too short"):
        from_environment({**PUBLIC, "EXCLUSION_RIGHTS_SECRET": "k" * 31})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("sqlite:////srv/cases.sqlite", "sqlite:////srv/cases.sqlite"),
        ("postgres://u@db/cases", "postgresql+psycopg://u@db/cases"),
        ("postgresql://u@db/cases", "postgresql+psycopg://u@db/cases"),
        ("postgresql+psycopg://u@db/cases", "postgresql+psycopg://u@db/cases"),
    ],
)
def test_databases_we_support(given: str, expected: str) -> None:
    assert from_environment({**PUBLIC, "DATABASE_URL": given}).database_url == expected


@pytest.mark.parametrize("given", ["mysql://db/cases", "postgresql", "cases.sqlite"])
def test_other_databases_are_refused(given: str) -> None:
    with pytest.raises(SettingsInvalid, match="DATABASE_URL"):
        from_environment({**PUBLIC, "DATABASE_URL": given})


def test_proxies_are_addresses_or_networks() -> None:
    settings = from_environment({**PUBLIC, "EXCLUSION_RIGHTS_PROXIES": "10.0.0.0/8, ::1"})
    assert settings.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("::1/128"))
    assert from_environment(PUBLIC).trusted_proxies == ()
    with pytest.raises(SettingsInvalid, match="EXCLUSION_RIGHTS_PROXIES"):
        from_environment({**PUBLIC, "EXCLUSION_RIGHTS_PROXIES": "10.0.0.1/8"})


def test_secrets_are_never_shown() -> None:
    shown = repr(from_environment({**PUBLIC, "DATABASE_URL": "postgresql://u:hidden@db/cases"}))
    assert SECRET not in shown
    assert "hidden" not in shown


def test_content_is_found_or_given(tmp_path: Path) -> None:
    assert (content_root() / "app").is_dir()
    assert from_environment(PUBLIC).content_root == content_root()
    elsewhere = from_environment({**PUBLIC, "EXCLUSION_RIGHTS_CONTENT": str(tmp_path)})
    assert elsewhere.content_root == tmp_path


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("127.0.0.5", True), ("::1", True), ("10.0.0.1", False), ("a", False)],
)
def test_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_a_loopback_address_of_the_newer_kind_is_bracketed(tmp_path: Path) -> None:
    settings = from_environment({"EXCLUSION_RIGHTS_FOLDER": str(tmp_path)}, host="::1")
    assert settings.base_url == "http://[::1]:8000"
