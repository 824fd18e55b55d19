"""When the server may open its door to other computers, and what is said where it may not."""

from pathlib import Path
from typing import Any

import pytest

from capaian.access import DUMMY_HASH
from capaian.problems import SettingsError
from capaian.settings import Settings
from capaian.store import Store, create_first_administrator
from capaian.web import opening
from capaian.web.opening import is_encrypted, open_to, refuse_back_doors
from capaian.web.schools import store_of

SECRET = "s" * 40
PUBLIC = "https://capaian.sekolah.sch.id"


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Streamlit's options as this process would see them; safe unless a test changes one."""
    options: dict[str, Any] = {
        "server.address": "127.0.0.1", "server.enableAgentApi": False, "server.enableXsrfProtection": True,
        "server.sslCertFile": None,
    }  # fmt: skip
    monkeypatch.setattr(opening.config, "get_option", options.get)
    monkeypatch.setattr(opening.config, "set_option", lambda name, value, where: options.__setitem__(name, value))
    return options


@pytest.fixture
def store(data_folder: Path) -> Store:
    return store_of("own")


@pytest.fixture
def with_account(store: Store) -> Store:
    create_first_administrator(
        store, username="siti", display_name="Siti", password_hash=DUMMY_HASH, address="", school_name="SMK Rekaan"
    )
    return store


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_on_this_computer_it_opens_and_makes_its_secret(
    options: dict[str, Any], store: Store, data_folder: Path, address: str
) -> None:
    options["server.address"] = address
    assert not open_to(Settings(data_folder=data_folder), store).exposed
    assert options["server.cookieSecret"] == (data_folder / "cookie-secret").read_text()


OPENED = ["0.0.0.0", "::", "192.168.1.5", "school.example", "", None]


@pytest.mark.parametrize("address", OPENED)
def test_without_accounts_it_refuses_every_address_others_can_reach(
    options: dict[str, Any], store: Store, address: str | None
) -> None:
    options["server.address"] = address
    with pytest.raises(SettingsError, match="belum ada akun"):
        open_to(Settings(cookie_secret=SECRET, allow_http_on_lan=True), store)


def test_a_proxy_in_front_needs_accounts_too(options: dict[str, Any], store: Store) -> None:
    with pytest.raises(SettingsError, match=f"{PUBLIC}.*python -m capaian user add"):
        open_to(Settings(cookie_secret=SECRET, public_url=PUBLIC), store)


@pytest.mark.parametrize("address", OPENED)
def test_without_encryption_it_refuses_unless_that_is_allowed_in_so_many_words(
    options: dict[str, Any], with_account: Store, address: str | None
) -> None:
    options["server.address"] = address
    with pytest.raises(SettingsError, match="CAPAIAN_ALLOW_HTTP_ON_LAN=yes"):
        open_to(Settings(cookie_secret=SECRET), with_account)
    assert open_to(Settings(cookie_secret=SECRET, allow_http_on_lan=True), with_account).exposed


def test_without_a_secret_it_refuses_and_makes_none(
    options: dict[str, Any], with_account: Store, data_folder: Path
) -> None:
    options["server.address"] = "0.0.0.0"
    with pytest.raises(SettingsError, match="CAPAIAN_COOKIE_SECRET"):
        open_to(Settings(data_folder=data_folder, allow_http_on_lan=True), with_account)
    assert not (data_folder / "cookie-secret").exists()


@pytest.mark.parametrize(
    ("given", "certificate", "encrypted"),
    [
        ({"public_url": PUBLIC}, None, True),
        ({"public_url": "http://192.168.1.5:8501"}, None, False),
        ({}, None, False),
        ({}, "/etc/cert.pem", True),
    ],
)
def test_it_is_encrypted_by_a_proxy_or_by_a_certificate(
    options: dict[str, Any], given: dict[str, Any], certificate: str | None, encrypted: bool
) -> None:
    options["server.sslCertFile"] = certificate
    assert is_encrypted(Settings(**given)) is encrypted


def test_streamlit_is_told_the_same_names(options: dict[str, Any], with_account: Store) -> None:
    open_to(Settings(cookie_secret=SECRET, public_url=PUBLIC), with_account)
    assert options["server.allowedHosts"] == ["127.0.0.1", "::1", "capaian.sekolah.sch.id", "localhost"]
    assert options["server.corsAllowedOrigins"] == [PUBLIC]
    assert options["server.cookieSecret"] == SECRET


@pytest.mark.parametrize(("name", "value"), [("server.enableAgentApi", True), ("server.enableXsrfProtection", False)])
def test_it_refuses_an_open_back_door(options: dict[str, Any], name: str, value: bool) -> None:
    options[name] = value
    with pytest.raises(SettingsError, match=name):
        refuse_back_doors()
