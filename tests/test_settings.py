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


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.10", "::", "school.example"])
def test_no_address_but_loopback_is_taken_while_there_are_no_accounts(address: str) -> None:
    with pytest.raises(SettingsError, match="CAPAIAN_ADDRESS"):
        load_settings({"CAPAIAN_ADDRESS": address})


def test_the_databases_lie_in_the_data_folder_and_the_demonstration_has_its_own(tmp_path: Path) -> None:
    settings = load_settings({"CAPAIAN_DATA_FOLDER": str(tmp_path)})
    assert settings.school_database_url == f"sqlite:///{tmp_path / 'capaian.db'}"
    assert settings.demo_database_url == f"sqlite:///{tmp_path / 'demo.db'}"


def test_every_setting_can_be_set() -> None:
    for setting in fields(Settings):
        with pytest.raises(SettingsError, match="bukan pengaturan"):
            load_settings({f"CAPAIAN_{setting.name.upper()}X": "1"})
        assert load_settings({f"CAPAIAN_{setting.name.upper()}": ""}) == Settings()
