"""The settings, read once from the environment."""

from dataclasses import fields
from pathlib import Path

import pytest

from capaian.locale import texts
from capaian.problems import SettingsError
from capaian.settings import Settings, load_settings


def test_an_empty_environment_gives_the_defaults() -> None:
    assert load_settings({}) == Settings()


@pytest.mark.parametrize(
    ("variable", "text", "setting", "expected"),
    [
        ("CAPAIAN_PORT", "8600", "port", 8600),
        ("CAPAIAN_PORT", "", "port", 8501),
        ("CAPAIAN_ADDRESS", "localhost", "address", "localhost"),
        ("CAPAIAN_LANGUAGE", "en", "language", "en"),
        ("CAPAIAN_MAX_UPLOAD_MB", "25", "max_upload_mb", 25),
        ("CAPAIAN_DATABASE_URL", "postgresql+psycopg://localhost/capaian", "school_database_url",
         "postgresql+psycopg://localhost/capaian"),
    ],
)  # fmt: skip
def test_a_setting_is_read_from_its_variable(variable: str, text: str, setting: str, expected: object) -> None:
    assert getattr(load_settings({variable: text}), setting) == expected


@pytest.mark.parametrize(
    ("variable", "text", "sentence"),
    [
        ("CAPAIAN_PORT", "80a", "CAPAIAN_PORT berisi “80a”. Tulis bilangan bulat 1 sampai 65535."),
        ("CAPAIAN_PORT", "0", "CAPAIAN_PORT berisi “0”. Tulis bilangan bulat 1 sampai 65535."),
        ("CAPAIAN_PORT", "-1", "CAPAIAN_PORT berisi “-1”. Tulis bilangan bulat 1 sampai 65535."),
        ("CAPAIAN_LANGUAGE", "jv", "CAPAIAN_LANGUAGE berisi “jv”. Tulis salah satu dari: id, en."),
        ("CAPAIAN_PROT", "8600", "CAPAIAN_PROT bukan pengaturan Capaian. Periksa ejaannya."),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_write(variable: str, text: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({variable: text})
    assert caught.value.message(texts("id")) == sentence


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.10", "::", "school.example", "127.0.0.1"])
def test_any_address_is_taken_and_the_launcher_decides_when_it_may_open(address: str) -> None:
    """tests/web/test_opening.py: not without accounts, a secret and encryption or leave to do without."""
    assert load_settings({"CAPAIAN_ADDRESS": address}).address == address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://capaian.sekolah.sch.id", "https://capaian.sekolah.sch.id"),
        ("https://Capaian.Sekolah.sch.id/", "https://capaian.sekolah.sch.id"),
        ("http://192.168.1.10:8501", "http://192.168.1.10:8501"),
    ],
)
def test_the_public_address_is_a_host_and_nothing_after_it(text: str, expected: str) -> None:
    assert load_settings({"CAPAIAN_PUBLIC_URL": text}).public_url == expected


@pytest.mark.parametrize(
    "text", ["capaian.sekolah", "ftp://x", "https://x/kohort", "https://a@b", "https://x?y", "//x"]
)
def test_a_public_address_with_more_in_it_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="CAPAIAN_PUBLIC_URL"):
        load_settings({"CAPAIAN_PUBLIC_URL": text})


@pytest.mark.parametrize(("text", "expected"), [("yes", True), ("no", False), ("", False)])
def test_leave_to_do_without_encryption_is_given_in_one_word(text: str, expected: bool) -> None:
    assert load_settings({"CAPAIAN_ALLOW_HTTP_ON_LAN": text}).allow_http_on_lan is expected


@pytest.mark.parametrize("text", ["Yes", "1", "true", "ya"])
def test_nothing_else_gives_leave(text: str) -> None:
    with pytest.raises(SettingsError, match="CAPAIAN_ALLOW_HTTP_ON_LAN"):
        load_settings({"CAPAIAN_ALLOW_HTTP_ON_LAN": text})


def test_a_secret_is_long_and_never_printed() -> None:
    secret = "rahasia" * 5
    settings = load_settings({"CAPAIAN_COOKIE_SECRET": secret, "CAPAIAN_GOOGLE_CLIENT_SECRET": "google-rahasia"})
    assert settings.cookie_secret == secret
    assert "rahasia" not in repr(settings)
    with pytest.raises(SettingsError) as caught:
        load_settings({"CAPAIAN_COOKIE_SECRET": "x" * 31})
    assert "xxx" not in str(caught.value)


def test_the_databases_lie_in_the_data_folder_and_the_demonstration_has_its_own(tmp_path: Path) -> None:
    settings = load_settings({"CAPAIAN_DATA_FOLDER": str(tmp_path)})
    assert settings.school_database_url == f"sqlite:///{tmp_path / 'capaian.db'}"
    assert settings.demo_database_url == f"sqlite:///{tmp_path / 'demo.db'}"


def test_every_setting_can_be_set() -> None:
    for setting in fields(Settings):
        with pytest.raises(SettingsError, match="bukan pengaturan"):
            load_settings({f"CAPAIAN_{setting.name.upper()}X": "1"})
        assert load_settings({f"CAPAIAN_{setting.name.upper()}": ""}) == Settings()


def test_backups_lie_in_the_data_folder_unless_told_otherwise(tmp_path: Path) -> None:
    settings = load_settings({"CAPAIAN_DATA_FOLDER": str(tmp_path)})
    assert settings.backups_folder == tmp_path / "backups"
    assert load_settings({"CAPAIAN_BACKUP_FOLDER": str(tmp_path / "usb")}).backups_folder == tmp_path / "usb"


@pytest.mark.parametrize(("text", "expected"), [("7,4,12", (7, 4, 12)), ("1,0,0", (1, 0, 0)), ("0,0,0", (0, 0, 0))])
def test_days_weeks_and_months_are_three_numbers(text: str, expected: tuple[int, int, int]) -> None:
    assert load_settings({"CAPAIAN_BACKUP_KEEP": text}).backup_keep == expected


@pytest.mark.parametrize("text", ["7", "7,4", "7 4 12", "7,4,12,1", "-1,4,12", "0,4,12", "٧,4,12", "tujuh,4,12"])
def test_other_numbers_of_backups_are_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="CAPAIAN_BACKUP_KEEP"):
        load_settings({"CAPAIAN_BACKUP_KEEP": text})


def test_a_passphrase_is_long_and_never_printed() -> None:
    settings = load_settings({"CAPAIAN_BACKUP_PASSPHRASE": "kuda batu hujan"})
    assert "kuda" not in repr(settings)
    with pytest.raises(SettingsError) as caught:
        load_settings({"CAPAIAN_BACKUP_PASSPHRASE": "x" * 11})
    assert "xxx" not in str(caught.value)
