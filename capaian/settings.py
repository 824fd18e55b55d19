"""The settings, read once from the environment; a wrong one is named and nothing starts."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from capaian.locale import DEFAULT_LANGUAGE, LANGUAGES, N_
from capaian.problems import SettingsError

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds app.py."""
SHORTEST_SECRET = 32
SHORTEST_PASSPHRASE = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """One field a setting; the environment variable is CAPAIAN_ and the field's name in capitals.

    data_folder: where the databases live. database_url: an SQLAlchemy URL, SQLite in the data
    folder where empty. address, port: where the server listens. language: what a new browser is
    spoken to in. max_upload_mb: one file's size at most. max_cells: cells read of one sheet at
    most. read_seconds, read_memory_mb: what reading one file may take. public_url: the address
    people open, where it is not the one the server listens on. allow_http_on_lan: whether other
    computers may come without encryption. cookie_secret: signs forms and the way to Google; in the
    data folder where empty. google_*: the optional sign-in with Google. max_connections: open
    pages an address at most. max_session_upload_mb: what one sign-in may have uploaded in an hour.
    session_hours, session_idle_hours: how long a sign-in lasts, at most and without a click.
    small_group: groups with fewer students are hidden from the auditor. retention_years: how long
    names are kept after a cohort's last day. keep_originals: whether uploaded workbooks are kept, encrypted.
    backup_folder: where backups lie; in the data folder where None. backup_passphrase: seals them where
    not empty. backup_keep: how many days, weeks and months have a backup; all 0: none is made by itself.
    backup_forget_days: how long a backup that holds somebody who was forgotten since is kept.
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
    public_url: str = ""
    allow_http_on_lan: bool = False
    cookie_secret: str = field(default="", repr=False)
    google_client_id: str = ""
    google_client_secret: str = field(default="", repr=False)
    max_connections: int = 200
    max_session_upload_mb: int = 100
    session_hours: int = 12
    session_idle_hours: int = 2
    small_group: int = 10
    retention_years: int = 3
    keep_originals: bool = False
    backup_folder: Path | None = None
    backup_passphrase: str = field(default="", repr=False)
    backup_keep: tuple[int, int, int] = (7, 4, 12)
    backup_forget_days: int = 30

    @property
    def school_database_url(self) -> str:
        """The school's own database."""
        return self.database_url or f"sqlite:///{self.data_folder / 'capaian.db'}"

    @property
    def backups_folder(self) -> Path:
        """Where the backups lie."""
        return self.backup_folder or self.data_folder / "backups"

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


def _yes_or_no(name: str, text: str) -> bool:
    if text in ("yes", "no"):
        return text == "yes"
    raise SettingsError(
        N_("CAPAIAN_{name} berisi “{text}”. Tulis salah satu dari: {choices}."),
        name=name.upper(), text=text, choices="yes, no",
    )  # fmt: skip


def _address_of_pages(name: str, text: str) -> str:
    if re.fullmatch(r"https?://[a-zA-Z0-9.-]+(:\d{1,5})?/?", text):
        return text.rstrip("/").lower()
    raise SettingsError(
        N_("CAPAIAN_{name} berisi “{text}”. Tulis alamat tanpa bagian lain, misalnya https://capaian.sekolah.sch.id."),
        name=name.upper(), text=text,
    )  # fmt: skip


def _secret(name: str, text: str) -> str:
    if len(text) >= SHORTEST_SECRET:
        return text
    raise SettingsError(
        N_("CAPAIAN_{name} terlalu pendek. Tulis sedikitnya {n} huruf dan angka acak."),
        name=name.upper(), n=SHORTEST_SECRET,
    )  # fmt: skip


def _passphrase(name: str, text: str) -> str:
    if len(text) >= SHORTEST_PASSPHRASE:
        return text
    raise SettingsError(
        N_("CAPAIAN_{name} terlalu pendek. Tulis sedikitnya {n} huruf, misalnya empat kata yang acak."),
        name=name.upper(), n=SHORTEST_PASSPHRASE,
    )  # fmt: skip


def _days_weeks_months(name: str, text: str) -> tuple[int, int, int]:
    if re.fullmatch(r"\d{1,3}(,\d{1,3}){2}", text, re.ASCII):
        days, weeks, months = map(int, text.split(","))
        if days or not (weeks or months):
            return days, weeks, months
    raise SettingsError(
        N_("CAPAIAN_{name} berisi “{text}”. Tulis jumlah hari, pekan, dan bulan, misalnya 7,4,12; atau 0,0,0."),
        name=name.upper(), text=text,
    )  # fmt: skip


def _text(_name: str, text: str) -> str:
    return text


def _folder(_name: str, text: str) -> Path:
    return Path(text).expanduser().resolve()


_READ: dict[str, Callable[[str, str], Any]] = {
    "data_folder": _folder,
    "database_url": _text,
    "address": _text,
    "port": _whole_number(1, 65535),
    "language": _language,
    "max_upload_mb": _whole_number(1, 200),
    "max_cells": _whole_number(1_000, 50_000_000),
    "read_seconds": _whole_number(1, 600),
    "read_memory_mb": _whole_number(256, 32_768),
    "public_url": _address_of_pages,
    "allow_http_on_lan": _yes_or_no,
    "cookie_secret": _secret,
    "google_client_id": _text,
    "google_client_secret": _text,
    "max_connections": _whole_number(5, 100_000),
    "max_session_upload_mb": _whole_number(1, 10_000),
    "session_hours": _whole_number(1, 168),
    "session_idle_hours": _whole_number(1, 24),
    "small_group": _whole_number(2, 100),
    "retention_years": _whole_number(1, 30),
    "keep_originals": _yes_or_no,
    "backup_folder": _folder,
    "backup_passphrase": _passphrase,
    "backup_keep": _days_weeks_months,
    "backup_forget_days": _whole_number(1, 366),
}
