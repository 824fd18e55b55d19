"""The settings, read once from the environment; a wrong one is named and nothing starts."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from capaian.locale import DEFAULT_LANGUAGE, LANGUAGES, N_
from capaian.problems import SettingsError

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds app.py."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One field a setting; the environment variable is CAPAIAN_ and the field's name in capitals.

    data_folder: where the databases live. database_url: an SQLAlchemy URL, SQLite in the data
    folder where empty. address, port: where the server listens. language: what a new browser is
    spoken to in. max_upload_mb: one file's size at most. max_cells: cells read of one sheet at
    most. read_seconds, read_memory_mb: what reading one file may take.
    """

    data_folder: Path = ROOT / "data"
    database_url: str = ""
    address: str = "127.0.0.1"
    port: int = 8501
    language: str = DEFAULT_LANGUAGE
    max_upload_mb: int = 10
    max_cells: int = 1_000_000
    read_seconds: int = 12
    read_memory_mb: int = 1024

    @property
    def school_database_url(self) -> str:
        """The school's own database."""
        return self.database_url or f"sqlite:///{self.data_folder / 'capaian.db'}"

    @property
    def demo_database_url(self) -> str:
        """The demonstration database: invented students, never mixed with the school's own."""
        return f"sqlite:///{self.data_folder / 'demo.db'}"


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in the environment, with the defaults above; empty counts as not set.

    Raises SettingsError for a value that cannot be used and for a name that starts with CAPAIAN_
    and is no setting (a typing error would otherwise be silent).
    """
    environment = os.environ if environment is None else environment
    given = {k.removeprefix("CAPAIAN_").lower(): v for k, v in environment.items() if k.startswith("CAPAIAN_") and v}
    for name in given.keys() - _READ.keys():
        raise SettingsError(N_("CAPAIAN_{name} bukan pengaturan Capaian. Periksa ejaannya."), name=name.upper())
    return replace(Settings(), **{name: _READ[name](name, text) for name, text in given.items()})


def _whole_number(low: int, high: int) -> Callable[[str, str], int]:
    def read(name: str, text: str) -> int:
        if text.isascii() and text.isdigit() and low <= int(text) <= high:
            return int(text)
        raise SettingsError(
            N_("CAPAIAN_{name} berisi “{text}”. Tulis bilangan bulat {low} sampai {high}."),
            name=name.upper(), text=text, low=low, high=high,
        )  # fmt: skip

    return read


def _language(name: str, text: str) -> str:
    if text in LANGUAGES:
        return text
    raise SettingsError(
        N_("CAPAIAN_{name} berisi “{text}”. Tulis salah satu dari: {choices}."),
        name=name.upper(), text=text, choices=", ".join(LANGUAGES),
    )  # fmt: skip


def _loopback(name: str, text: str) -> str:
    if text in ("127.0.0.1", "localhost", "::1"):
        return text
    raise SettingsError(
        N_(
            "CAPAIAN_{name} berisi “{text}”, padahal belum ada akun pengguna: siapa pun di jaringan dapat melihat "
            "nilai siswa. Tulis 127.0.0.1."
        ),
        name=name.upper(), text=text,
    )  # fmt: skip


def _text(_name: str, text: str) -> str:
    return text


def _folder(_name: str, text: str) -> Path:
    return Path(text).expanduser().resolve()


_READ: dict[str, Callable[[str, str], Any]] = {
    "data_folder": _folder,
    "database_url": _text,
    "address": _loopback,
    "port": _whole_number(1, 65535),
    "language": _language,
    "max_upload_mb": _whole_number(1, 200),
    "max_cells": _whole_number(1_000, 50_000_000),
    "read_seconds": _whole_number(1, 600),
    "read_memory_mb": _whole_number(256, 32_768),
}
