"""The secret that signs forms and the way to Google: from the settings, or a file that only its owner can read."""

import os
import secrets
import stat
from pathlib import Path

from capaian.locale import N_
from capaian.problems import SettingsError
from capaian.settings import SHORTEST_SECRET, Settings

FILE_NAME = "cookie-secret"


def cookie_secret(settings: Settings, *, may_make: bool) -> str:
    """The secret; made once where there is none and `may_make`.

    Raises SettingsError where there is none, where it is too short, and where others can read it.
    """
    if settings.cookie_secret:
        return settings.cookie_secret
    file = settings.data_folder / FILE_NAME
    if not file.exists():
        if not may_make:
            raise SettingsError(
                N_(
                    "Capaian tidak dimulai: CAPAIAN_COOKIE_SECRET belum ada. Isi dengan sedikitnya {n} huruf dan angka "
                    "acak, atau mulai sekali di 127.0.0.1 agar {file} dibuat."
                ),
                n=SHORTEST_SECRET, file=file,
            )  # fmt: skip
        _make(file)
    return _read(file)


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first; its secret is as good
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as written:
        written.write(secrets.token_urlsafe(48))


def _read(file: Path) -> str:
    if os.name == "posix" and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SettingsError(
            N_("Capaian tidak dimulai: {file} dapat dibaca orang lain. Jalankan: chmod 600 {file}"), file=file
        )
    text = file.read_text(encoding="utf-8", errors="replace").strip()
    if len(text) < SHORTEST_SECRET:
        raise SettingsError(
            N_("Capaian tidak dimulai: isi {file} terlalu pendek. Hapus berkas itu, lalu mulai lagi di 127.0.0.1."),
            file=file,
        )
    return text
